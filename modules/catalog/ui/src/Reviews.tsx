import {
  Badge,
  DataTable,
  Empty,
  FilterChoice,
  Frame,
  inLanguage,
  Link,
  useFormats,
  useLanguage,
  usePages,
  useQueryState,
  useTexts,
  type Column,
} from 'kontor/sdk';
import { fetchDrafts, openStates, stateTexts, stateTones, texts, type VersionRow } from './versions';

/** What is being prepared, and what waits for a reviewer. */
export function Reviews() {
  const t = useTexts(texts);
  const s = useTexts(stateTexts);
  const { language } = useLanguage();
  const { time } = useFormats();
  const [query] = useQueryState();
  const state = query.get('state') ?? undefined;
  const pages = usePages(['drafts', state], (cursor, signal) => fetchDrafts(state, cursor, signal));
  const to = (row: VersionRow) => `/catalog/reviews/${row.productId}`;
  const columns: Column<VersionRow>[] = [
    {
      key: 'name',
      title: t('product'),
      onPhone: 'lead',
      cell: (row) => (
        <Link to={to(row)} className="strong">
          {inLanguage(row.name, language)}
        </Link>
      ),
      csv: (row) => inLanguage(row.name, language),
    },
    {
      key: 'state',
      title: t('state'),
      onPhone: 'end',
      cell: (row) => <Badge tone={stateTones[row.state]}>{s(row.state)}</Badge>,
      csv: (row) => s(row.state),
    },
    { key: 'changedBy', title: t('changedBy'), cell: (row) => row.changedBy, csv: (row) => row.changedBy },
    { key: 'changedAt', title: t('changedAt'), cell: (row) => time(row.changedAt), csv: (row) => row.changedAt },
    {
      key: 'publishAt',
      title: t('publishAt'),
      cell: (row) => (row.publishAt ? time(row.publishAt) : ''),
      csv: (row) => row.publishAt ?? '',
    },
  ];
  return (
    <Frame title={t('reviews')}>
      <DataTable
        id="reviews"
        columns={columns}
        pages={pages}
        rowKey={(row) => row.productId}
        open={to}
        empty={
          <Empty icon="check" title={t('reviewsNone')}>
            {t('reviewsNoneLead')}
          </Empty>
        }
        filters={
          <FilterChoice
            label={t('state')}
            name="state"
            any={t('anyState')}
            options={openStates.map((one) => ({ value: one as string, label: s(one) }))}
          />
        }
      />
    </Frame>
  );
}

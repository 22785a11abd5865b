import {
  Badge,
  DataTable,
  Empty,
  FilterChoice,
  FilterText,
  Frame,
  Link,
  useFormats,
  useLanguage,
  usePages,
  useQueryState,
  useTexts,
  type Column,
} from 'kontor/sdk';
import { fetchReturns, isKind, isStatus, kinds, kindTexts, statuses, statusTexts, toneOf, type ReturnRow } from './returns';
import { reasons, texts } from './texts';

/** The queue of after-sales: finds requests and opens them. */
export function Returns() {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const k = useTexts(kindTexts);
  const { language } = useLanguage();
  const { money, time, number } = useFormats();
  const [query] = useQueryState();
  const filter = {
    status: query.get('status') ?? undefined,
    kind: query.get('kind') ?? undefined,
    waiting: query.get('waiting') ?? undefined,
    q: query.get('q') ?? undefined,
  };
  const pages = usePages(['returns', filter], (cursor, signal) => fetchReturns(filter, cursor, signal));

  const statusOf = (row: ReturnRow) => (isStatus(row.status) ? s(row.status) : row.status);
  const kindOf = (row: ReturnRow) => (isKind(row.kind) ? k(row.kind) : row.kind);
  const reasonOf = (row: ReturnRow) => reasons[row.reason]?.[language === 'zh-CN' ? 0 : 1] ?? row.reason;

  const columns: Column<ReturnRow>[] = [
    {
      key: 'number',
      title: t('number'),
      onPhone: 'lead',
      cell: (row) => (
        <Link to={`/aftersales/returns/${row.number}`} className="number strong">
          {row.number}
        </Link>
      ),
      csv: (row) => row.number,
    },
    {
      key: 'status',
      title: t('status'),
      onPhone: 'end',
      cell: (row) => (
        <>
          <Badge tone={toneOf(row.status)}>{statusOf(row)}</Badge> {row.escalated && <Badge tone="danger">{t('escalated')}</Badge>}
        </>
      ),
      csv: statusOf,
    },
    { key: 'kind', title: t('kind'), cell: kindOf, csv: kindOf },
    { key: 'reason', title: t('reason'), cell: reasonOf, csv: reasonOf },
    { key: 'buyer', title: t('buyer'), cell: (row) => row.contact.name, csv: (row) => row.contact.name },
    { key: 'email', title: t('email'), extra: true, cell: (row) => row.contact.email, csv: (row) => row.contact.email },
    {
      key: 'phone',
      title: t('phone'),
      extra: true,
      cell: (row) => <span className="number">{row.contact.phone}</span>,
      csv: (row) => row.contact.phone,
    },
    { key: 'requestedAt', title: t('requestedAt'), cell: (row) => time(row.requestedAt), csv: (row) => row.requestedAt },
    { key: 'dueAt', title: t('dueAt'), cell: (row) => (row.dueAt ? time(row.dueAt) : ''), csv: (row) => row.dueAt },
    {
      key: 'units',
      title: t('units'),
      align: 'right',
      cell: (row) => <span className="number">{number(row.units)}</span>,
      csv: (row) => row.units,
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'right',
      cell: (row) => <span className="number strong">{money(row.amount)}</span>,
      csv: (row) => row.amount.amount,
    },
  ];

  return (
    <Frame title={t('returns')}>
      <DataTable
        id="returns"
        columns={columns}
        pages={pages}
        rowKey={(row) => row.number}
        open={(row) => `/aftersales/returns/${row.number}`}
        exportAs={{ name: t('returns'), fetchPage: (cursor) => fetchReturns(filter, cursor, undefined, 100) }}
        empty={
          <Empty icon="retry" title={t('none')}>
            {t('noneLead')}
          </Empty>
        }
        filters={
          <>
            <FilterText label={t('find')} />
            <FilterChoice label={t('waiting')} name="waiting" any={t('anyone')} options={[{ value: 'true', label: t('waiting') }]} />
            <FilterChoice
              label={t('status')}
              name="status"
              any={t('anyStatus')}
              options={statuses.map((status) => ({ value: status as string, label: s(status) }))}
            />
            <FilterChoice
              label={t('kind')}
              name="kind"
              any={t('anyKind')}
              options={kinds.map((kind) => ({ value: kind as string, label: k(kind) }))}
            />
          </>
        }
      />
    </Frame>
  );
}

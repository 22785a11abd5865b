import { Badge, DataTable, Empty, FilterChoice, Frame, useFormats, usePages, useQueryState, useTexts, type Column } from 'kontor/sdk';
import { fetchAccessLog, type LoggedRequest } from './operations';
import { texts } from './texts';

const kinds = ['GUEST', 'SHOPPER', 'STAFF', 'SYSTEM', 'UNASKED'] as const;

/** Who asked for what, and how it went. */
export function AccessLog() {
  const t = useTexts(texts);
  const { moment, number } = useFormats();
  const [query] = useQueryState();
  const filter = { statusFrom: query.get('statusFrom') ?? undefined, accountId: query.get('accountId') ?? undefined };
  const pages = usePages(['access-log', filter], (cursor, signal) => fetchAccessLog(filter, cursor, signal));
  const kindOf = (request: LoggedRequest) => {
    const kind = kinds.find((one) => one === request.accountKind);
    return kind ? t(`kind${kind}`) : request.accountKind;
  };

  const columns: Column<LoggedRequest>[] = [
    { key: 'at', title: t('at'), cell: (request) => <span className="number">{moment(request.at)}</span>, csv: (request) => request.at },
    {
      key: 'route',
      title: t('route'),
      onPhone: 'lead',
      cell: (request) => (
        <span className="code">
          {request.method} {request.route}
        </span>
      ),
      csv: (request) => `${request.method} ${request.route}`,
    },
    {
      key: 'status',
      title: t('status'),
      onPhone: 'end',
      cell: (request) => (
        <Badge tone={request.status >= 500 ? 'danger' : request.status >= 400 ? 'warning' : 'neutral'}>{request.status}</Badge>
      ),
      csv: (request) => request.status,
    },
    {
      key: 'duration',
      title: t('duration'),
      align: 'right',
      cell: (request) => <span className="number">{number(Math.round(request.durationUs / 100) / 10)} ms</span>,
      csv: (request) => request.durationUs / 1000,
    },
    { key: 'who', title: t('who'), cell: kindOf, csv: kindOf },
    {
      key: 'address',
      title: t('address'),
      cell: (request) => <span className="code">{request.address}</span>,
      csv: (request) => request.address,
    },
    { key: 'browser', title: t('browser'), extra: true, cell: (request) => request.browser, csv: (request) => request.browser },
    { key: 'language', title: t('language'), extra: true, cell: (request) => request.language, csv: (request) => request.language },
    {
      key: 'trace',
      title: t('trace'),
      extra: true,
      cell: (request) => <span className="code">{request.traceId}</span>,
      csv: (request) => request.traceId,
    },
  ];

  return (
    <Frame title={t('accessLog')}>
      <DataTable
        id="access-log"
        columns={columns}
        pages={pages}
        rowKey={(request) => `${request.traceId} ${request.at}`}
        exportAs={{ name: t('accessLog'), fetchPage: (cursor) => fetchAccessLog(filter, cursor, undefined, 200) }}
        empty={<Empty icon="pulse" title={t('logNone')} />}
        filters={
          <FilterChoice
            label={t('status')}
            name="statusFrom"
            any={t('anyStatus')}
            options={[
              { value: '400', label: t('refused') },
              { value: '500', label: t('failed') },
            ]}
          />
        }
      />
    </Frame>
  );
}

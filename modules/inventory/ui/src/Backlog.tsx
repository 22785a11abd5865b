import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  DataTable,
  Empty,
  FilterChoice,
  Frame,
  isOver,
  Link,
  Loaded,
  Panel,
  useFormats,
  usePages,
  useQueryState,
  useTexts,
  type Column,
} from 'kontor/sdk';
import { backlogTexts } from './backlogTexts';
import { fetchBacklog, fetchWaiting, type Backlog as Row } from './stock';

/** What is sold beyond what is there, SKU by SKU: how much is owed, until when, and what is overdue. */
export function Backlog() {
  const t = useTexts(backlogTexts);
  const { number, calendarDay } = useFormats();
  const [query] = useQueryState();
  const overdue = query.get('overdue') === 'true';
  const pages = usePages(['backlog', overdue], (cursor, signal) => fetchBacklog(overdue, cursor, signal));
  const columns: Column<Row>[] = [
    {
      key: 'sku',
      title: t('sku'),
      onPhone: 'lead',
      cell: (row) => (
        <Link to={`/inventory/stock/${encodeURIComponent(row.sku)}`} className="number strong">
          {row.sku}
        </Link>
      ),
      csv: (row) => row.sku,
    },
    {
      key: 'backlog',
      title: t('backlog'),
      align: 'right',
      onPhone: 'end',
      cell: (row) => (
        <span className="number strong">
          {number(row.backlog)} / {number(row.most)}
        </span>
      ),
      csv: (row) => `${row.backlog} / ${row.most}`,
    },
    { key: 'kind', title: t('policy'), cell: (row) => <PolicyWords policy={row} />, csv: (row) => row.kind },
    {
      key: 'orders',
      title: t('orders'),
      align: 'right',
      cell: (row) => <span className="number">{number(row.orders)}</span>,
      csv: (row) => row.orders,
    },
    {
      key: 'firstPromise',
      title: t('firstPromise'),
      cell: (row) =>
        row.firstPromise ? (
          isOver(row.firstPromise) ? (
            <Badge tone="danger">{calendarDay(row.firstPromise)}</Badge>
          ) : (
            calendarDay(row.firstPromise)
          )
        ) : (
          ''
        ),
      csv: (row) => row.firstPromise,
    },
    {
      key: 'overdue',
      title: t('overdue'),
      align: 'right',
      cell: (row) => (row.overdue > 0 ? <Badge tone="danger">{number(row.overdue)}</Badge> : <span className="number quiet">0</span>),
      csv: (row) => row.overdue,
    },
  ];
  return (
    <Frame title={t('title')}>
      <p className="quiet lead">{t('lead')}</p>
      <DataTable
        id="backlog"
        columns={columns}
        pages={pages}
        rowKey={(row) => row.sku}
        open={(row) => `/inventory/stock/${encodeURIComponent(row.sku)}`}
        exportAs={{ name: t('title'), fetchPage: (cursor) => fetchBacklog(overdue, cursor, undefined, 200) }}
        empty={
          <Empty icon="box" title={t('none')}>
            {t('noneLead')}
          </Empty>
        }
        filters={
          <FilterChoice label={t('state')} name="overdue" any={t('anyState')} options={[{ value: 'true', label: t('onlyOverdue') }]} />
        }
      />
    </Frame>
  );
}

export function PolicyWords({ policy }: { policy: { kind: string; most: number; days?: number | null; on?: string | null } }) {
  const t = useTexts(backlogTexts);
  const { calendarDay } = useFormats();
  if (policy.kind === 'NONE') return <>{t('NONE')}</>;
  const promise = policy.days ? t('withinDays', { days: policy.days }) : policy.on ? t('byDay', { day: calendarDay(policy.on) }) : '';
  return (
    <>
      {t(policy.kind === 'PRE_ORDER' ? 'PRE_ORDER' : 'BACK_ORDER')} · {promise}
    </>
  );
}

/** The orders that wait for a SKU, in the order in which they get what comes. */
export function WaitingOrders({ sku }: { sku: string }) {
  const t = useTexts(backlogTexts);
  const { number, calendarDay, time } = useFormats();
  const waiting = useQuery({ queryKey: ['backlog', sku], queryFn: () => fetchWaiting(sku) });
  return (
    <Loaded query={waiting} rows={1}>
      {({ items, next }) =>
        items.length === 0 ? null : (
          <Panel title={t('waiting')}>
            <ul className="records">
              {items.map((order) => (
                <li key={order.orderId}>
                  <Link to={`/inventory/documents/${order.orderId}`} className="strong number">
                    {t('units', { units: number(order.units) })}
                  </Link>
                  <Badge tone={order.overdue ? 'danger' : 'neutral'}>{t('promised', { day: calendarDay(order.promisedOn) })}</Badge>
                  <span className="quiet records-below">
                    {t(order.paid ? 'paid' : 'unpaid')} · {time(order.reservedAt)}
                  </span>
                </li>
              ))}
            </ul>
            {next && <p className="quiet">{t('more')}</p>}
          </Panel>
        )
      }
    </Loaded>
  );
}

import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  DataTable,
  Empty,
  FilterChoice,
  FilterDays,
  FilterText,
  Frame,
  Icon,
  Link,
  navigate,
  useFormats,
  midnight,
  saveFile,
  useAction,
  useLanguage,
  useMay,
  usePages,
  useQueryState,
  useTexts,
  type Column,
} from 'kontor/sdk';
import { careTexts } from './careTexts';
import { fetchLines, fetchOrders, fetchPapers, fetchTags, isStatus, statuses, statusTexts, toneOf, type OrderSummary } from './orders';
import { texts } from './texts';

/** Finds orders and opens them. */
export function Orders() {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const may = useMay();
  const c = useTexts(careTexts);
  const { language } = useLanguage();
  const { money, time, number } = useFormats();
  const [query] = useQueryState();
  const known = useQuery({ queryKey: ['order-tags'], queryFn: fetchTags });
  const filter = {
    status: query.get('status') ?? undefined,
    tag: query.get('tag') ?? undefined,
    q: query.get('q') ?? undefined,
    from: midnight(query.get('from') ?? undefined),
    to: midnight(query.get('to') ?? undefined, 1),
    sort: query.get('sort') ?? undefined,
  };
  const pages = usePages(['orders', filter], (cursor, signal) => fetchOrders(filter, cursor, signal));

  const lines = useAction(() => fetchLines(filter, language), { then: (file) => saveFile(`${t('orders')}.csv`, file) });

  const statusOf = (order: OrderSummary) => (isStatus(order.status) ? s(order.status) : order.status);

  const columns: Column<OrderSummary>[] = [
    {
      key: 'number',
      title: t('number'),
      onPhone: 'lead',
      cell: (order) => (
        <Link to={`/trade/orders/${order.number}`} className="number strong">
          {order.number}
          {order.paidWith.length > 0 && (
            <span className="quiet" title={t('paidWith', { numbers: order.paidWith.join(', ') })}>
              {' '}
              +{order.paidWith.length}
            </span>
          )}
        </Link>
      ),
      csv: (order) => order.number,
    },
    {
      key: 'status',
      title: t('status'),
      onPhone: 'end',
      cell: (order) => <Badge tone={toneOf(order.status)}>{statusOf(order)}</Badge>,
      csv: statusOf,
    },
    { key: 'placedAt', title: t('placedAt'), cell: (order) => time(order.placedAt), csv: (order) => order.placedAt },
    { key: 'buyer', title: t('buyer'), cell: (order) => order.contact.name, csv: (order) => order.contact.name },
    { key: 'email', title: t('email'), extra: true, cell: (order) => order.contact.email, csv: (order) => order.contact.email },
    {
      key: 'phone',
      title: t('phone'),
      cell: (order) => <span className="number">{order.contact.phone ?? '–'}</span>,
      csv: (order) => order.contact.phone,
    },
    {
      key: 'units',
      title: t('units'),
      align: 'right',
      cell: (order) => <span className="number">{number(order.units)}</span>,
      csv: (order) => order.units,
    },
    {
      key: 'total',
      title: t('total'),
      align: 'right',
      cell: (order) => <span className="number strong">{money(order.total)}</span>,
      csv: (order) => order.total.amount,
    },
    {
      key: 'tags',
      title: c('tags'),
      extra: true,
      cell: (order) => order.tags.join(', '),
      csv: (order) => order.tags.join(', '),
    },
    { key: 'currency', title: t('currency'), extra: true, cell: (order) => order.total.currency, csv: (order) => order.total.currency },
  ];

  return (
    <Frame
      title={t('orders')}
      actions={
        <>
          <Button icon={<Icon name="download" size={16} />} loading={lines.isPending} onClick={() => lines.mutate(undefined)}>
            {t('exportAll')}
          </Button>
          {may('orders.write') && (
            <Button icon={<Icon name="truck" />} onClick={() => navigate('/trade/shipping-list')}>
              {t('shipByList')}
            </Button>
          )}
        </>
      }
    >
      <DataTable
        id="orders"
        columns={columns}
        pages={pages}
        rowKey={(order) => order.number}
        open={(order) => `/trade/orders/${order.number}`}
        exportAs={{ name: t('orders'), fetchPage: (cursor) => fetchOrders(filter, cursor, undefined, 100) }}
        empty={
          <Empty icon="receipt" title={t('none')}>
            {t('noneLead')}
          </Empty>
        }
        bulk={(['packing-slips', 'invoices'] as const).map((paper) => ({
          title: t(paper === 'invoices' ? 'invoices' : 'packingSlips'),
          run: async (orders: OrderSummary[]) =>
            saveFile(
              `${paper}.pdf`,
              await fetchPapers(
                orders.map(({ number }) => number),
                paper,
                language,
              ),
            ),
        }))}
        filters={
          <>
            <FilterText label={t('find')} />
            <FilterChoice
              label={t('status')}
              name="status"
              any={t('anyStatus')}
              options={statuses.map((status) => ({ value: status as string, label: s(status) }))}
            />
            <FilterDays />
            {known.data && known.data.tags.length > 0 && (
              <FilterChoice
                label={c('tag')}
                name="tag"
                any={c('anyTag')}
                options={known.data.tags.map((tag) => ({ value: tag, label: tag }))}
                searchable
              />
            )}
          </>
        }
      />
    </Frame>
  );
}

import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  Empty,
  Frame,
  Icon,
  Link,
  Loaded,
  Panel,
  request,
  useFormats,
  useMay,
  useSession,
  useTexts,
  type IconName,
  type Page,
  type Schema,
} from 'kontor/sdk';
import { fetchWaitingEvents } from './operations';
import { texts } from './texts';

type OrdersSummary = Schema<'TradeStaffOrderEndpointSummary'>;
type WaitingOrder = Schema<'TradeStaffOrderRow'>;
type MissingLine = Schema<'InventoryWaitingStoreMissingLine'>;

/** What today asks of the person who is signed in. */
export function Today() {
  const t = useTexts(texts);
  const may = useMay();
  const { session } = useSession();
  const { day } = useFormats();
  const hour = new Date().getHours();
  const greeting = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  return (
    <Frame title={t(greeting, { name: session.name })} aside={<span className="quiet">{day(new Date().toISOString())}</span>}>
      {may('orders.read') && <Sales />}
      {may('inventory.read') && <Shortages />}
      {may('operations.read') && <Operations />}
      {!may('orders.read') && !may('operations.read') && <Empty icon="home" title={t('nothingForYou')} />}
    </Frame>
  );
}

function Tile({ to, icon, name, value, urgent }: { to: string; icon: IconName; name: string; value: string; urgent?: boolean }) {
  return (
    <Link to={to} className={urgent ? 'tile tile-urgent' : 'tile'}>
      <span className="tile-name">
        <Icon name={icon} />
        {name}
      </span>
      <span className="tile-value number">{value}</span>
    </Link>
  );
}

function Sales() {
  const t = useTexts(texts);
  const { money, number } = useFormats();
  const summary = useQuery({
    queryKey: ['orders', 'summary'],
    queryFn: () => request<OrdersSummary>('GET', '/api/admin/v1/orders-summary'),
    refetchInterval: 60_000,
  });
  return (
    <>
      {summary.isSuccess ? (
        <div className="tiles">
          <Tile to="/trade/orders" icon="receipt" name={t('ordersToday')} value={number(summary.data.today)} />
          <Tile to="/trade/orders" icon="store" name={t('revenueToday')} value={money(summary.data.revenueToday)} />
          <Tile to="/trade/orders?status=unpaid" icon="key" name={t('unpaid')} value={number(summary.data.unpaid)} />
          <Tile
            to="/trade/orders?status=paid"
            icon="truck"
            name={t('toShip')}
            value={number(summary.data.toShip)}
            urgent={summary.data.toShip > 0}
          />
        </div>
      ) : (
        <Panel>
          <Loaded query={summary} rows={2}>
            {() => null}
          </Loaded>
        </Panel>
      )}
      <NextToShip />
    </>
  );
}

function NextToShip() {
  const t = useTexts(texts);
  const { money, ago } = useFormats();
  const waiting = useQuery({
    queryKey: ['orders', 'to-ship'],
    queryFn: () => request<Page<WaitingOrder>>('GET', '/api/admin/v1/orders', { query: { status: 'paid', limit: 8 } }),
    refetchInterval: 60_000,
  });
  return (
    <Panel title={t('nextToShip')} flush actions={<Link to="/trade/orders">{t('allOrders')}</Link>}>
      <Loaded query={waiting}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="check" title={t('allShipped')}>
              {t('allShippedLead')}
            </Empty>
          ) : (
            <ul className="queue">
              {items.map((order) => (
                <li key={order.number}>
                  <Link to={`/trade/orders/${order.number}`} className="number strong">
                    {order.number}
                  </Link>
                  <span className="queue-who">{order.contact.name ?? order.contact.email ?? order.contact.phone}</span>
                  <span className="quiet">{t('units', { count: order.units })}</span>
                  <span className="quiet">{ago(order.placedAt)}</span>
                  <span className="number strong">{money(order.total)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

/** Orders that were paid and cannot be sent, because the stock that was counted is not there. */
function Shortages() {
  const t = useTexts(texts);
  const { ago, number } = useFormats();
  const missing = useQuery({
    queryKey: ['shortages'],
    queryFn: () => request<Page<MissingLine>>('GET', '/api/admin/v1/stock/shortages', { query: { limit: 50 } }),
  });
  const items = missing.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('shortages')} flush>
      <ul className="queue">
        {items.map((line) => (
          <li key={`${line.orderId} ${line.sku}`}>
            <Link to={`/catalog/products?q=${encodeURIComponent(line.sku)}`} className="strong code">
              {line.sku}
            </Link>
            <span className="queue-who">{t('missing', { missing: number(line.missing), wanted: number(line.wanted) })}</span>
            <span />
            <span className="quiet">{ago(line.reservedAt)}</span>
            <Badge tone="danger">{number(line.missing)}</Badge>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Operations() {
  const t = useTexts(texts);
  const events = useQuery({ queryKey: ['events', 'today'], queryFn: () => fetchWaitingEvents() });
  const parked = events.data?.items.filter(({ parkedAt }) => parkedAt).length ?? 0;
  if (parked === 0) return null;
  return (
    <Panel>
      <Link to="/backoffice/events" className="notice">
        <Badge tone="danger">{parked}</Badge>
        {t('parked')}
        <Icon name="chevron" size={16} />
      </Link>
    </Panel>
  );
}

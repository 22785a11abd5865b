import { useState } from 'react';
import { App, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  Facts,
  Frame,
  Icon,
  inLanguage,
  isOver,
  Link,
  Loaded,
  navigate,
  Panel,
  useAction,
  useFormats,
  useLanguage,
  useMay,
  usePart,
  useTexts,
  type Money,
  type Pair,
} from 'kontor/sdk';
import { CancelOrder } from './CancelOrder';
import { careTexts } from './careTexts';
import { CopyLink } from './CopyLink';
import { ChangeAddress } from './ChangeAddress';
import { ChangeLines } from './ChangeLines';
import { ChangePrices } from './ChangePrices';
import { changeTexts } from './changeTexts';
import { Due } from './Due';
import { Explained } from './Explained';
import { HandOver } from './HandOver';
import { fetchOrder, isStatus, orderKey, paperOf, readyForPickUp, statusTexts, toneOf, type Address, type Order } from './orders';
import { Parcels } from './Parcels';
import { NoteOrder } from './NoteOrder';
import { OrderTags } from './OrderTags';
import { ShipOrder } from './ShipOrder';
import { Tendered } from './Tendered';
import { actors, happenings, methods, paymentStates, texts } from './texts';

/** One order: what was bought, what was paid, where it is, and what can be done about it. */
export function OrderDetail() {
  const number = usePart('number');
  const t = useTexts(texts);
  const order = useQuery({ queryKey: orderKey(number), queryFn: () => fetchOrder(number) });
  if (order.isSuccess) return <OrderScreen order={order.data} />;
  return (
    <Frame title={t('order', { number })} above={{ to: '/trade/orders', title: t('orders') }}>
      <Panel>
        <Loaded query={order}>{() => null}</Loaded>
      </Panel>
    </Frame>
  );
}

function useNames() {
  const { language } = useLanguage();
  return (names: Record<string, Pair>, key: string) => names[key]?.[language === 'zh-CN' ? 0 : 1] ?? key;
}

function OrderScreen({ order }: { order: Order }) {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const may = useMay();
  const c = useTexts(careTexts);
  const named = useNames();
  const { language } = useLanguage();
  const { message } = App.useApp();
  const { time, money } = useFormats();
  const [doing, setDoing] = useState<'ship' | 'cancel' | 'hand' | 'address' | 'prices' | 'lines'>();
  const canCancel = may('orders.write') && (order.status === 'unpaid' || order.status === 'paid');
  const canMove = canCancel;
  const canChange = may('orders.write') && ['unpaid', 'paid', 'partially-shipped'].includes(order.status) && !order.due;
  const canReprice = may('orders.prices') && order.status === 'unpaid';
  const g = useTexts(changeTexts);
  const canShip = may('orders.write') && (order.status === 'paid' || order.status === 'partially-shipped');

  const ready = useAction(() => readyForPickUp(order.number), {
    done: t('madeReady'),
    refreshes: [orderKey(order.number), ['orders']],
  });

  const copy = async () => {
    await navigator.clipboard.writeText(order.number);
    void message.success(t('copied'));
  };

  return (
    <Frame
      title={order.number}
      above={{ to: '/trade/orders', title: t('orders') }}
      aside={
        <>
          <Badge tone={toneOf(order.status)}>{isStatus(order.status) ? s(order.status) : order.status}</Badge>
          <Button
            type="text"
            size="small"
            icon={<Icon name="copy" size={16} />}
            aria-label={t('copyNumber')}
            title={t('copyNumber')}
            onClick={() => void copy()}
          />
        </>
      }
      actions={
        <>
          {order.status !== 'cancelled' && (
            <Button icon={<Icon name="download" size={16} />} href={paperOf(order.number, 'packing-slip', language)} download>
              {t('packingSlip')}
            </Button>
          )}
          {order.status !== 'cancelled' && order.status !== 'unpaid' && (
            <Button icon={<Icon name="download" size={16} />} href={paperOf(order.number, 'invoice', language)} download>
              {t('invoice')}
            </Button>
          )}
          {may('returns.write') && order.status !== 'unpaid' && order.status !== 'cancelled' && (
            <Button onClick={() => navigate(`/aftersales/orders/${order.number}/new`)}>{t('afterSales')}</Button>
          )}
          {may('orders.place') && (order.status === 'unpaid' || order.due) && <CopyLink number={order.number} />}
          {canReprice && <Button onClick={() => setDoing('prices')}>{g('changePrices')}</Button>}
          {canChange && <Button onClick={() => setDoing('lines')}>{g('changeLines')}</Button>}
          {canCancel && <Button onClick={() => setDoing('cancel')}>{t('cancelOrder')}</Button>}
          {canShip && order.pickUp && !order.pickUp.readyAt && (
            <Button type="primary" loading={ready.isPending} onClick={() => ready.mutate(undefined)}>
              {t('readyForPickUp')}
            </Button>
          )}
          {canShip && order.pickUp?.readyAt && (
            <Button type="primary" onClick={() => setDoing('hand')}>
              {t('handOver')}
            </Button>
          )}
          {canShip && !order.pickUp && (
            <Button type="primary" icon={<Icon name="truck" />} onClick={() => setDoing('ship')}>
              {t('ship')}
            </Button>
          )}
        </>
      }
    >
      <div className="split">
        <div>
          <Lines order={order} />
          <Panel title={t('timeline')}>
            {may('orders.write') && <NoteOrder order={order} />}
            <ol className="timeline">
              {order.timeline.toReversed().map((entry) => (
                <li key={`${entry.at} ${entry.what}`}>
                  <p className="strong">{named(happenings, entry.what)}</p>
                  {entry.detail && <p className="timeline-words">{entry.detail}</p>}
                  <p className="quiet">
                    {time(entry.at)}
                    {entry.who && ` · ${named(actors, entry.who)}`}
                    {entry.what === 'note' && ` · ${c('internal')}`}
                  </p>
                </li>
              ))}
            </ol>
          </Panel>
        </div>
        <div>
          <Panel
            title={t('deliveryTo')}
            actions={
              canMove && (
                <Button size="small" onClick={() => setDoing('address')}>
                  {c('change')}
                </Button>
              )
            }
          >
            <Facts
              facts={[
                [t('recipient'), order.address.name],
                [t('phone'), order.address.phone],
                [t('address'), <AddressText key="address" address={order.address} />],
                [t('method'), order.deliveryName],
                [t('note'), order.note],
              ]}
            />
          </Panel>
          {(may('orders.write') || order.tags.length > 0) && (
            <Panel title={c('tags')}>
              <OrderTags order={order} />
            </Panel>
          )}
          <Panel title={t('contact')}>
            <Facts
              facts={[
                [t('buyer'), order.contact.name],
                [t('email'), order.contact.email && <a href={`mailto:${order.contact.email}`}>{order.contact.email}</a>],
                [t('phone'), order.contact.phone && <a href={`tel:${order.contact.phone}`}>{order.contact.phone}</a>],
                [t('placedAt'), time(order.placedAt)],
              ]}
            />
          </Panel>
          {order.group && <Together order={order} group={order.group} />}
          <Panel title={t('payments')}>
            <Due order={order} />
            {order.payments.length === 0 && <p className="quiet">{t('noPayments')}</p>}
            <ul className="records">
              {order.payments.map((payment) => (
                <li key={payment.paymentId}>
                  <span className="strong number">{money(payment.amount)}</span>
                  <Badge
                    tone={
                      payment.status === 'captured' ? 'success' : ['declined', 'unknown'].includes(payment.status) ? 'danger' : 'neutral'
                    }
                  >
                    {named(paymentStates, payment.status)}
                  </Badge>
                  <span className="quiet records-below">
                    {named(methods, payment.method)} · {time(payment.at)}
                    {Number(payment.refunded.amount) > 0 && ` · ${t('refundedPart', { amount: money(payment.refunded) })}`}
                    {may('payments.read') && (
                      <>
                        {' · '}
                        <Link to={`/payment/payments/${payment.paymentId}`}>{t('paymentDetails')}</Link>
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
          <Parcels order={order} />
        </div>
      </div>
      {doing === 'ship' && <ShipOrder order={order} close={() => setDoing(undefined)} />}
      {doing === 'hand' && <HandOver order={order} close={() => setDoing(undefined)} />}
      {doing === 'prices' && <ChangePrices order={order} close={() => setDoing(undefined)} />}
      {doing === 'lines' && <ChangeLines order={order} close={() => setDoing(undefined)} />}
      {doing === 'address' && <ChangeAddress order={order} close={() => setDoing(undefined)} />}
      {doing === 'cancel' && <CancelOrder order={order} close={() => setDoing(undefined)} />}
    </Frame>
  );
}

/** The orders that were paid with this one; each is shipped and cancelled by itself. */
function Together({ order, group }: { order: Order; group: NonNullable<Order['group']> }) {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const { money } = useFormats();
  return (
    <Panel title={t('paidTogether')}>
      <ul className="records">
        {group.orders.map((one) => (
          <li key={one.number}>
            {one.number === order.number ? (
              <span className="number strong">{one.number}</span>
            ) : (
              <Link to={`/trade/orders/${one.number}`} className="number strong">
                {one.number}
              </Link>
            )}
            <Badge tone={toneOf(one.status)}>{isStatus(one.status) ? s(one.status) : one.status}</Badge>
            <span className="quiet records-below">
              {one.merchant} · {money(one.total)}
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('paidTogetherTotal', { amount: money(group.total) })}</p>
    </Panel>
  );
}

function AddressText({ address }: { address: Address }) {
  const { language } = useLanguage();
  const code = address.country ?? '';
  const country = code && (new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code);
  const inward = [address.region, address.city, address.district, address.line1, address.line2];
  // In Chinese an address runs from the large to the small, and at home its country goes without saying.
  const lines =
    language === 'zh-CN'
      ? [code === 'CN' ? '' : country, ...inward].filter(Boolean).join(' ')
      : [country, ...inward].filter(Boolean).toReversed().join(', ');
  return (
    <>
      {lines} {address.postcode}
    </>
  );
}

function Lines({ order }: { order: Order }) {
  const t = useTexts(texts);
  const g = useTexts(changeTexts);
  const { language } = useLanguage();
  const { money, number, calendarDay } = useFormats();
  const { goods, discount, delivery, tax, taxAdded, total, inMoney } = order.totals;
  const isSome = (amount: Money) => Number(amount.amount) !== 0;
  const sums: (readonly [name: string, amount: Money])[] = [
    [t('goods'), goods],
    ...(isSome(discount) ? [[t('discount'), { ...discount, amount: `-${discount.amount}` }] as const] : []),
    [t('delivery'), delivery],
    ...(taxAdded ? [[t('taxAdded'), taxAdded] as const] : []),
  ];
  return (
    <Panel title={t('lines')} flush>
      <ul className="lines">
        {order.lines.map((line) => (
          <li key={line.lineId} className="line">
            {line.image ? (
              <img className="thumb" src={line.image} alt="" loading="lazy" />
            ) : (
              <span className="thumb thumb-none">
                <Icon name="picture" />
              </span>
            )}
            <div className="line-words">
              <span className="strong">{inLanguage(line.name, language)}</span>
              <span className="quiet">
                {inLanguage(line.options, language)} <span className="code">{line.sku}</span>
              </span>
              {line.promisedOn && line.shipped < line.quantity && order.status !== 'cancelled' && (
                <span>
                  <Badge tone={isOver(line.promisedOn) ? 'danger' : 'warning'}>
                    {t('promisedOn', { day: calendarDay(line.promisedOn) })}
                  </Badge>
                </span>
              )}
              <Explained steps={line.explanation} taxes={line.taxes} sum={line.paid} name={t('explainLine')} />
            </div>
            <span className="quiet line-count">
              <span className="number">
                {money(line.unitPrice)} × {number(line.quantity)}
              </span>
              {line.shipped > 0 && line.shipped < line.quantity && (
                <span className="line-shipped">{t('shippedOf', { shipped: line.shipped, quantity: line.quantity })}</span>
              )}
              {line.waiting > 0 && <span className="line-shipped">{t('waiting', { count: line.waiting })}</span>}
              {line.awaiting > 0 && <span className="line-shipped">{g('awaiting', { count: line.awaiting })}</span>}
              {line.leftOut > 0 && <span className="line-shipped">{t('leftOutUnits', { leftOut: line.leftOut })}</span>}
              {line.refunded > 0 && <span className="line-shipped">{t('refundedUnits', { refunded: line.refunded })}</span>}
            </span>
            <span className="number strong line-total">{money(line.total)}</span>
          </li>
        ))}
      </ul>
      <dl className="sums">
        {sums.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{money(amount)}</dd>
          </div>
        ))}
        <div className="sums-total">
          <dt>{t('total')}</dt>
          <dd className="number">{money(total)}</dd>
        </div>
        {inMoney && <Tendered total={total} inMoney={inMoney} />}
        {isSome(tax) && !taxAdded && (
          <div className="quiet">
            <dt>{t('tax')}</dt>
            <dd className="number">{money(tax)}</dd>
          </div>
        )}
      </dl>
      <div className="explained-order">
        <Explained
          steps={order.explanation}
          taxes={order.taxes}
          sum={inMoney ?? total}
          name={t('explainTotal')}
          notApplied={order.notApplied}
        />
      </div>
    </Panel>
  );
}

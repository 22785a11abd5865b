import { useState } from 'react';
import { Alert, App, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Badge, Facts, Frame, Icon, Link, Loaded, Panel, useAction, useFormats, useMay, usePart, useTexts } from 'kontor/sdk';
import { MoveMoney } from './MoveMoney';
import { useNames } from './Payments';
import {
  askProvider,
  fetchPayment,
  isSome,
  isStatus,
  paymentKey,
  statusTexts,
  toneOf,
  toneOfOutcome,
  voidPayment,
  type Deed,
  type LogEntry,
  type Payment,
} from './payments';
import { actors, deedStates, directions, methods, outcomes, questions, texts } from './texts';

/** One payment: where it stands, what was captured and refunded of it, and everything its provider was asked and said. */
export function PaymentDetail() {
  const id = usePart('id');
  const t = useTexts(texts);
  const payment = useQuery({ queryKey: paymentKey(id), queryFn: () => fetchPayment(id) });
  if (payment.isSuccess) return <PaymentScreen payment={payment.data} />;
  return (
    <Frame title={t('payments')} above={{ to: '/payment/payments', title: t('payments') }}>
      <Panel>
        <Loaded query={payment}>{() => null}</Loaded>
      </Panel>
    </Frame>
  );
}

function PaymentScreen({ payment }: { payment: Payment }) {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const may = useMay();
  const named = useNames();
  const { money, time } = useFormats();
  const { message, modal } = App.useApp();
  const [moving, setMoving] = useState<'capture' | 'refund'>();
  const statusOf = (status: string) => (isStatus(status) ? s(status) : status);
  const refreshes = [paymentKey(payment.id), ['payments']];
  const ask = useAction(() => askProvider(payment.id), {
    refreshes,
    then: (answer) => void message.info(t('askDone', { status: statusOf(answer.status) })),
  });
  const release = useAction(() => voidPayment(payment.id), { done: t('voidDone'), refreshes });
  const mayWrite = may('payments.write');
  const canAsk = mayWrite && payment.remote;

  const confirmVoid = () =>
    void modal.confirm({
      title: t('void'),
      content: t('voidLead'),
      okText: t('void'),
      okButtonProps: { danger: true },
      cancelText: t('keep'),
      onOk: () => release.mutateAsync(undefined).catch(() => undefined),
    });

  return (
    <Frame
      title={t('payment', { order: payment.orderNumber })}
      above={{ to: '/payment/payments', title: t('payments') }}
      aside={<Badge tone={toneOf(payment.status)}>{statusOf(payment.status)}</Badge>}
      actions={
        <>
          {canAsk && (
            <Button icon={<Icon name="retry" size={16} />} loading={ask.isPending} onClick={() => ask.mutate(undefined)}>
              {t('ask')}
            </Button>
          )}
          {mayWrite && payment.voidable && (
            <Button loading={release.isPending} onClick={confirmVoid}>
              {t('void')}
            </Button>
          )}
          {mayWrite && isSome(payment.refundable) && <Button onClick={() => setMoving('refund')}>{t('refund')}</Button>}
          {mayWrite && isSome(payment.capturable) && (
            <Button type="primary" onClick={() => setMoving('capture')}>
              {t('capture')}
            </Button>
          )}
        </>
      }
    >
      {payment.toldAt ? (
        <Alert className="above" type="error" showIcon title={t('toldSince', { at: time(payment.toldAt) })} />
      ) : (
        payment.status === 'unknown' && <Alert className="above" type="warning" showIcon title={t('unknownLead')} />
      )}
      {payment.voiding && <Alert className="above" type="info" showIcon title={t('voiding')} />}
      <div className="split">
        <div>
          <Panel title={t('log')}>
            {payment.log.length === 0 ? <p className="quiet">{t('logNone')}</p> : <ProviderLog entries={payment.log} />}
          </Panel>
        </div>
        <div>
          <Panel title={t('facts')}>
            <Facts
              facts={[
                [
                  t('order'),
                  may('orders.read') ? (
                    <Link key="order" to={`/trade/orders/${payment.orderNumber}`} className="number">
                      {payment.orderNumber}
                    </Link>
                  ) : (
                    payment.orderNumber
                  ),
                ],
                [t('amount'), money(payment.amount)],
                [t('captured'), isSome(payment.captured) ? money(payment.captured) : undefined],
                [t('refunded'), isSome(payment.refunded) ? money(payment.refunded) : undefined],
                [t('method'), named(methods, payment.method)],
                [t('begun'), time(payment.createdAt)],
                [t('capturedAt'), time(payment.capturedAt)],
                [t('declineReason'), payment.declineReason],
                [t('nextAsked'), payment.askedNextAt && `${time(payment.askedNextAt)} · ${t('askedTimes', { count: payment.asked })}`],
                [
                  t('id'),
                  <span key="id" className="code">
                    {payment.id}
                  </span>,
                ],
              ]}
            />
          </Panel>
          {payment.captures.length > 0 && <Deeds title={t('captures')} deeds={payment.captures} />}
          {payment.refunds.length > 0 && <Deeds title={t('refunds')} deeds={payment.refunds} />}
        </div>
      </div>
      {moving && <MoveMoney payment={payment} what={moving} close={() => setMoving(undefined)} />}
    </Frame>
  );
}

function ProviderLog({ entries }: { entries: LogEntry[] }) {
  const t = useTexts(texts);
  const named = useNames();
  const { moment, number } = useFormats();
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.what} ${entry.direction} ${entry.outcome}`}>
          <p className="strong">
            {named(questions, entry.what)}{' '}
            <Badge tone={toneOfOutcome(entry.outcome)}>{named(outcomes, entry.outcome ?? 'no-answer')}</Badge>
          </p>
          {entry.detail && <p>{entry.detail}</p>}
          <p className="quiet">
            {moment(entry.at)} · {named(directions, entry.direction)} · {named(actors, entry.who)}
            {typeof entry.tookMs === 'number' && entry.direction === 'out' && ` · ${t('tookMs', { ms: number(entry.tookMs) })}`}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Deeds({ title, deeds }: { title: string; deeds: Deed[] }) {
  const named = useNames();
  const { money, time } = useFormats();
  return (
    <Panel title={title}>
      <ul className="records">
        {deeds.map((deed) => (
          <li key={deed.id}>
            <span className="strong number">{money(deed.amount)}</span>
            <Badge tone={deed.status === 'succeeded' ? 'success' : deed.status === 'refused' ? 'danger' : 'warning'}>
              {named(deedStates, deed.status)}
            </Badge>
            <span className="quiet records-below">
              {time(deed.at)} · {named(actors, deed.who)}
              {deed.reason && ` · ${deed.reason}`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

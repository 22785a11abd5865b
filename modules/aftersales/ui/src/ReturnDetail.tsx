import { useState } from 'react';
import { Alert, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  Facts,
  Frame,
  Icon,
  inLanguage,
  Link,
  Loaded,
  Panel,
  useFormats,
  useLanguage,
  useMay,
  usePart,
  useTexts,
  type Pair,
} from 'kontor/sdk';
import { AskBack, Approve, Refund, Reject } from './Answer';
import { ReceiveParcel } from './ReceiveParcel';
import { SendBack } from './SendBack';
import { Split } from './Split';
import { fetchReturn, isAtOnce, isKind, isStatus, kindTexts, photoOf, returnKey, statusTexts, toneOf, type Return } from './returns';
import { actors, happenings, methods, reasons, texts } from './texts';

/** One request: what is asked for and why, what was said and done, and everything that can be done now. */
export function ReturnDetail() {
  const number = usePart('number');
  const t = useTexts(texts);
  const found = useQuery({ queryKey: returnKey(number), queryFn: () => fetchReturn(number) });
  if (found.isSuccess) return <ReturnScreen request={found.data} />;
  return (
    <Frame title={t('request', { number })} above={{ to: '/aftersales/returns', title: t('returns') }}>
      <Panel>
        <Loaded query={found}>{() => null}</Loaded>
      </Panel>
    </Frame>
  );
}

function useNames() {
  const { language } = useLanguage();
  return (names: Record<string, Pair>, key: string) => names[key]?.[language === 'zh-CN' ? 0 : 1] ?? key;
}

type Doing = 'approve' | 'reject' | 'ask' | 'receive' | 'refund' | 'send-back';

/** Agreeing to a refund only is giving the money. */
function rightFor(action: Doing, kind: string) {
  if (action === 'refund' || (action === 'approve' && isAtOnce(kind))) return 'returns.refund';
  return action === 'receive' || action === 'send-back' ? 'returns.receive' : 'returns.write';
}

function ReturnScreen({ request }: { request: Return }) {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const k = useTexts(kindTexts);
  const may = useMay();
  const named = useNames();
  const { money, time } = useFormats();
  const [doing, setDoing] = useState<Doing>();
  const can = (action: Doing) => request.actions.includes(action) && may(rightFor(action, request.kind));
  const close = () => setDoing(undefined);
  const isForMoney = isAtOnce(request.kind) || request.kind === 'return';

  return (
    <Frame
      title={request.number}
      above={{ to: '/aftersales/returns', title: t('returns') }}
      aside={
        <>
          <Badge tone={toneOf(request.status)}>{isStatus(request.status) ? s(request.status) : request.status}</Badge>
          {request.escalated && <Badge tone="danger">{t('escalated')}</Badge>}
        </>
      }
      actions={
        <>
          {can('ask') && <Button onClick={() => setDoing('ask')}>{t('ask')}</Button>}
          {can('reject') && <Button onClick={() => setDoing('reject')}>{t('reject')}</Button>}
          {can('refund') && !isForMoney && <Button onClick={() => setDoing('refund')}>{t('refundInstead')}</Button>}
          {can('approve') && (
            <Button type="primary" onClick={() => setDoing('approve')}>
              {isAtOnce(request.kind) ? t('approveRefund', { amount: money(request.refund.total) }) : t('approve')}
            </Button>
          )}
          {can('receive') && (
            <Button type="primary" icon={<Icon name="box" />} onClick={() => setDoing('receive')}>
              {t('receive')}
            </Button>
          )}
          {can('refund') && isForMoney && (
            <Button type="primary" onClick={() => setDoing('refund')}>
              {t('refund', { amount: money(request.refund.total) })}
            </Button>
          )}
          {can('send-back') && (
            <Button type="primary" icon={<Icon name="truck" />} onClick={() => setDoing('send-back')}>
              {t(request.kind === 'exchange' ? 'sendReplacement' : 'sendBack')}
            </Button>
          )}
        </>
      }
    >
      {request.escalated && <Alert className="lead" type="warning" showIcon title={t('escalatedLead')} />}
      {request.trouble && <Alert className="lead" type="error" showIcon title={t('troubleLead', { trouble: request.trouble })} />}
      <div className="split">
        <div>
          <Lines request={request} />
          <Panel title={t('timeline')}>
            <ol className="timeline">
              {request.timeline.toReversed().map((entry, at) => (
                <li key={`${entry.at} ${entry.what} ${String(at)}`}>
                  <p className="strong">{named(happenings, entry.what)}</p>
                  {entry.note && <p className="said">{entry.note}</p>}
                  {entry.photos.length > 0 && (
                    <p className="photo-row">
                      {entry.photos.map((photo, place) => (
                        <a key={photo} href={photoOf(request.number, photo)} target="_blank" rel="noreferrer">
                          <img src={photoOf(request.number, photo)} alt={t('photo', { number: place + 1 })} loading="lazy" />
                        </a>
                      ))}
                    </p>
                  )}
                  <p className="quiet">
                    {time(entry.at)}
                    {entry.who && ` · ${named(actors, entry.who)}`}
                  </p>
                </li>
              ))}
            </ol>
          </Panel>
        </div>
        <div>
          <Panel title={t('about')}>
            <Facts
              facts={[
                [t('kind'), isKind(request.kind) ? k(request.kind) : request.kind],
                [t('reason'), named(reasons, request.reason)],
                [
                  t('order'),
                  <Link key="order" to={`/trade/orders/${request.orderNumber}`} className="number">
                    {request.orderNumber}
                  </Link>,
                ],
                [t('requestedAt'), time(request.requestedAt)],
                [t('dueAt'), request.dueAt && time(request.dueAt)],
              ]}
            />
          </Panel>
          <Panel title={t('contact')}>
            <Facts
              facts={[
                [t('buyer'), request.contact.name],
                [t('account'), t(request.accountId ? 'member' : 'guest')],
                [t('email'), request.contact.email && <a href={`mailto:${request.contact.email}`}>{request.contact.email}</a>],
                [t('phone'), request.contact.phone && <a href={`tel:${request.contact.phone}`}>{request.contact.phone}</a>],
              ]}
            />
          </Panel>
          {!isAtOnce(request.kind) && (
            <Panel title={t('parcels')}>
              {!request.parcel && !request.parcelBack && <p className="quiet">{t('noParcels')}</p>}
              <ul className="records">
                {request.parcel && (
                  <li>
                    <span className="strong">{request.parcel.carrier}</span>
                    <span className="code">{request.parcel.trackingNumber}</span>
                    <span className="quiet records-below">{t('parcelHere')}</span>
                  </li>
                )}
                {request.parcelBack && (
                  <li>
                    <span className="strong">{request.parcelBack.carrier}</span>
                    <span className="code">{request.parcelBack.trackingNumber}</span>
                    <span className="quiet records-below">
                      {t('parcelBack')}
                      {request.parcelBack.trackingUrl && (
                        <>
                          {' · '}
                          <a href={request.parcelBack.trackingUrl} target="_blank" rel="noreferrer">
                            {t('follow')}
                          </a>
                        </>
                      )}
                    </span>
                  </li>
                )}
              </ul>
            </Panel>
          )}
        </div>
      </div>
      {doing === 'approve' && <Approve request={request} close={close} />}
      {doing === 'reject' && <Reject request={request} close={close} />}
      {doing === 'ask' && <AskBack request={request} close={close} />}
      {doing === 'refund' && <Refund request={request} close={close} />}
      {doing === 'receive' && <ReceiveParcel request={request} close={close} />}
      {doing === 'send-back' && <SendBack request={request} close={close} />}
    </Frame>
  );
}

function Lines({ request }: { request: Return }) {
  const t = useTexts(texts);
  const named = useNames();
  const { language } = useLanguage();
  const { money, time } = useFormats();
  const { goods, delivery, tax, total, tendered } = request.refund;
  const isForMoney = request.refunded || isAtOnce(request.kind) || request.kind === 'return';
  return (
    <Panel title={t('lines')} flush>
      <ul className="lines">
        {request.lines.map((line) => (
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
              {line.wantedSku && line.wantedOptions && (
                <span>
                  {t('exchangeFor', { options: inLanguage(line.wantedOptions, language) })} <span className="code">{line.wantedSku}</span>
                </span>
              )}
            </div>
            <span className="quiet line-count">
              {line.good === null || line.good === undefined
                ? t('asked', { quantity: line.quantity })
                : t('came', { good: line.good, damaged: line.damaged ?? 0 })}
            </span>
            <span className="number strong line-total">{money(line.amount)}</span>
          </li>
        ))}
      </ul>
      <dl className="sums">
        <div>
          <dt>{t('goods')}</dt>
          <dd className="number">{money(goods)}</dd>
        </div>
        <div>
          <dt>{t('delivery')}</dt>
          <dd className="number">{money(delivery)}</dd>
        </div>
        <div className="sums-total">
          <dt>{t(isForMoney ? 'refundTotal' : 'refundIf')}</dt>
          <dd className="number">{money(total)}</dd>
        </div>
        {tendered && <Split total={total} tendered={tendered} />}
        {request.refundParts.map((part) => (
          <div key={part.paymentId} className="quiet">
            <dt>{t('refundPart', { method: named(methods, part.method), at: time(part.paidAt) })}</dt>
            <dd className="number">{money(part.amount)}</dd>
          </div>
        ))}
        {request.extra && (
          <div>
            <dt>{t(request.paid ? 'extraPaid' : 'extraDue')}</dt>
            <dd className="number">{money(request.extra)}</dd>
          </div>
        )}
        {request.difference && (
          <>
            <div>
              <dt>{t('difference')}</dt>
              <dd className="number">{money(request.difference.total)}</dd>
            </div>
            {request.difference.tendered && <Split total={request.difference.total} tendered={request.difference.tendered} />}
          </>
        )}
        <div className="quiet">
          <dt>{t('tax')}</dt>
          <dd className="number">{money(tax)}</dd>
        </div>
      </dl>
    </Panel>
  );
}

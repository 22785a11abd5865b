import { useState } from 'react';
import { Button } from 'antd';
import { Badge, Panel, useFormats, useLanguage, useMay, useTexts, type Tone } from 'kontor/sdk';
import { EnterTracking } from './EnterTracking';
import { paperOf, type Order, type Shipment } from './orders';
import { parcelStates, texts } from './texts';

const tones: Record<Shipment['status'], Tone> = {
  DISPATCHED: 'info',
  IN_TRANSIT: 'info',
  OUT_FOR_DELIVERY: 'info',
  DELIVERED: 'success',
  PROBLEM: 'danger',
  RETURNED: 'warning',
};

/** The parcels of an order: what each holds and where it has been. */
export function Parcels({ order }: { order: Order }) {
  const t = useTexts(texts);
  const may = useMay();
  const { language } = useLanguage();
  const { time } = useFormats();
  const [telling, setTelling] = useState<Shipment>();
  const stateOf = (status: string) => parcelStates[status]?.[language === 'zh-CN' ? 0 : 1] ?? status;
  if (order.shipments.length === 0) return null;
  return (
    <Panel title={t('shipments')}>
      <ul className="records">
        {order.shipments.map((shipment) => (
          <li key={shipment.shipmentId}>
            <span className="strong">{shipment.carrier}</span>
            <Badge tone={tones[shipment.status]}>{stateOf(shipment.status)}</Badge>
            <span className="code records-below">{shipment.trackingNumber}</span>
            <span className="quiet records-below">
              {time(shipment.dispatchedAt)}
              {shipment.trackingUrl && (
                <>
                  {' · '}
                  <a href={shipment.trackingUrl} target="_blank" rel="noreferrer">
                    {t('follow')}
                  </a>
                </>
              )}
              {' · '}
              <a href={paperOf(order.number, 'packing-slip', language, shipment.shipmentId)} download>
                {t('packingSlip')}
              </a>
            </span>
            <ul className="records-below quiet">
              {shipment.lines.map((line) => (
                <li key={line.sku}>
                  <span className="code">{line.sku}</span> × {line.quantity}
                </li>
              ))}
            </ul>
            {shipment.events.length > 0 && (
              <ol className="timeline records-below parcel-events">
                {shipment.events.toReversed().map((event) => (
                  <li key={`${event.at} ${event.status} ${event.text}`}>
                    <p className="strong">
                      {stateOf(event.status)}
                      {event.place && ` · ${event.place}`}
                    </p>
                    {event.text && <p>{event.text}</p>}
                    <p className="quiet">{time(event.at)}</p>
                  </li>
                ))}
              </ol>
            )}
            {may('orders.write') && (
              <div className="records-below records-actions">
                <Button size="small" onClick={() => setTelling(shipment)}>
                  {t('enterTracking')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {telling && <EnterTracking shipment={telling} number={order.number} close={() => setTelling(undefined)} />}
    </Panel>
  );
}

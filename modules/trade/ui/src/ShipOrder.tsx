import { useState } from 'react';
import { AutoComplete, Form, Input, InputNumber, Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Badge, common, inLanguage, isOver, useAction, useFormats, useLanguage, useTexts } from 'kontor/sdk';
import { fetchCarriers, orderKey, shipOrder, type Order, type Parcel } from './orders';
import { carriers, texts } from './texts';

/** Records that a parcel has left: what it holds, its carrier and its tracking number. */
export function ShipOrder({ order, close }: { order: Order; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const known = useQuery({ queryKey: ['carriers'], queryFn: fetchCarriers, staleTime: Infinity });
  const names = (known.data?.items ?? []).map(({ code, name }) => carriers[code]?.[language === 'zh-CN' ? 0 : 1] ?? name);
  const [form] = Form.useForm<{ carrier: string; trackingNumber: string }>();
  const { calendarDay } = useFormats();
  const left = order.lines
    .map((line) => ({ line, quantity: line.quantity - line.shipped - line.awaiting - line.leftOut - line.waiting }))
    .filter(({ quantity }) => quantity > 0);
  const waiting = order.lines.filter((line) => line.waiting > 0);
  const [packed, setPacked] = useState(() => new Map(left.map(({ line, quantity }) => [line.sku, quantity])));
  const [attempt, setAttempt] = useState(() => crypto.randomUUID());
  const lines = [...packed].filter(([, quantity]) => quantity > 0).map(([sku, quantity]) => ({ sku, quantity }));
  const ship = useAction((parcel: Parcel) => shipOrder(order.number, parcel, attempt), {
    done: t('shipped', { number: order.number }),
    refreshes: [orderKey(order.number), ['orders']],
    then: close,
  });
  // Another parcel is another attempt: the key stands for one parcel with all it holds.
  const renew = () => setAttempt(crypto.randomUUID());

  return (
    <Modal
      open
      title={t('ship')}
      okText={t('ship')}
      cancelText={c('cancel')}
      okButtonProps={{ disabled: lines.length === 0 }}
      confirmLoading={ship.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t(left.length === 0 ? 'nothingThere' : 'shipLead')}</p>
      <Form
        hidden={left.length === 0}
        form={form}
        layout="vertical"
        requiredMark={false}
        onValuesChange={renew}
        onFinish={(values) => ship.mutate({ carrier: values.carrier.trim(), trackingNumber: values.trackingNumber.trim(), lines })}
      >
        <Form.Item name="carrier" label={t('carrier')} rules={[{ required: true, whitespace: true, message: t('carrierNeeded') }]}>
          <AutoComplete autoFocus showSearch={{ filterOption: true }} options={names.map((name) => ({ value: name }))} />
        </Form.Item>
        <Form.Item
          name="trackingNumber"
          label={t('trackingNumber')}
          rules={[{ required: true, whitespace: true, message: t('trackingNeeded') }]}
        >
          <Input maxLength={60} autoCapitalize="characters" spellCheck={false} />
        </Form.Item>
      </Form>
      {left.length > 0 && <p className="packing-title">{t('inParcel')}</p>}
      <ul className="packing">
        {left.map(({ line, quantity }) => (
          <li key={line.sku}>
            <span>
              {inLanguage(line.name, language)} <span className="quiet">{inLanguage(line.options, language)}</span>
            </span>
            <InputNumber
              aria-label={`${t('inParcel')}: ${line.sku}`}
              min={0}
              max={quantity}
              precision={0}
              value={packed.get(line.sku) ?? 0}
              onChange={(wanted) => {
                setPacked(new Map(packed).set(line.sku, wanted ?? 0));
                renew();
              }}
            />
            <span className="quiet number">/ {quantity}</span>
          </li>
        ))}
      </ul>
      {left.length > 0 && lines.length === 0 && <p className="fault">{t('nothingInParcel')}</p>}
      {waiting.length > 0 && (
        <>
          <p className={left.length > 0 ? 'packing-title packing-waiting' : 'packing-title'}>{t('waitingGoods')}</p>
          <ul className="packing">
            {waiting.map((line) => (
              <li key={line.sku}>
                <span>
                  {inLanguage(line.name, language)} <span className="quiet">{inLanguage(line.options, language)}</span>
                  {line.promisedOn && (
                    <span className="packing-promise">
                      <Badge tone={isOver(line.promisedOn) ? 'danger' : 'warning'}>
                        {t('promisedOn', { day: calendarDay(line.promisedOn) })}
                      </Badge>
                    </span>
                  )}
                </span>
                <span className="quiet number">× {line.waiting}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
}

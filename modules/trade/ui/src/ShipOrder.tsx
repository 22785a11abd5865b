import { useState } from 'react';
import { AutoComplete, Form, Input, Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, useAction, useLanguage, useTexts } from 'kontor/sdk';
import { fetchCarriers, orderKey, shipOrder, type Order } from './orders';
import { carriers, texts } from './texts';

/** Records that the parcel has left, with its carrier and tracking number. */
export function ShipOrder({ order, close }: { order: Order; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const known = useQuery({ queryKey: ['carriers'], queryFn: fetchCarriers, staleTime: Infinity });
  const names = (known.data?.items ?? []).map(({ code, name }) => carriers[code]?.[language === 'zh-CN' ? 0 : 1] ?? name);
  const [form] = Form.useForm<{ carrier: string; trackingNumber: string }>();
  const [attempt] = useState(() => crypto.randomUUID());
  const ship = useAction((shipment: { carrier: string; trackingNumber: string }) => shipOrder(order.number, shipment, attempt), {
    done: t('shipped', { number: order.number }),
    refreshes: [orderKey(order.number), ['orders']],
    then: close,
  });
  return (
    <Modal open title={t('ship')} okText={t('ship')} cancelText={c('cancel')} confirmLoading={ship.isPending} onOk={() => form.submit()} onCancel={close}>
      <p className="quiet dialog-lead">{t('shipLead')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => ship.mutate({ carrier: values.carrier.trim(), trackingNumber: values.trackingNumber.trim() })}
      >
        <Form.Item name="carrier" label={t('carrier')} rules={[{ required: true, whitespace: true, message: t('carrierNeeded') }]}>
          <AutoComplete autoFocus showSearch={{ filterOption: true }} options={names.map((name) => ({ value: name }))} />
        </Form.Item>
        <Form.Item name="trackingNumber" label={t('trackingNumber')} rules={[{ required: true, whitespace: true, message: t('trackingNeeded') }]}>
          <Input maxLength={60} autoCapitalize="characters" spellCheck={false} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

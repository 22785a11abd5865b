import { useState } from 'react';
import { Form, Input, Modal, Select } from 'antd';
import { common, useAction, useLanguage, useTexts } from 'kontor/sdk';
import { enterTracking, orderKey, type Shipment, type TrackingReport, type TrackingStatus } from './orders';
import { parcelStates, texts } from './texts';

type Fields = Omit<TrackingReport, 'eventId'>;

const states: TrackingStatus[] = ['IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'PROBLEM', 'RETURNED'];

/** The present minute as a field for times wants it. */
function now(): string {
  const time = new Date();
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Enters what became of a parcel, where no carrier reports it. */
export function EnterTracking({ shipment, number, close }: { shipment: Shipment; number: string; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const [eventId] = useState(() => crypto.randomUUID());
  const enter = useAction(
    (fields: Fields) =>
      enterTracking(shipment.shipmentId, {
        eventId,
        status: fields.status,
        at: new Date(fields.at).toISOString(),
        place: fields.place.trim(),
        text: fields.text.trim(),
      }),
    { done: t('trackingEntered'), refreshes: [orderKey(number), ['orders']], then: close },
  );
  return (
    <Modal
      open
      title={t('enterTracking')}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={enter.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('trackingLead')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ status: 'IN_TRANSIT', at: now(), place: '', text: '' }}
        onFinish={(fields) => enter.mutate(fields)}
      >
        <Form.Item name="status" label={t('trackingStatus')}>
          <Select
            options={states.map((state) => ({ value: state, label: parcelStates[state]?.[language === 'zh-CN' ? 0 : 1] ?? state }))}
          />
        </Form.Item>
        <Form.Item name="at" label={t('trackingAt')} rules={[{ required: true }]}>
          <Input type="datetime-local" max={now()} />
        </Form.Item>
        <Form.Item name="place" label={t('trackingPlace')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="text" label={t('trackingText')}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

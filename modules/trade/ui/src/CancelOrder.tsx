import { Form, Input, Modal } from 'antd';
import { useAction, useTexts } from 'kontor/sdk';
import { cancelOrder, orderKey, type Order } from './orders';
import { texts } from './texts';

/** Cancels an order for a reason that is kept with it. */
export function CancelOrder({ order, close }: { order: Order; close: () => void }) {
  const t = useTexts(texts);
  const [form] = Form.useForm<{ reason: string }>();
  const cancel = useAction((reason: string) => cancelOrder(order.number, reason), {
    done: t('cancelled', { number: order.number }),
    refreshes: [orderKey(order.number), ['orders']],
    then: close,
  });
  return (
    <Modal
      open
      title={t('cancelOrder')}
      okText={t('cancelOrder')}
      okButtonProps={{ danger: true }}
      cancelText={t('keepOrder')}
      confirmLoading={cancel.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('cancelLead')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => cancel.mutate(reason.trim())}>
        <Form.Item name="reason" label={t('cancelReason')} rules={[{ required: true, whitespace: true, message: t('cancelReasonNeeded') }]}>
          <Input.TextArea autoFocus rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}

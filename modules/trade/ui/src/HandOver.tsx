import { Form, Input, Modal } from 'antd';
import { common, useAction, useTexts } from 'kontor/sdk';
import { handOver, orderKey, type Order } from './orders';
import { texts } from './texts';

/** Hands an order over to whoever shows its code. */
export function HandOver({ order, close }: { order: Order; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [form] = Form.useForm<{ code: string }>();
  const hand = useAction((code: string) => handOver(order.number, code), {
    done: t('handedOver'),
    refreshes: [orderKey(order.number), ['orders']],
    then: close,
  });
  return (
    <Modal
      open
      title={t('handOver')}
      okText={t('handOver')}
      cancelText={c('cancel')}
      confirmLoading={hand.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('handOverLead')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ code }) => hand.mutate(code)}>
        <Form.Item
          name="code"
          label={t('pickUpCode')}
          rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: t('pickUpCodeNeeded') }]}
        >
          <Input autoFocus inputMode="numeric" autoComplete="off" maxLength={8} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

import { Form, Input, Modal } from 'antd';
import { common, useAction, useTexts } from 'kontor/sdk';
import { careTexts } from './careTexts';
import { changeAddress, orderKey, type Address, type Order } from './orders';
import { texts } from './texts';

/** Sends an order elsewhere in its region, as long as nothing of it was shipped. */
export function ChangeAddress({ order, close }: { order: Order; close: () => void }) {
  const t = useTexts(careTexts);
  const o = useTexts(texts);
  const c = useTexts(common);
  const [form] = Form.useForm<Address>();
  const change = useAction((address: Address) => changeAddress(order.number, { ...order.address, ...address }), {
    done: t('addressChanged'),
    refreshes: [orderKey(order.number), ['orders']],
    then: close,
  });
  const needed = [{ required: true, whitespace: true, message: t('needed') }];
  return (
    <Modal
      open
      title={t('changeAddress')}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('addressLead', { region: order.address.region ?? '' })}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={order.address} onFinish={(address) => change.mutate(address)}>
        <Form.Item name="name" label={o('recipient')} rules={needed}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="phone" label={o('phone')} rules={needed}>
          <Input maxLength={20} inputMode="tel" />
        </Form.Item>
        <Form.Item name="city" label={t('city')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="district" label={t('district')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="line1" label={o('address')} rules={needed}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="line2" label={t('line2')}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="postcode" label={t('postcode')}>
          <Input maxLength={16} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

import { Form, Input, InputNumber, Modal } from 'antd';
import { common, useAction, useTexts } from 'kontor/sdk';
import { correctStock, type Stock } from './products';
import { texts } from './texts';

/** Sets the stock of a SKU to what was counted, with a reason that is kept. */
export function CorrectStock({ stock, close }: { stock: Stock; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [form] = Form.useForm<{ onHand: number; reason: string }>();
  const correct = useAction((correction: { onHand: number; reason: string }) => correctStock(stock.sku, correction), {
    done: t('corrected', { sku: stock.sku }),
    refreshes: [['stock'], ['products', 'list']],
    then: close,
  });
  return (
    <Modal
      open
      title={t('correctStock', { sku: stock.sku })}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={correct.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('correctLead', { reserved: stock.reserved })}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ onHand: stock.onHand }} onFinish={(values) => correct.mutate(values)}>
        <Form.Item name="onHand" label={t('counted')} rules={[{ required: true }]}>
          <InputNumber autoFocus min={0} max={1_000_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('reasonNeeded') }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

import { useState } from 'react';
import { Form, Input, InputNumber, Modal } from 'antd';
import { common, useAction, useFormats, useTexts, type Money } from 'kontor/sdk';
import { capturePayment, paymentKey, refundPayment, type Payment } from './payments';
import { texts } from './texts';

interface Wanted {
  amount: string;
  reason?: string;
}

/** Captures or refunds an amount of a payment, the whole that is left unless a part is typed. */
export function MoveMoney({ payment, what, close }: { payment: Payment; what: 'capture' | 'refund'; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { money } = useFormats();
  const [form] = Form.useForm<Wanted>();
  const [attempt, setAttempt] = useState(() => crypto.randomUUID());
  const left: Money = what === 'capture' ? payment.capturable : payment.refundable;
  const decimals = left.amount.split('.')[1]?.length ?? 0;
  const move = useAction(
    ({ amount, reason = '' }: Wanted) => {
      const wanted = { amount: Number(amount).toFixed(decimals), currency: left.currency };
      return what === 'capture' ? capturePayment(payment.id, wanted, attempt) : refundPayment(payment.id, wanted, reason.trim(), attempt);
    },
    { done: t(what === 'capture' ? 'captureDone' : 'refundDone'), refreshes: [paymentKey(payment.id), ['payments']], then: close },
  );
  return (
    <Modal
      open
      title={t(what)}
      okText={t(what)}
      cancelText={c('cancel')}
      confirmLoading={move.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t(what === 'capture' ? 'captureLead' : 'refundLead', { left: money(left) })}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ amount: left.amount }}
        // Another amount is another attempt: the key stands for just one.
        onValuesChange={() => setAttempt(crypto.randomUUID())}
        onFinish={(wanted) => move.mutate(wanted)}
      >
        <Form.Item
          name="amount"
          label={t('amount')}
          rules={[
            {
              validator: (_, amount: string | null) =>
                Number(amount) > 0 && Number(amount) <= Number(left.amount)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('amountNeeded', { left: money(left) }))),
            },
          ]}
        >
          <InputNumber autoFocus stringMode precision={decimals} min="0" suffix={left.currency} className="amount-field" />
        </Form.Item>
        {what === 'refund' && (
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('reasonNeeded') }]}>
            <Input.TextArea rows={3} maxLength={200} showCount />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

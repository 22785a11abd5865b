import { Form, Input, Modal } from 'antd';
import { common, useAction, useFormats, useTexts } from 'kontor/sdk';
import { isAtOnce, returnKey, take, type Return, type Step } from './returns';
import { texts } from './texts';

interface Dialog {
  request: Return;
  close: () => void;
}

export function useStep(request: Return, close: () => void) {
  const t = useTexts(texts);
  return useAction((step: Step) => take(request.number, step), {
    done: t('done', { number: request.number }),
    refreshes: [returnKey(request.number), ['returns']],
    then: close,
  });
}

/** A dialog with one text that the buyer will read. */
function Say({
  title,
  lead,
  label,
  needed,
  danger,
  pending,
  say,
  close,
}: {
  title: string;
  lead: string;
  label: string;
  needed: boolean;
  danger?: boolean;
  pending: boolean;
  say: (words: string) => void;
  close: () => void;
}) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [form] = Form.useForm<{ words?: string }>();
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ danger: danger ?? false }}
      cancelText={c('cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{lead}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ words }) => say((words ?? '').trim())}>
        <Form.Item name="words" label={label} rules={needed ? [{ required: true, whitespace: true, message: t('needed') }] : []}>
          <Input.TextArea autoFocus rows={3} maxLength={1000} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Agrees to a request; where nothing has to be sent, the money goes back at once. */
export function Approve({ request, close }: Dialog) {
  const t = useTexts(texts);
  const { money } = useFormats();
  const step = useStep(request, close);
  const isRefund = isAtOnce(request.kind);
  return (
    <Say
      title={isRefund ? t('approveRefund', { amount: money(request.refund.total) }) : t('approve')}
      lead={
        request.extra
          ? t('approveExtraLead', { amount: money(request.extra) })
          : t(isRefund ? 'approveRefundLead' : request.kind === 'exchange' ? 'approveExchangeLead' : 'approveLead')
      }
      label={t(isRefund ? 'note' : 'noteParcel')}
      needed={false}
      pending={step.isPending}
      say={(note) => step.mutate({ action: 'approval', body: { note } })}
      close={close}
    />
  );
}

/** Turns a request down, for a reason the buyer reads. */
export function Reject({ request, close }: Dialog) {
  const t = useTexts(texts);
  const step = useStep(request, close);
  return (
    <Say
      title={t('reject')}
      lead={t('rejectLead')}
      label={t('rejectReason')}
      needed
      danger
      pending={step.isPending}
      say={(reason) => step.mutate({ action: 'rejection', body: { reason } })}
      close={close}
    />
  );
}

/** Asks the buyer something before deciding. */
export function AskBack({ request, close }: Dialog) {
  const t = useTexts(texts);
  const step = useStep(request, close);
  return (
    <Say
      title={t('ask')}
      lead={t('askLead')}
      label={t('question')}
      needed
      pending={step.isPending}
      say={(words) => step.mutate({ action: 'question', body: { words } })}
      close={close}
    />
  );
}

/** Gives the money back for what came back. */
export function Refund({ request, close }: Dialog) {
  const t = useTexts(texts);
  const { money } = useFormats();
  const step = useStep(request, close);
  return (
    <Say
      title={t('refund', { amount: money(request.refund.total) })}
      lead={t('refundLead')}
      label={t('note')}
      needed={false}
      pending={step.isPending}
      say={(note) => step.mutate({ action: 'refund', body: { note } })}
      close={close}
    />
  );
}

import { AutoComplete, Form, Input, Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, useLanguage, useTexts } from 'kontor/sdk';
import { useStep } from './Answer';
import { fetchCarriers, type Return } from './returns';
import { carriers, texts } from './texts';

/** Hands the replacement or the repaired goods to a carrier. */
export function SendBack({ request, close }: { request: Return; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const known = useQuery({ queryKey: ['carriers'], queryFn: fetchCarriers, staleTime: Infinity });
  const names = (known.data?.items ?? []).map(({ code, name }) => carriers[code]?.[language === 'zh-CN' ? 0 : 1] ?? name);
  const [form] = Form.useForm<{ carrier: string; trackingNumber: string }>();
  const step = useStep(request, close);
  const title = t(request.kind === 'exchange' ? 'sendReplacement' : 'sendBack');
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={c('cancel')}
      confirmLoading={step.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('sendLead')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ carrier, trackingNumber }) =>
          step.mutate({ action: 'parcel-back', body: { carrier: carrier.trim(), trackingNumber: trackingNumber.trim() } })
        }
      >
        <Form.Item name="carrier" label={t('carrier')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
          <AutoComplete autoFocus showSearch={{ filterOption: true }} options={names.map((name) => ({ value: name }))} />
        </Form.Item>
        <Form.Item name="trackingNumber" label={t('trackingNumber')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
          <Input maxLength={60} autoCapitalize="characters" spellCheck={false} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

import { useEffect, useState } from 'react';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, useAction, useLanguage, useTexts } from 'kontor/sdk';
import { bookDocument, fetchLocations, keepBack, nameOf } from './stock';
import { texts } from './texts';

export type Booking = 'RECEIPT' | 'CORRECTION' | 'TRANSFER' | 'SAFETY';

interface Draft {
  sku: string;
  location: string;
  to?: string;
  units: number;
  reason?: string;
}

const titles = { RECEIPT: 'receive', CORRECTION: 'correct', TRANSFER: 'transfer', SAFETY: 'keepBack' } as const;
const leads = { RECEIPT: 'receiveLead', CORRECTION: 'correctLead', TRANSFER: 'transferLead', SAFETY: 'keepBackLead' } as const;

/** Books goods in, off or to another location, or keeps some back. The same form sent twice is booked once. */
export function BookGoods({ kind, sku, safety, close }: { kind: Booking; sku?: string; safety?: number; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const [form] = Form.useForm<Draft>();
  const [documentId] = useState(() => crypto.randomUUID());
  const locations = useQuery({ queryKey: ['locations'], queryFn: fetchLocations });
  const options = (locations.data?.items ?? []).map((location) => ({ value: location.code, label: nameOf(location, language) }));
  const save = useAction(
    (draft: Draft) =>
      kind === 'SAFETY'
        ? keepBack(draft.sku, { location: draft.location, units: draft.units })
        : bookDocument({
            documentId,
            kind,
            location: draft.location,
            to: draft.to ?? null,
            reason: draft.reason ?? null,
            lines: [{ sku: draft.sku.trim(), quantity: draft.units }],
          }),
    { done: t(kind === 'SAFETY' ? 'saved' : 'booked'), refreshes: [['stock'], ['movements']], then: close },
  );
  const first = options[0]?.value;
  // The form may be open before the locations are there.
  useEffect(() => {
    if (first && !form.getFieldValue('location')) form.setFieldValue('location', first);
  }, [first, form]);
  const needed = [{ required: true, message: t('needed') }];
  return (
    <Modal
      open
      title={t(titles[kind])}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t(leads[kind])}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ sku, location: first, units: kind === 'SAFETY' ? safety : undefined }}
        onFinish={(draft) => save.mutate(draft)}
      >
        <Form.Item name="sku" label={t('sku')} rules={needed}>
          <Input maxLength={100} disabled={sku !== undefined} />
        </Form.Item>
        <Form.Item name="location" label={t(kind === 'TRANSFER' ? 'from' : 'location')} rules={needed}>
          <Select loading={locations.isPending} options={options} />
        </Form.Item>
        {kind === 'TRANSFER' && (
          <Form.Item name="to" label={t('to')} rules={needed}>
            <Select loading={locations.isPending} options={options} />
          </Form.Item>
        )}
        <Form.Item name="units" label={t('units')} rules={needed}>
          <InputNumber min={kind === 'CORRECTION' ? -999_999 : kind === 'SAFETY' ? 0 : 1} max={999_999} precision={0} />
        </Form.Item>
        {kind !== 'SAFETY' && (
          <Form.Item name="reason" label={t('reason')} rules={kind === 'CORRECTION' ? needed : []}>
            <Input maxLength={200} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

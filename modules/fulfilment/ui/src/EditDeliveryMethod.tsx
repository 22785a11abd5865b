import { Form, Input, InputNumber, Modal, Switch } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, inLanguage, Loaded, useAction, useLanguage, useTexts, type Money } from 'kontor/sdk';
import { changeMethod, fetchMethod, type DeliveryMethod } from './methods';
import { texts } from './texts';

interface Fields {
  zh: string;
  en: string;
  descriptionZh: string;
  descriptionEn: string;
  price: string;
  perKilogram: string;
  freeFrom: string;
  daysMin: number;
  daysMax: number;
  active: boolean;
}

const amount = /^\d{1,8}(\.\d{1,3})?$/;

/** Changes what a delivery method is called, costs and promises. */
export function EditDeliveryMethod({ code, close }: { code: string; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const found = useQuery({ queryKey: ['delivery-methods', code], queryFn: () => fetchMethod(code), staleTime: 0, gcTime: 0 });
  const name = inLanguage(found.data?.value.name, language);
  const save = useAction(({ method, version }: { method: DeliveryMethod; version: string }) => changeMethod(method, version), {
    done: t('saved', { name }),
    refreshes: [['delivery-methods']],
    then: close,
  });
  const trySave = (fields: Fields, { value, version }: { value: DeliveryMethod; version: string }) => {
    const money = (text: string): Money => ({ amount: text.trim(), currency: value.price.currency });
    save.mutate({
      version,
      method: {
        ...value,
        name: { zh: fields.zh, en: fields.en },
        description: { zh: fields.descriptionZh, en: fields.descriptionEn },
        price: money(fields.price),
        perKilogram: money(fields.perKilogram),
        freeFrom: fields.freeFrom.trim() ? money(fields.freeFrom) : null,
        daysMin: fields.daysMin,
        daysMax: fields.daysMax,
        active: fields.active,
      },
    });
  };

  return (
    <Modal
      open
      title={name ? t('edit', { name }) : t('methods')}
      okText={c('save')}
      cancelText={c('cancel')}
      okButtonProps={{ disabled: !found.isSuccess }}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={620}
    >
      <Loaded query={found}>
        {(kept) => {
          const { value } = kept;
          const rule = [{ required: true, pattern: amount, message: t('amountWrong') }];
          const words = (field: keyof Fields, label: string, max: number) => (
            <Form.Item name={field} label={label}>
              <Input maxLength={max} />
            </Form.Item>
          );
          const sum = (field: keyof Fields, label: string, wanted = true) => (
            <Form.Item
              name={field}
              label={`${label} (${value.price.currency})`}
              rules={wanted ? rule : [{ pattern: amount, message: t('amountWrong') }]}
            >
              <Input inputMode="decimal" maxLength={12} />
            </Form.Item>
          );
          return (
            <Form
              form={form}
              layout="vertical"
              requiredMark={false}
              initialValues={{
                zh: value.name.zh,
                en: value.name.en,
                descriptionZh: value.description.zh,
                descriptionEn: value.description.en,
                price: value.price.amount,
                perKilogram: value.perKilogram.amount,
                freeFrom: value.freeFrom?.amount ?? '',
                daysMin: value.daysMin,
                daysMax: value.daysMax,
                active: value.active,
              }}
              onFinish={(fields: Fields) => trySave(fields, kept)}
            >
              <div className="fields-2">
                {words('zh', t('nameZh'), 60)}
                {words('en', t('nameEn'), 60)}
                {words('descriptionZh', t('descriptionZh'), 200)}
                {words('descriptionEn', t('descriptionEn'), 200)}
                {sum('price', t('price'))}
                {sum('perKilogram', t('perKilogram'))}
                {sum('freeFrom', t('freeFrom'), false)}
                <span />
                <Form.Item name="daysMin" label={t('daysMin')} rules={[{ required: true }]}>
                  <InputNumber min={0} max={365} precision={0} />
                </Form.Item>
                <Form.Item name="daysMax" label={t('daysMax')} rules={[{ required: true }]}>
                  <InputNumber min={0} max={365} precision={0} />
                </Form.Item>
              </div>
              <Form.Item name="active" label={t('offer')} valuePropName="checked" {...(code === 'standard' ? { extra: t('always') } : {})}>
                <Switch disabled={code === 'standard'} />
              </Form.Item>
            </Form>
          );
        }}
      </Loaded>
    </Modal>
  );
}

import { Form, Input, InputNumber, Modal, Switch } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, inLanguage, Loaded, useAction, useLanguage, useTexts } from 'kontor/sdk';
import { fetchPoint, savePoint, type Point } from './points';
import { texts } from './texts';

interface Fields {
  code: string;
  zh: string;
  en: string;
  addressZh: string;
  addressEn: string;
  hoursZh: string;
  hoursEn: string;
  phone: string;
  position: number;
  active: boolean;
}

const fresh: Point = {
  code: '',
  name: { zh: '', en: '' },
  address: { zh: '', en: '' },
  hours: { zh: '', en: '' },
  phone: '',
  position: 10,
  active: true,
};

/** Adds or changes a pick-up point. @param code empty for a new one */
export function EditPoint({ code, close }: { code: string; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const found = useQuery({
    queryKey: ['pick-up-points', code],
    queryFn: () => (code ? fetchPoint(code) : Promise.resolve({ value: fresh, version: '' })),
    staleTime: 0,
    gcTime: 0,
  });
  const save = useAction((point: Point) => savePoint(point, found.data?.version || undefined), {
    done: t('pointSaved'),
    refreshes: [['pick-up-points']],
    then: close,
  });
  const words = (field: keyof Fields, label: string, max: number) => (
    <Form.Item name={field} label={label} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
      <Input maxLength={max} />
    </Form.Item>
  );
  return (
    <Modal
      open
      title={code ? inLanguage(found.data?.value.name, language) || t('points') : t('addPoint')}
      okText={c('save')}
      cancelText={c('cancel')}
      okButtonProps={{ disabled: !found.isSuccess }}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={620}
    >
      <Loaded query={found}>
        {({ value }) => (
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{
              code: value.code,
              zh: value.name.zh,
              en: value.name.en,
              addressZh: value.address.zh,
              addressEn: value.address.en,
              hoursZh: value.hours.zh,
              hoursEn: value.hours.en,
              phone: value.phone,
              position: value.position,
              active: value.active,
            }}
            onFinish={(fields: Fields) =>
              save.mutate({
                code: code || fields.code.trim(),
                name: { zh: fields.zh, en: fields.en },
                address: { zh: fields.addressZh, en: fields.addressEn },
                hours: { zh: fields.hoursZh, en: fields.hoursEn },
                phone: fields.phone.trim(),
                position: fields.position,
                active: fields.active,
              })
            }
          >
            <div className="fields-2">
              {!code && words('code', t('code'), 19)}
              {words('phone', t('phone'), 30)}
              {words('zh', t('nameZh'), 60)}
              {words('en', t('nameEn'), 60)}
              {words('addressZh', t('addressZh'), 120)}
              {words('addressEn', t('addressEn'), 120)}
              {words('hoursZh', t('hoursZh'), 120)}
              {words('hoursEn', t('hoursEn'), 120)}
              <Form.Item name="position" label={t('position')} rules={[{ required: true }]}>
                <InputNumber className="amount-field" min={0} max={10_000} precision={0} />
              </Form.Item>
            </div>
            <Form.Item name="active" label={t('offer')} valuePropName="checked">
              <Switch />
            </Form.Item>
          </Form>
        )}
      </Loaded>
    </Modal>
  );
}

import { useState } from 'react';
import { Button, Form, Input, InputNumber, Modal, Switch } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Badge, common, Frame, Icon, Loaded, Panel, useAction, useLanguage, useMay, useTexts } from 'kontor/sdk';
import { fetchLocations, nameOf, saveLocation, type Location, type LocationDraft } from './stock';
import { texts } from './texts';

/** The places that hold stock. */
export function Locations() {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { language } = useLanguage();
  const [editing, setEditing] = useState<Location | 'new'>();
  const locations = useQuery({ queryKey: ['locations'], queryFn: fetchLocations });
  return (
    <Frame
      title={t('locations')}
      actions={
        may('inventory.write') && (
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEditing('new')}>
            {t('addLocation')}
          </Button>
        )
      }
    >
      <p className="quiet lead">{t('locationsLead')}</p>
      <Panel>
        <Loaded query={locations} rows={2}>
          {({ items }) => (
            <ul className="records">
              {items.map((location) => (
                <li key={location.code}>
                  <span className="strong">
                    {nameOf(location, language)} <span className="quiet code">{location.code}</span>
                  </span>
                  <Badge tone={location.enabled ? 'success' : 'neutral'}>{t(location.enabled ? 'enabled' : 'disabled')}</Badge>
                  <span className="quiet records-below">
                    {[`${t('priority')} ${location.priority}`, location.country, location.region, location.address]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {may('inventory.write') && (
                    <span className="records-below records-actions">
                      <Button size="small" onClick={() => setEditing(location)}>
                        {c('edit')}
                      </Button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </Panel>
      {editing && <EditLocation {...(editing === 'new' ? {} : { location: editing })} close={() => setEditing(undefined)} />}
    </Frame>
  );
}

function EditLocation({ location, close }: { location?: Location; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [form] = Form.useForm<LocationDraft & { code: string }>();
  const save = useAction(({ code, ...draft }: LocationDraft & { code: string }) => saveLocation(code, draft), {
    done: t('saved'),
    refreshes: [['locations'], ['stock']],
    then: close,
  });
  const needed = [{ required: true, message: t('needed') }];
  return (
    <Modal
      open
      title={location ? location.code : t('addLocation')}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={location ?? { priority: 100, enabled: true, country: 'CN' }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="code" label={t('code')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,29}$/, message: t('codeRule') }]}>
          <Input maxLength={30} disabled={location !== undefined} />
        </Form.Item>
        <Form.Item name="nameZh" label={t('nameZh')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="nameEn" label={t('nameEn')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="country" label={t('country')}>
          <Input maxLength={2} />
        </Form.Item>
        <Form.Item name="region" label={t('region')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="address" label={t('address')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="priority" label={t('priority')} rules={needed}>
          <InputNumber min={0} max={999} precision={0} />
        </Form.Item>
        <Form.Item name="enabled" label={t('enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}

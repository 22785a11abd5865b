import { useState } from 'react';
import { Button, Form, InputNumber, Modal, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, Empty, Frame, inLanguage, Loaded, Panel, useAction, useFormats, useLanguage, useMay, useTexts } from 'kontor/sdk';
import { fetchWindows, putWindow, removeWindow } from './returns';
import { texts } from './texts';

interface Draft {
  category?: string;
  days: number;
}

/** How long goods may be returned, category by category. */
export function ReturnWindows() {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { language } = useLanguage();
  const { time } = useFormats();
  const windows = useQuery({ queryKey: ['return-windows'], queryFn: fetchWindows });
  const [editing, setEditing] = useState<Draft>();
  const names = new Map((windows.data?.categories ?? []).map(({ slug, name }) => [slug, inLanguage(name, language)]));
  const remove = useAction(removeWindow, { done: t('windowRemoved'), refreshes: [['return-windows']] });
  return (
    <Frame
      title={t('windows')}
      actions={
        may('returns.write') && (
          <Button type="primary" onClick={() => setEditing({ days: windows.data?.defaultDays ?? 7 })}>
            {t('addWindow')}
          </Button>
        )
      }
    >
      <Loaded query={windows}>
        {({ defaultDays, items }) => (
          <>
            <p className="quiet lead">{t('windowsLead', { days: defaultDays })}</p>
            <Panel>
              {items.length === 0 ? (
                <Empty icon="clock" title={t('windowsNone')}>
                  {t('windowsNoneLead')}
                </Empty>
              ) : (
                <ul className="records">
                  {items.map(({ category, days, changedAt, changedBy }) => (
                    <li key={category}>
                      <span className="strong">{names.get(category) ?? category}</span>
                      <span className="number">{days === 0 ? t('never') : t('daysOf', { days })}</span>
                      <span className="quiet records-below">
                        {time(changedAt)} · {changedBy}
                      </span>
                      {may('returns.write') && (
                        <span className="records-below records-actions">
                          <Button size="small" onClick={() => setEditing({ category, days })}>
                            {c('edit')}
                          </Button>
                          <Button
                            size="small"
                            loading={remove.isPending && remove.variables === category}
                            onClick={() => remove.mutate(category)}
                          >
                            {c('delete')}
                          </Button>
                        </span>
                      )}
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
          </>
        )}
      </Loaded>
      {editing && <EditWindow draft={editing} names={names} close={() => setEditing(undefined)} />}
    </Frame>
  );
}

function EditWindow({ draft, names, close }: { draft: Draft; names: Map<string, string>; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [form] = Form.useForm<Draft>();
  const save = useAction(({ category, days }: Draft) => putWindow(category ?? '', days), {
    done: t('windowSaved'),
    refreshes: [['return-windows']],
    then: close,
  });
  return (
    <Modal
      open
      title={t('windows')}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={draft} onFinish={(values) => save.mutate(values)}>
        <Form.Item name="category" label={t('category')} rules={[{ required: true, message: t('needed') }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            disabled={draft.category !== undefined}
            options={[...names].map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t('days')} rules={[{ required: true, message: t('needed') }]}>
          <InputNumber min={0} max={3650} precision={0} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

import { useState } from 'react';
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Badge, common, isOver, Loaded, Panel, useAction, useFormats, useMay, useTexts } from 'kontor/sdk';
import { PolicyWords } from './Backlog';
import { backlogTexts } from './backlogTexts';
import { fetchPolicy, savePolicy, type Policy } from './stock';

/** Whether a SKU is sold beyond what is there, what was decided before, and by whom. */
export function SellBeyond({ sku }: { sku: string }) {
  const t = useTexts(backlogTexts);
  const may = useMay();
  const { number, time } = useFormats();
  const [changing, setChanging] = useState(false);
  const policy = useQuery({ queryKey: ['policy', sku], queryFn: () => fetchPolicy(sku) });
  return (
    <Panel
      title={t('beyond')}
      actions={
        may('inventory.write') &&
        policy.isSuccess && (
          <Button size="small" onClick={() => setChanging(true)}>
            {t('change')}
          </Button>
        )
      }
    >
      <Loaded query={policy} rows={1}>
        {({ policy: now, changes }) => (
          <>
            <p>
              <span className="strong">
                <PolicyWords policy={now} />
              </span>
              {now.kind !== 'NONE' && ` · ${t('most')} ${number(now.most)}`}
            </p>
            {now.backlog > 0 && <p className="quiet">{t('owed', { units: number(now.backlog) })}</p>}
            {now.kind !== 'NONE' && now.on && isOver(now.on) && <Badge tone="warning">{t('over')}</Badge>}
            {changes.length > 0 && (
              <details>
                <summary className="quiet">{t('history')}</summary>
                <ol className="timeline">
                  {changes.map((change) => (
                    <li key={change.at}>
                      <p>
                        <PolicyWords policy={change} />
                        {change.kind !== 'NONE' && ` · ${t('most')} ${number(change.most)}`}
                      </p>
                      <p className="quiet">
                        {time(change.at)} · {change.name}
                      </p>
                    </li>
                  ))}
                </ol>
              </details>
            )}
            {changing && <ChangePolicy sku={sku} policy={now} close={() => setChanging(false)} />}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

interface Draft {
  kind: Policy['kind'];
  most?: number;
  promise: 'days' | 'day';
  days?: number;
  on?: string;
}

function ChangePolicy({ sku, policy, close }: { sku: string; policy: Policy; close: () => void }) {
  const t = useTexts(backlogTexts);
  const c = useTexts(common);
  const [form] = Form.useForm<Draft>();
  const kind = Form.useWatch('kind', form) ?? policy.kind;
  const promise = Form.useWatch('promise', form) ?? (policy.on ? 'day' : 'days');
  const byDay = kind === 'PRE_ORDER' || promise === 'day';
  const save = useAction(
    (draft: Draft) =>
      savePolicy(sku, {
        kind: draft.kind,
        most: draft.kind === 'NONE' ? 0 : (draft.most ?? 0),
        days: draft.kind === 'NONE' || byDay ? null : (draft.days ?? null),
        on: draft.kind === 'NONE' || !byDay ? null : (draft.on ?? null),
      }),
    { done: t('saved'), refreshes: [['policy', sku], ['backlog'], ['stock']], then: close },
  );
  const needed = [{ required: true, message: t('needed') }];
  return (
    <Modal
      open
      title={t('beyond')}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('beyondLead')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          kind: policy.kind,
          most: policy.most || undefined,
          promise: policy.on ? 'day' : 'days',
          days: policy.days ?? undefined,
          on: policy.on ?? undefined,
        }}
        onFinish={(draft) => save.mutate(draft)}
      >
        <Form.Item name="kind" label={t('kind')}>
          <Select options={(['NONE', 'BACK_ORDER', 'PRE_ORDER'] as const).map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
        {kind !== 'NONE' && (
          <Form.Item name="most" label={t('most')} rules={needed}>
            <InputNumber min={1} max={999_999} precision={0} />
          </Form.Item>
        )}
        {kind === 'BACK_ORDER' && (
          <Form.Item name="promise" label={t('promise')}>
            <Select
              options={[
                { value: 'days', label: t('inDays') },
                { value: 'day', label: t('onDay') },
              ]}
            />
          </Form.Item>
        )}
        {kind !== 'NONE' && !byDay && (
          <Form.Item name="days" label={t('days')} rules={needed}>
            <InputNumber min={1} max={365} precision={0} />
          </Form.Item>
        )}
        {kind !== 'NONE' && byDay && (
          <Form.Item name="on" label={t(kind === 'PRE_ORDER' ? 'releaseDay' : 'day')} rules={needed}>
            <Input type="date" min={new Date().toISOString().slice(0, 10)} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

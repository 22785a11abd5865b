import { useState, type ReactNode } from 'react';
import { Button, Form, Modal, Select } from 'antd';
import { common, Icon, Panel, useTexts } from 'kontor/sdk';
import { texts } from './texts';

/** A field for several words or phrases. */
export function WordsField({ name, label, least, fault }: { name: string; label: string; least?: number; fault?: string }) {
  const t = useTexts(texts);
  return (
    <Form.Item
      name={name}
      label={label}
      extra={t('wordsLead')}
      rules={least ? [{ type: 'array', required: true, min: least, message: fault ?? t('needed') }] : []}
    >
      <Select mode="tags" open={false} suffixIcon={null} maxCount={20} tokenSeparators={[',', '，', '、', ';', '；']} />
    </Form.Item>
  );
}

/** A list of things that are added, changed and taken away in dialogs. */
export function EditedList<Item extends { words: string[] }>({
  title,
  lead,
  none,
  add,
  items,
  change,
  describe,
  fresh,
  fields,
}: {
  title: string;
  lead: string;
  none: string;
  add: string;
  items: Item[];
  change: ((items: Item[]) => void) | undefined;
  describe: (item: Item) => ReactNode;
  fresh: Item;
  fields: (words: Item) => ReactNode;
}) {
  const c = useTexts(common);
  const [editing, setEditing] = useState<Item>();
  const replace = (now: Item) => change?.(items.includes(editing!) ? items.map((one) => (one === editing ? now : one)) : [now, ...items]);
  return (
    <Panel
      title={title}
      actions={
        change && (
          <Button size="small" icon={<Icon name="plus" size={16} />} onClick={() => setEditing(fresh)}>
            {add}
          </Button>
        )
      }
    >
      <p className="quiet lead">{items.length === 0 ? none : lead}</p>
      <ul className="records">
        {items.map((item, index) => (
          <li key={`${index} ${item.words.join('|')}`}>
            <span>{describe(item)}</span>
            {change && (
              <span className="row">
                <Button size="small" onClick={() => setEditing(item)}>
                  {c('edit')}
                </Button>
                <Button
                  size="small"
                  type="text"
                  icon={<Icon name="trash" size={16} />}
                  aria-label={`${c('delete')} ${item.words.join(' · ')}`}
                  onClick={() => change(items.filter((one) => one !== item))}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      {editing && (
        <EditItem
          title={items.includes(editing) ? c('edit') : add}
          ok={items.includes(editing) ? c('edit') : c('add')}
          item={editing}
          fields={fields}
          done={(now) => {
            replace(now);
            setEditing(undefined);
          }}
          close={() => setEditing(undefined)}
        />
      )}
    </Panel>
  );
}

function EditItem<Item extends { words: string[] }>({
  title,
  ok,
  item,
  fields,
  done,
  close,
}: {
  title: string;
  ok: string;
  item: Item;
  fields: (item: Item) => ReactNode;
  done: (item: Item) => void;
  close: () => void;
}) {
  const c = useTexts(common);
  const [form] = Form.useForm<Item>();
  const now = Form.useWatch([], form) as Item | undefined;
  return (
    <Modal open title={title} okText={ok} cancelText={c('cancel')} onOk={() => form.submit()} onCancel={close}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={item} onFinish={(values) => done({ ...item, ...values })}>
        {fields(now ?? item)}
      </Form>
    </Modal>
  );
}

import { useState } from 'react';
import { Button, Form, Input, InputNumber, Modal, Popconfirm, Select, Switch } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  common,
  Empty,
  Frame,
  Icon,
  inLanguage,
  Link,
  Loaded,
  Panel,
  useAction,
  useFormats,
  useLanguage,
  useMay,
  useTexts,
} from 'kontor/sdk';
import {
  addCategory,
  changeCategory,
  deleteCategory,
  fetchCategories,
  fetchCategory,
  type Category,
  type CategoryFields,
} from './products';
import { branches, withDescendants } from './tree';
import { texts } from './treeTexts';
import { codeOf } from './variants';

/** The tree that makes the shop's menu. */
export function Categories() {
  const t = useTexts(texts);
  const may = useMay();
  const categories = useQuery({ queryKey: ['categories'], queryFn: fetchCategories });
  const [editing, setEditing] = useState<Category | 'new'>();
  return (
    <Frame
      title={t('categories')}
      actions={
        may('catalog.write') && (
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEditing('new')}>
            {t('addCategory')}
          </Button>
        )
      }
    >
      <Panel flush>
        <Loaded query={categories}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon="tree" title={t('none')}>
                {t('noneLead')}
              </Empty>
            ) : (
              <ul className="tree">
                {branches(items).map(({ category, depth }) => (
                  <Row key={category.categoryId} category={category} depth={depth} edit={() => setEditing(category)} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Panel>
      {editing && categories.data && (
        <EditCategory
          {...(editing === 'new' ? {} : { category: editing })}
          all={categories.data.items}
          close={() => setEditing(undefined)}
        />
      )}
    </Frame>
  );
}

function Row({ category, depth, edit }: { category: Category; depth: number; edit: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { language } = useLanguage();
  const { number } = useFormats();
  const name = inLanguage(category.name, language);
  const remove = useAction(() => deleteCategory(category.categoryId), { done: t('deleted', { name }), refreshes: [['categories']] });
  return (
    <li style={{ paddingInlineStart: `calc(var(--space-5) + ${depth} * var(--space-5))` }}>
      <span className="tree-name">
        {depth > 0 && <span className="tree-mark" aria-hidden="true" />}
        <span className="strong">{name}</span>
        {!category.shown && <Badge>{t('isHidden')}</Badge>}
      </span>
      <Link className="quiet number" to={`/catalog/products?category=${encodeURIComponent(category.code)}`}>
        {t('products')} {number(category.products)}
      </Link>
      {may('catalog.write') && (
        <span className="row">
          <Button size="small" onClick={edit}>
            {c('edit')}
          </Button>
          <Popconfirm
            title={t('deleteAsk', { name })}
            okText={c('delete')}
            okButtonProps={{ danger: true }}
            onConfirm={() => remove.mutate(undefined)}
          >
            <Button
              size="small"
              type="text"
              icon={<Icon name="trash" size={16} />}
              aria-label={`${c('delete')} ${name}`}
              loading={remove.isPending}
            />
          </Popconfirm>
        </span>
      )}
    </li>
  );
}

interface Fields {
  code: string;
  parent: string;
  zh: string;
  en: string;
  descriptionZh: string;
  descriptionEn: string;
  position: number;
  shown: boolean;
}

function EditCategory({ category, all, close }: { category?: Category; all: Category[]; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const own = category ? withDescendants(all, category.code) : new Set<string>();
  const save = useAction(
    async (fields: CategoryFields) => {
      if (!category) return addCategory(fields);
      const { version } = await fetchCategory(category.categoryId);
      return changeCategory(category.categoryId, { ...fields, slug: category.slug, image: category.image ?? null }, version);
    },
    { refreshes: [['categories']], then: close },
  );
  const trySave = (fields: Fields) =>
    save.mutate({
      code: fields.code.trim() || codeOf(fields.en || fields.zh),
      parent: fields.parent || null,
      name: { zh: fields.zh, en: fields.en },
      description: { zh: fields.descriptionZh, en: fields.descriptionEn },
      position: fields.position,
      shown: fields.shown,
    });
  const named = {
    validator: () =>
      form.getFieldValue('zh')?.trim() || form.getFieldValue('en')?.trim() ? Promise.resolve() : Promise.reject(new Error(t('nameNeeded'))),
  };
  return (
    <Modal
      open
      title={category ? inLanguage(category.name, language) : t('addCategory')}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={620}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          code: category?.code ?? '',
          parent: category?.parent ?? '',
          zh: category?.name.zh,
          en: category?.name.en,
          descriptionZh: category?.description.zh,
          descriptionEn: category?.description.en,
          position: category?.position ?? all.length + 1,
          shown: category?.shown ?? true,
        }}
        onFinish={trySave}
      >
        <div className="fields-2">
          <Form.Item name="zh" label={t('nameZh')} rules={[named]} dependencies={['en']}>
            <Input autoFocus maxLength={100} lang="zh" />
          </Form.Item>
          <Form.Item name="en" label={t('nameEn')}>
            <Input maxLength={100} lang="en" />
          </Form.Item>
          <Form.Item name="descriptionZh" label={t('descriptionZh')}>
            <Input maxLength={500} lang="zh" />
          </Form.Item>
          <Form.Item name="descriptionEn" label={t('descriptionEn')}>
            <Input maxLength={500} lang="en" />
          </Form.Item>
          <Form.Item name="parent" label={t('parent')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={[
                { value: '', label: t('top') },
                ...branches(all)
                  .filter((branch) => !own.has(branch.category.code))
                  .map((branch) => ({
                    value: branch.category.code,
                    label: `${'— '.repeat(branch.depth)}${inLanguage(branch.category.name, language)}`,
                  })),
              ]}
            />
          </Form.Item>
          <Form.Item name="position" label={t('position')} extra={t('positionLead')}>
            <InputNumber min={0} max={100_000} precision={0} />
          </Form.Item>
          <Form.Item name="code" label={t('code')} extra={t('codeLead')}>
            <Input maxLength={100} disabled={category !== undefined} spellCheck={false} />
          </Form.Item>
          <Form.Item name="shown" label={t('shown')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}

import { useState } from 'react';
import { Button, Form, Input, Modal, Popconfirm } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, Empty, Frame, Icon, inLanguage, Loaded, Panel, useAction, useFormats, useLanguage, useMay, useTexts } from 'kontor/sdk';
import { addBrand, changeBrand, deleteBrand, fetchBrand, fetchBrands, type Brand, type BrandFields } from './products';
import { texts } from './treeTexts';
import { codeOf } from './variants';

/** The brands shoppers can filter by. */
export function Brands() {
  const t = useTexts(texts);
  const may = useMay();
  const { language } = useLanguage();
  const brands = useQuery({ queryKey: ['brands'], queryFn: fetchBrands });
  const [editing, setEditing] = useState<Brand | 'new'>();
  const [typed, setTyped] = useState('');
  const fits = (brand: Brand) => inLanguage(brand.name, language).toLowerCase().includes(typed.trim().toLowerCase());
  return (
    <Frame
      title={t('brands')}
      actions={
        may('catalog.write') && (
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEditing('new')}>
            {t('addBrand')}
          </Button>
        )
      }
    >
      <Panel flush>
        <Loaded query={brands}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon="bookmark" title={t('brandsNone')}>
                {t('brandsNoneLead')}
              </Empty>
            ) : (
              <>
                <div className="table-bar">
                  <Input
                    className="filter-text"
                    allowClear
                    prefix={<Icon name="search" size={16} />}
                    aria-label={t('find')}
                    placeholder={t('find')}
                    value={typed}
                    onChange={({ target }) => setTyped(target.value)}
                  />
                </div>
                <ul className="tree">
                  {items.filter(fits).map((brand) => (
                    <Row key={brand.brandId} brand={brand} edit={() => setEditing(brand)} />
                  ))}
                </ul>
              </>
            )
          }
        </Loaded>
      </Panel>
      {editing && <EditBrand {...(editing === 'new' ? {} : { brand: editing })} close={() => setEditing(undefined)} />}
    </Frame>
  );
}

function Row({ brand, edit }: { brand: Brand; edit: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const may = useMay();
  const { language } = useLanguage();
  const { number } = useFormats();
  const name = inLanguage(brand.name, language);
  const remove = useAction(() => deleteBrand(brand.brandId), { done: t('deleted', { name }), refreshes: [['brands']] });
  return (
    <li>
      <span className="tree-name">
        <span className="strong">{name}</span>
        <span className="quiet">{inLanguage(brand.description, language)}</span>
      </span>
      <span className="quiet number">
        {t('products')} {number(brand.products)}
      </span>
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
  zh: string;
  en: string;
  descriptionZh: string;
  descriptionEn: string;
}

function EditBrand({ brand, close }: { brand?: Brand; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const save = useAction(
    async (fields: BrandFields) => {
      if (!brand) return addBrand(fields);
      const { version } = await fetchBrand(brand.brandId);
      return changeBrand(brand.brandId, { ...fields, slug: brand.slug }, version);
    },
    { refreshes: [['brands']], then: close },
  );
  const trySave = (fields: Fields) =>
    save.mutate({
      code: fields.code.trim() || codeOf(fields.en || fields.zh),
      name: { zh: fields.zh, en: fields.en },
      description: { zh: fields.descriptionZh, en: fields.descriptionEn },
    });
  const named = {
    validator: () =>
      form.getFieldValue('zh')?.trim() || form.getFieldValue('en')?.trim() ? Promise.resolve() : Promise.reject(new Error(t('nameNeeded'))),
  };
  return (
    <Modal
      open
      title={brand ? inLanguage(brand.name, language) : t('addBrand')}
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
          code: brand?.code ?? '',
          zh: brand?.name.zh,
          en: brand?.name.en,
          descriptionZh: brand?.description.zh,
          descriptionEn: brand?.description.en,
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
          <Form.Item name="code" label={t('code')} extra={t('codeLead')}>
            <Input maxLength={100} disabled={brand !== undefined} spellCheck={false} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}

import { useState } from 'react';
import { Button, Input, Select, Table } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Icon, inLanguage, Panel, useFormats, useLanguage, useMay, useTexts } from 'kontor/sdk';
import { CorrectStock } from './CorrectStock';
import { fetchStock, type Option, type OptionValue, type ProductDraft, type Stock, type Variant } from './products';
import { texts } from './texts';
import { codeOf, variantsFor, type Fault } from './variants';

const optionMax = 3;

/** The options of a product and the variants they make, each with its SKU, prices and stock. */
export function EditVariants({ draft, change, fault, saved, currency }: {
  draft: ProductDraft;
  change: (changes: Partial<ProductDraft>) => void;
  fault: (field: string) => Fault | undefined;
  saved: string[];
  currency: string;
}) {
  const t = useTexts(texts);
  const [correcting, setCorrecting] = useState<Stock>();
  const stock = useQuery({ queryKey: ['stock', saved], queryFn: () => fetchStock(saved), enabled: saved.length > 0 });

  const setOptions = (options: Option[]) => change({ options, variants: variantsFor(options, draft.variants, currency) });
  const setVariant = (index: number, changes: Partial<Variant>) =>
    change({ variants: draft.variants.map((variant, at) => (at === index ? { ...variant, ...changes } : variant)) });

  return (
    <Panel title={t('options')} flush>
      <div className="panel-body">
        <p className="quiet dialog-lead">{t('optionsLead')}</p>
        <div className="fields">
          {draft.options.map((option, index) => (
            <OptionFields
              key={index}
              option={option}
              change={(changed) => setOptions(draft.options.map((one, at) => (at === index ? changed : one)))}
              remove={() => setOptions(draft.options.filter((_, at) => at !== index))}
            />
          ))}
          {draft.options.length < optionMax && (
            <div>
              <Button
                icon={<Icon name="plus" size={16} />}
                onClick={() => change({ options: [...draft.options, { code: `option-${draft.options.length + 1}`, name: {}, values: [] }] })}
              >
                {t('optionAdd')}
              </Button>
            </div>
          )}
        </div>
      </div>
      <VariantTable
        draft={draft}
        setVariant={setVariant}
        fault={fault}
        stock={new Map((stock.data?.items ?? []).map((one) => [one.sku, one]))}
        saved={saved}
        correct={setCorrecting}
      />
      {correcting && <CorrectStock stock={correcting} close={() => setCorrecting(undefined)} />}
    </Panel>
  );
}

function OptionFields({ option, change, remove }: { option: Option; change: (option: Option) => void; remove: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const own = language === 'zh-CN' ? 'zh' : 'en';

  const setValues = (codes: string[]) => {
    const values = codes.map(
      (code): OptionValue => option.values.find((value) => value.code === code) ?? { code: codeOf(code), name: { [own]: code.trim() } },
    );
    change({ ...option, values: values.filter(({ code }, at) => code && values.findIndex((value) => value.code === code) === at) });
  };
  const setName = (name: Option['name']) => change({ ...option, name });

  return (
    <div className="option">
      <label className="field">
        <span>{t('optionZh')}</span>
        <Input lang="zh" maxLength={60} value={option.name.zh ?? ''} onChange={({ target }) => setName({ ...option.name, zh: target.value })} />
      </label>
      <label className="field">
        <span>{t('optionEn')}</span>
        <Input lang="en" maxLength={60} value={option.name.en ?? ''} onChange={({ target }) => setName({ ...option.name, en: target.value })} />
      </label>
      <label className="field option-values">
        <span>{t('optionValues')}</span>
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          placeholder={t('optionValuesLead')}
          tokenSeparators={[',', '，', '、']}
          value={option.values.map(({ code }) => code)}
          onChange={setValues}
          options={option.values.map((value) => ({ value: value.code, label: inLanguage(value.name, language) || value.code }))}
        />
      </label>
      <Button type="text" icon={<Icon name="trash" />} aria-label={t('optionRemove')} title={t('optionRemove')} onClick={remove} />
    </div>
  );
}

function VariantTable({ draft, setVariant, fault, stock, saved, correct }: {
  draft: ProductDraft;
  setVariant: (index: number, changes: Partial<Variant>) => void;
  fault: (field: string) => Fault | undefined;
  stock: Map<string, Stock>;
  saved: string[];
  correct: (stock: Stock) => void;
}) {
  const t = useTexts(texts);
  const may = useMay();
  const { language } = useLanguage();
  const { number } = useFormats();

  const optionText = (variant: Variant) =>
    draft.options
      .map((option) => option.values.find((value) => value.code === variant.options[option.code]))
      .map((value) => value && (inLanguage(value.name, language) || value.code))
      .filter(Boolean)
      .join(' · ') || t('variantOnly');

  const field = (label: string, index: number, name: 'sku' | 'price' | 'listPrice', value: string, set: (value: string) => void) => {
    const found = fault(`${name}:${index}`);
    return (
      <span className="field">
        <Input
          aria-label={label}
          value={value}
          maxLength={name === 'sku' ? 64 : 14}
          {...(name === 'sku' ? { spellCheck: false } : { inputMode: 'decimal' as const, className: 'price-field' })}
          {...(found ? { status: 'error' as const } : {})}
          onChange={({ target }) => set(target.value)}
        />
        {found && <span className="fault">{t(found)}</span>}
      </span>
    );
  };

  const labelled = (label: string): Record<string, string> => ({ 'data-label': label });
  const rows = draft.variants.map((variant, index) => ({ variant, index }));
  return (
    <Table
      className="variant-table stack-table"
      dataSource={rows}
      rowKey={({ index }) => index}
      scroll={{ x: 'max-content' }}
      pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        { title: t('variants'), key: 'options', render: (_, { variant }) => <span className="strong">{optionText(variant)}</span> },
        { title: 'SKU', key: 'sku', width: 200, onCell: () => labelled('SKU'), render: (_, { variant, index }) => field('SKU', index, 'sku', variant.sku, (sku) => setVariant(index, { sku })) },
        {
          title: `${t('price')} (${draft.variants[0]?.price.currency ?? ''})`,
          key: 'price',
          width: 116,
          onCell: () => labelled(t('price')),
          render: (_, { variant, index }) =>
            field(t('price'), index, 'price', variant.price.amount, (amount) => setVariant(index, { price: { ...variant.price, amount: amount.trim() } })),
        },
        {
          title: t('listPrice'),
          key: 'listPrice',
          width: 116,
          onCell: () => labelled(t('listPrice')),
          render: (_, { variant, index }) =>
            field(t('listPrice'), index, 'listPrice', variant.listPrice?.amount ?? '', (amount) =>
              setVariant(index, { listPrice: amount.trim() ? { amount: amount.trim(), currency: variant.price.currency } : null }),
            ),
        },
        {
          title: t('stock'),
          key: 'stock',
          onCell: () => labelled(t('stock')),
          render: (_, { variant }) => {
            if (!saved.includes(variant.sku)) return <span className="quiet">{t('stockAfterSave')}</span>;
            const one = stock.get(variant.sku) ?? { sku: variant.sku, onHand: 0, reserved: 0, available: 0 };
            return (
              <span className="row">
                <span className="number">{t('stockOf', { available: number(one.available), onHand: number(one.onHand) })}</span>
                {may('inventory.write') && (
                  <Button
                    size="small"
                    type="text"
                    icon={<Icon name="edit" size={16} />}
                    aria-label={t('correctStock', { sku: one.sku })}
                    title={t('correct')}
                    onClick={() => correct(one)}
                  />
                )}
              </span>
            );
          },
        },
      ]}
    />
  );
}

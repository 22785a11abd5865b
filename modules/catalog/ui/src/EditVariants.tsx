import { useState } from 'react';
import { Button, Input, InputNumber, Table } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Icon, inLanguage, navigate, Panel, useFormats, useLanguage, useMay, useTexts } from 'kontor/sdk';
import { CorrectStock } from './CorrectStock';
import { EditOption } from './EditOption';
import { fetchStock, hasLocations, type Option, type ProductDraft, type Stock, type Variant } from './products';
import { texts } from './texts';
import { freeCode, variantsFor, type Fault } from './variants';

const optionMax = 3;
const stockMax = 1_000_000_000;

/** The options of a product and the variants they make, each with its SKU, prices, weight, volume and stock. */
export function EditVariants({
  draft,
  change,
  fault,
  saved,
  currency,
}: {
  draft: ProductDraft;
  change: (changes: Partial<ProductDraft>) => void;
  fault: (field: string) => Fault | undefined;
  saved: string[];
  currency: string;
}) {
  const t = useTexts(texts);
  const may = useMay();
  const [correcting, setCorrecting] = useState<Stock>();
  const several = useQuery({ queryKey: ['several-locations'], queryFn: hasLocations, enabled: saved.length > 0 && may('inventory.read') });
  const stock = useQuery({
    queryKey: ['stock', saved],
    queryFn: () => fetchStock(saved.slice(0, 200)),
    enabled: saved.length > 0 && may('inventory.read'),
  });

  const setOptions = (options: Option[]) => change({ options, variants: variantsFor(options, draft.variants, currency) });
  const setVariant = (index: number, changes: Partial<Variant>) =>
    change({ variants: draft.variants.map((variant, at) => (at === index ? { ...variant, ...changes } : variant)) });

  return (
    <Panel title={t('options')} flush>
      <div className="panel-body">
        <p className="quiet dialog-lead">{t('optionsLead')}</p>
        <div className="fields">
          {draft.options.map((option, index) => (
            <EditOption
              key={index}
              option={option}
              taken={draft.options.filter((_, at) => at !== index).map(({ code }) => code)}
              fault={fault(`option:${index}`)}
              change={(changed) => setOptions(draft.options.map((one, at) => (at === index ? changed : one)))}
              remove={() => setOptions(draft.options.filter((_, at) => at !== index))}
            />
          ))}
          {draft.options.length < optionMax && (
            <div>
              <Button
                icon={<Icon name="plus" size={16} />}
                onClick={() => {
                  const code = freeCode(
                    'option',
                    draft.options.map((option) => option.code),
                  );
                  change({ options: [...draft.options, { code, name: {}, values: [] }] });
                }}
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
        correct={(one) => (several.data ? navigate(`/inventory/stock/${encodeURIComponent(one.sku)}`) : setCorrecting(one))}
      />
      {correcting && <CorrectStock stock={correcting} close={() => setCorrecting(undefined)} />}
    </Panel>
  );
}

function VariantTable({
  draft,
  setVariant,
  fault,
  stock,
  saved,
  correct,
}: {
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

  const stockOf = (variant: Variant, index: number) => {
    if (!saved.includes(variant.sku)) {
      return (
        <InputNumber
          aria-label={t('stock')}
          min={0}
          max={stockMax}
          precision={0}
          value={variant.onHand ?? 0}
          onChange={(onHand) => setVariant(index, { onHand: onHand ?? 0 })}
        />
      );
    }
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
        {
          title: 'SKU',
          key: 'sku',
          width: 180,
          onCell: () => labelled('SKU'),
          render: (_, { variant, index }) => field('SKU', index, 'sku', variant.sku, (sku) => setVariant(index, { sku: sku.trim() })),
        },
        {
          title: `${t('price')} (${draft.variants[0]?.price.currency ?? ''})`,
          key: 'price',
          width: 100,
          onCell: () => labelled(t('price')),
          render: (_, { variant, index }) =>
            field(t('price'), index, 'price', variant.price.amount, (amount) =>
              setVariant(index, { price: { ...variant.price, amount: amount.trim() } }),
            ),
        },
        {
          title: t('listPrice'),
          key: 'listPrice',
          width: 100,
          onCell: () => labelled(t('listPrice')),
          render: (_, { variant, index }) =>
            field(t('listPrice'), index, 'listPrice', variant.listPrice?.amount ?? '', (amount) =>
              setVariant(index, { listPrice: amount.trim() ? { amount: amount.trim(), currency: variant.price.currency } : null }),
            ),
        },
        {
          title: t('weight'),
          key: 'weight',
          width: 84,
          onCell: () => labelled(t('weight')),
          render: (_, { variant, index }) => (
            <InputNumber
              aria-label={t('weight')}
              min={0}
              max={10_000_000}
              precision={0}
              controls={false}
              value={variant.weightGrams}
              onChange={(weightGrams) => setVariant(index, { weightGrams: weightGrams ?? 0 })}
            />
          ),
        },
        {
          title: t('volume'),
          key: 'volume',
          width: 100,
          onCell: () => labelled(t('volume')),
          render: (_, { variant, index }) => (
            <InputNumber
              aria-label={t('volume')}
              min={0}
              max={100_000_000}
              precision={0}
              controls={false}
              value={variant.volumeCm3}
              onChange={(volumeCm3) => setVariant(index, { volumeCm3: volumeCm3 ?? 0 })}
            />
          ),
        },
        {
          title: t('stock'),
          key: 'stock',
          width: 118,
          onCell: () => labelled(t('stock')),
          render: (_, { variant, index }) => stockOf(variant, index),
        },
      ]}
    />
  );
}

import { useState } from 'react';
import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useFormats, useTexts, type Money } from 'kontor/sdk';
import { useCalm } from './ChangePreview';
import { changeTexts } from './changeTexts';
import { fetchVariants, findProducts, type FoundProduct, type Variant } from './orders';

/** What was chosen, as it is sold now. */
export interface Goods {
  sku: string;
  name: string;
  options: string;
  price: Money;
}

const words = (variant: Variant) => Object.values(variant.options as Record<string, string>).join(' / ');

/** Finds something on sale, and of a product with several variants the one that is meant. */
export function FindGoods({ choose }: { choose: (goods: Goods) => void }) {
  const t = useTexts(changeTexts);
  const { money } = useFormats();
  const [typed, setTyped] = useState('');
  const [product, setProduct] = useState<FoundProduct>();
  const q = useCalm(typed.trim());
  const found = useQuery({ queryKey: ['find-goods', q], queryFn: ({ signal }) => findProducts(q, signal), enabled: q !== '' });
  const variants = useQuery({
    queryKey: ['find-goods-variants', product?.slug],
    queryFn: () => fetchVariants(product?.slug ?? ''),
    enabled: product !== undefined,
  });
  const take = (view: { name: string }, variant: Variant) => {
    choose({ sku: variant.sku, name: view.name, options: words(variant), price: variant.price });
    setProduct(undefined);
    setTyped('');
  };
  const pick = async (slug: string) => {
    const one = found.data?.items.find((item) => item.slug === slug);
    const view = await fetchVariants(slug);
    const [first, ...others] = view.variants;
    if (first && others.length === 0) take(view, first);
    else setProduct(one);
  };
  return (
    <div className="find-goods">
      <Select
        aria-label={t('add')}
        placeholder={t('addHint')}
        value={product?.slug ?? null}
        loading={found.isFetching}
        notFoundContent={q === '' || found.isFetching ? null : t('nothingFound')}
        showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
        options={(product ? [product] : (found.data?.items ?? [])).map(({ slug, name }) => ({ value: slug, label: name }))}
        onChange={(slug: string) => void pick(slug)}
      />
      {product && variants.data && (
        <Select
          autoFocus
          defaultOpen
          aria-label={t('chooseVariant')}
          placeholder={t('chooseVariant')}
          options={variants.data.variants.map((variant) => ({
            value: variant.sku,
            label: `${words(variant)} · ${money(variant.price)}`,
          }))}
          onChange={(sku: string) => {
            const variant = variants.data.variants.find((one) => one.sku === sku);
            if (variant) take(variants.data, variant);
          }}
        />
      )}
    </div>
  );
}

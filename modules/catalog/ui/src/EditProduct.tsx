import { useState } from 'react';
import { Alert, App, Button, Input, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  common,
  Frame,
  Icon,
  inLanguage,
  Loaded,
  navigate,
  Panel,
  useAction,
  useLanguage,
  useMay,
  usePart,
  useTexts,
  useUnsaved,
} from 'kontor/sdk';
import { EditAttributes } from './EditAttributes';
import { EditTerms } from './EditTerms';
import { EditVariants } from './EditVariants';
import { Images } from './Images';
import {
  changeProduct,
  createProduct,
  fetchBrands,
  fetchCategories,
  fetchProduct,
  productKey,
  publishProduct,
  statusTexts,
  statusTones,
  withdrawProduct,
  type Product,
  type ProductDraft,
  type Texts,
} from './products';
import { texts } from './texts';
import { faultsOf, variantMax } from './variants';

const shopCurrency = 'CNY';

const blank: ProductDraft = {
  code: '',
  slug: null,
  name: {},
  summary: {},
  description: {},
  brand: null,
  categories: [],
  options: [],
  variants: [{ sku: '', options: {}, price: { amount: '', currency: shopCurrency }, listPrice: null, weightGrams: 0, volumeCm3: 0, onHand: 0 }],
  attributes: [],
  images: [],
  terms: {},
};

/** Makes a product. */
export function CreateProduct() {
  const [attempt] = useState(() => crypto.randomUUID());
  const t = useTexts(texts);
  const create = useAction((draft: ProductDraft) => createProduct(draft, attempt), {
    done: t('created'),
    refreshes: [['products']],
    then: (product) => navigate(`/catalog/products/${product.productId}`, { replace: true }),
  });
  return <Editor start={blank} save={(draft) => create.mutateAsync(draft)} saving={create.isPending} />;
}

/** Changes a product: its texts, images, variants, prices and stock. */
export function EditProduct() {
  const productId = usePart('id');
  const t = useTexts(texts);
  const found = useQuery({ queryKey: productKey(productId), queryFn: () => fetchProduct(productId) });
  const change = useAction(({ draft, version }: { draft: ProductDraft; version: string }) => changeProduct(productId, draft, version), {
    done: t('saved'),
    refreshes: [['products']],
  });
  if (!found.isSuccess) {
    return (
      <Frame title={t('product')} above={{ to: '/catalog/products', title: t('products') }}>
        <Panel>
          <Loaded query={found} rows={12}>
            {() => null}
          </Loaded>
        </Panel>
      </Frame>
    );
  }
  const { value: product, version } = found.data;
  return (
    <Editor
      key={version}
      start={product}
      product={product}
      save={(draft) => change.mutateAsync({ draft, version })}
      saving={change.isPending}
    />
  );
}

function Editor({
  start,
  product,
  save,
  saving,
}: {
  start: ProductDraft;
  product?: Product;
  save: (draft: ProductDraft) => Promise<unknown>;
  saving: boolean;
}) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const s = useTexts(statusTexts);
  const may = useMay();
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<ProductDraft>(start);
  const [tried, setTried] = useState(false);
  const dirty = draft !== start;
  useUnsaved(dirty && !saving);
  const faults = faultsOf(draft);
  const fault = (field: string) => (tried ? faults.get(field) : undefined);
  const change = (changes: Partial<ProductDraft>) => setDraft({ ...draft, ...changes });
  const writes = may('catalog.write');

  const trySave = async () => {
    setTried(true);
    if (faults.size > 0) {
      void message.error(t('mend', { count: faults.size }));
      return;
    }
    await save(draft).catch(() => undefined);
  };

  return (
    <Frame
      title={product ? inLanguage(product.name, language) : t('create')}
      above={{ to: '/catalog/products', title: t('products') }}
      aside={product && <Badge tone={statusTones[product.status]}>{s(product.status)}</Badge>}
      actions={
        writes && (
          <Button type="primary" loading={saving} disabled={!dirty} onClick={() => void trySave()}>
            {c('save')}
          </Button>
        )
      }
    >
      <div className="split">
        <div>
          <Panel title={t('texts')}>
            <div className="fields">
              <Bilingual
                labels={[t('nameZh'), t('nameEn')]}
                value={draft.name}
                max={200}
                fault={fault('name') && t('nameMissing')}
                change={(name) => change({ name })}
              />
              <Bilingual
                labels={[t('summaryZh'), t('summaryEn')]}
                value={draft.summary}
                max={500}
                change={(summary) => change({ summary })}
              />
              <Bilingual
                labels={[t('descriptionZh'), t('descriptionEn')]}
                value={draft.description}
                max={50_000}
                rows={6}
                lead={t('descriptionLead')}
                change={(description) => change({ description })}
              />
            </div>
          </Panel>
          <Images media={draft.images} change={(images) => setDraft((now) => ({ ...now, images: images(now.images) }))} />
          <EditVariants
            draft={draft}
            change={change}
            fault={fault}
            saved={product?.variants.map(({ sku }) => sku) ?? []}
            currency={shopCurrency}
          />
          {fault('options') && <Alert type="error" showIcon title={t('tooManyVariants', { max: variantMax })} />}
          <EditTerms terms={draft.terms} faulty={tried} change={change} />
          <EditAttributes attributes={draft.attributes} fault={fault} change={(attributes) => change({ attributes })} />
        </div>
        <div>
          {product && <InTheShop product={product} />}
          <Organisation draft={draft} change={change} isNew={!product} slugFault={fault('slug') && t('slugWrong')} />
        </div>
      </div>
    </Frame>
  );
}

function Bilingual({
  labels,
  value,
  max,
  rows,
  lead,
  fault,
  change,
}: {
  labels: [chinese: string, english: string];
  value: Texts;
  max: number;
  rows?: number;
  lead?: string;
  fault?: string | undefined;
  change: (texts: Texts) => void;
}) {
  const field = (language: 'zh' | 'en', label: string) => {
    const shared = {
      value: value[language] ?? '',
      maxLength: max,
      lang: language,
      ...(fault ? { status: 'error' as const } : {}),
      onChange: ({ target }: { target: { value: string } }) => change({ ...value, [language]: target.value }),
    };
    return (
      <label className="field">
        <span>{label}</span>
        {rows ? <Input.TextArea {...shared} rows={rows} /> : <Input {...shared} />}
      </label>
    );
  };
  return (
    <div>
      <div className="fields-2">
        {field('zh', labels[0])}
        {field('en', labels[1])}
      </div>
      {lead && <p className="quiet below">{lead}</p>}
      {fault && <p className="fault">{fault}</p>}
    </div>
  );
}

function InTheShop({ product }: { product: Product }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const may = useMay();
  const refreshes = [['products']];
  const publish = useAction(() => publishProduct(product.productId), { done: t('published'), refreshes });
  const withdraw = useAction(() => withdrawProduct(product.productId), { done: t('withdrawn'), refreshes });
  const isPublished = product.status === 'PUBLISHED';
  return (
    <Panel title={t('state')}>
      <div className="fields">
        <p>{t(`state${product.status}`)}</p>
        <div className="row">
          {may('catalog.write') &&
            (isPublished ? (
              <Button loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
                {t('withdraw')}
              </Button>
            ) : (
              <Button type="primary" ghost loading={publish.isPending} onClick={() => publish.mutate(undefined)}>
                {t('publish')}
              </Button>
            ))}
          {isPublished && (
            <Button
              type="link"
              href={`/${language === 'zh-CN' ? 'zh' : 'en'}/p/${product.slug}`}
              target="_blank"
              icon={<Icon name="store" size={16} />}
            >
              {t('seeInShop')}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
}

function Organisation({
  draft,
  isNew,
  change,
  slugFault,
}: {
  draft: ProductDraft;
  change: (changes: Partial<ProductDraft>) => void;
  isNew: boolean;
  slugFault?: string | undefined;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const categories = useQuery({ queryKey: ['categories'], queryFn: fetchCategories, staleTime: 60_000 });
  const brands = useQuery({ queryKey: ['brands'], queryFn: fetchBrands, staleTime: 60_000 });
  return (
    <Panel title={t('organisation')}>
      <div className="fields">
        <label className="field">
          <span>{t('code')}</span>
          <Input
            value={draft.code}
            maxLength={100}
            spellCheck={false}
            disabled={!isNew}
            onChange={({ target }) => change({ code: target.value })}
          />
          <span className="quiet">{t('codeLead')}</span>
        </label>
        <label className="field">
          <span>{t('categories')}</span>
          <Select
            mode="multiple"
            loading={categories.isPending}
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.categories}
            onChange={(chosen: string[]) => change({ categories: chosen })}
            options={(categories.data?.items ?? []).map((category) => ({
              value: category.code,
              label: inLanguage(category.name, language),
            }))}
          />
        </label>
        <label className="field">
          <span>{t('brand')}</span>
          <Select
            allowClear
            loading={brands.isPending}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('noBrand')}
            value={draft.brand ?? undefined}
            onChange={(brand?: string) => change({ brand: brand ?? null })}
            options={(brands.data?.items ?? []).map((brand) => ({ value: brand.code, label: inLanguage(brand.name, language) }))}
          />
        </label>
        <label className="field">
          <span>{t('slug')}</span>
          <Input
            value={draft.slug ?? ''}
            maxLength={120}
            spellCheck={false}
            autoCapitalize="none"
            {...(slugFault ? { status: 'error' as const } : {})}
            onChange={({ target }) => change({ slug: target.value || null })}
          />
          <span className={slugFault ? 'fault' : 'quiet'}>{slugFault ?? t('slugLead')}</span>
        </label>
      </div>
    </Panel>
  );
}

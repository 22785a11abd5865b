import { useState, type ReactNode } from 'react';
import { Alert, App, Button, Input, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  common,
  Frame,
  Icon,
  inLanguage,
  Link,
  Loaded,
  navigate,
  Panel,
  useAction,
  useFormats,
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
import {
  draftKey,
  fetchDraft,
  fetchHistory,
  isOpen,
  refreshes,
  saveDraft,
  stateTexts,
  stateTones,
  texts as versionTexts,
  type Version,
  type VersionRow,
} from './versions';

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
  variants: [
    { sku: '', options: {}, price: { amount: '', currency: shopCurrency }, listPrice: null, weightGrams: 0, volumeCm3: 0, onHand: 0 },
  ],
  attributes: [],
  images: [],
  terms: {},
};

/** Makes a product. */
export function CreateProduct() {
  const [attempt] = useState(() => crypto.randomUUID());
  const t = useTexts(texts);
  const c = useTexts(common);
  const create = useAction((draft: ProductDraft) => createProduct(draft, attempt), {
    done: t('created'),
    refreshes: [['products']],
    then: (product) => navigate(`/catalog/products/${product.productId}`, { replace: true }),
  });
  return <Editor start={blank} saves={[{ title: c('save'), run: (draft) => create.mutateAsync(draft), pending: create.isPending }]} />;
}

/** Changes a product: its texts, images, variants, prices; what shoppers see at once, or a draft beside it. */
export function EditProduct() {
  const productId = usePart('id');
  const t = useTexts(texts);
  const found = useQuery({ queryKey: productKey(productId), queryFn: () => fetchProduct(productId) });
  const history = useQuery({ queryKey: ['products', productId, 'versions'], queryFn: () => fetchHistory(productId, undefined) });
  const isDrafted = history.data?.items.some(({ state }) => isOpen(state)) ?? false;
  const draft = useQuery({ queryKey: draftKey(productId), queryFn: () => fetchDraft(productId), enabled: isDrafted });
  if (!found.isSuccess || !history.isSuccess || (isDrafted && !draft.isSuccess)) {
    const waiting = !found.isSuccess ? found : !history.isSuccess ? history : draft;
    return (
      <Frame title={t('product')} above={{ to: '/catalog/products', title: t('products') }}>
        <Panel>
          <Loaded query={waiting as typeof found} rows={12}>
            {() => null}
          </Loaded>
        </Panel>
      </Frame>
    );
  }
  return (
    <Change
      key={`${found.data.version} ${isDrafted ? (draft.data?.version ?? '') : ''}`}
      product={found.data.value}
      version={found.data.version}
      {...(isDrafted && draft.data ? { draft: draft.data.value, draftVersion: draft.data.version } : {})}
      history={history.data.items}
    />
  );
}

function Change({
  product,
  version,
  draft,
  draftVersion = '"0"',
  history,
}: {
  product: Product;
  version: string;
  draft?: Version;
  draftVersion?: string;
  history: VersionRow[];
}) {
  const t = useTexts(texts);
  const v = useTexts(versionTexts);
  const c = useTexts(common);
  const may = useMay();
  const { productId } = product;
  const replace = useAction((wanted: ProductDraft) => changeProduct(productId, wanted, version), { done: t('saved'), refreshes });
  const { message } = App.useApp();
  const keep = useAction((wanted: ProductDraft) => saveDraft(productId, wanted, draftVersion), {
    done: v('savedDraft'),
    refreshes,
    then: (_, { variants }) => {
      if (variants.some(({ onHand }) => onHand)) void message.info(v('stockLater'), 6);
    },
  });
  const asDraft: Saving = { title: v('saveDraft'), run: (wanted) => keep.mutateAsync(wanted), pending: keep.isPending };
  const atOnce = (title: string): Saving => ({ title, run: (wanted) => replace.mutateAsync(wanted), pending: replace.isPending });
  const isOnSale = product.status === 'PUBLISHED';
  const saves = draft
    ? [asDraft]
    : isOnSale
      ? may('catalog.publish')
        ? [asDraft, atOnce(v('publishChanges'))]
        : [asDraft]
      : [atOnce(c('save'))];
  return (
    <Editor start={draft?.content ?? product} product={product} saves={saves}>
      {draft && <OpenDraft productId={productId} draft={draft} />}
      <InTheShop product={product} isDrafted={draft !== undefined} />
      <History productId={productId} rows={history} />
    </Editor>
  );
}

/** A way to save what was edited. */
interface Saving {
  title: string;
  run: (draft: ProductDraft) => Promise<unknown>;
  pending: boolean;
}

/** @param saves the last of them is the one that is meant most often */
function Editor({ start, product, saves, children }: { start: ProductDraft; product?: Product; saves: Saving[]; children?: ReactNode }) {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const may = useMay();
  const { language } = useLanguage();
  const { message } = App.useApp();
  const saving = saves.some(({ pending }) => pending);
  const [draft, setDraft] = useState<ProductDraft>(start);
  const [tried, setTried] = useState(false);
  const dirty = draft !== start;
  useUnsaved(dirty && !saving);
  const faults = faultsOf(draft);
  const fault = (field: string) => (tried ? faults.get(field) : undefined);
  const change = (changes: Partial<ProductDraft>) => setDraft({ ...draft, ...changes });
  const writes = may('catalog.write');

  const trySave = async (save: Saving) => {
    setTried(true);
    if (faults.size > 0) {
      void message.error(t('mend', { count: faults.size }));
      return;
    }
    await save.run(draft).catch(() => undefined);
  };

  return (
    <Frame
      title={product ? inLanguage(product.name, language) : t('create')}
      above={{ to: '/catalog/products', title: t('products') }}
      aside={product && <Badge tone={statusTones[product.status]}>{s(product.status)}</Badge>}
      actions={
        writes &&
        saves.map((save, at) => (
          <Button
            key={save.title}
            {...(at === saves.length - 1 ? { type: 'primary' as const } : {})}
            loading={save.pending}
            disabled={!dirty || (saving && !save.pending)}
            onClick={() => void trySave(save)}
          >
            {save.title}
          </Button>
        ))
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
          {children}
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

function OpenDraft({ productId, draft }: { productId: string; draft: Version }) {
  const v = useTexts(versionTexts);
  const s = useTexts(stateTexts);
  const { time } = useFormats();
  return (
    <Panel title={v('draft')} actions={<Badge tone={stateTones[draft.state]}>{s(draft.state)}</Badge>}>
      <div className="fields">
        <p>{v('draftLead')}</p>
        {draft.changedMeanwhile && <Alert type="warning" showIcon title={v('changedMeanwhile')} />}
        <p className="quiet">{v('draftBy', { name: draft.changedBy, time: time(draft.changedAt) })}</p>
        <div className="row">
          <Button onClick={() => navigate(`/catalog/reviews/${productId}`)}>{v('seeDifference')}</Button>
        </div>
      </div>
    </Panel>
  );
}

function InTheShop({ product, isDrafted }: { product: Product; isDrafted: boolean }) {
  const t = useTexts(texts);
  const v = useTexts(versionTexts);
  const { language } = useLanguage();
  const may = useMay();
  const publish = useAction(() => publishProduct(product.productId), { done: t('published'), refreshes });
  const withdraw = useAction(() => withdrawProduct(product.productId), { done: t('withdrawn'), refreshes });
  const submit = useAction(() => saveDraft(product.productId, product, '"0"'), {
    refreshes,
    then: () => navigate(`/catalog/reviews/${product.productId}`),
  });
  const isPublished = product.status === 'PUBLISHED';
  return (
    <Panel title={t('state')}>
      <div className="fields">
        <p>{t(`state${product.status}`)}</p>
        <div className="row">
          {may('catalog.publish') && isPublished && (
            <Button loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
              {t('withdraw')}
            </Button>
          )}
          {may('catalog.publish') && !isPublished && !isDrafted && (
            <Button type="primary" ghost loading={publish.isPending} onClick={() => publish.mutate(undefined)}>
              {t('publish')}
            </Button>
          )}
          {may('catalog.write') && !may('catalog.publish') && !isPublished && !isDrafted && (
            <Button type="primary" ghost loading={submit.isPending} onClick={() => submit.mutate(undefined)}>
              {v('submit')}
            </Button>
          )}
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

function History({ productId, rows }: { productId: string; rows: VersionRow[] }) {
  const v = useTexts(versionTexts);
  const s = useTexts(stateTexts);
  const { time } = useFormats();
  const past = rows.filter(({ state }) => !isOpen(state));
  return (
    <Panel title={v('history')}>
      <p className="quiet">{past.length === 0 ? v('historyNone') : v('historyLead')}</p>
      <ul className="records">
        {past.map((row) => (
          <li key={row.number}>
            <Link to={`/catalog/products/${productId}/versions/${String(row.number)}`} className="strong">
              {v('version', { number: row.number })}
            </Link>
            <Badge tone={stateTones[row.state]}>{s(row.state)}</Badge>
            <span className="quiet records-below">
              {time(row.publishedAt ?? row.changedAt)}
              {row.createdBy && ` · ${row.createdBy}`}
            </span>
          </li>
        ))}
      </ul>
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

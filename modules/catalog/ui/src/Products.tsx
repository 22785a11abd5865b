import { App, Button } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Badge,
  DataTable,
  Empty,
  FilterChoice,
  FilterText,
  Frame,
  Icon,
  inLanguage,
  Link,
  navigate,
  useFormats,
  useLanguage,
  useMay,
  usePages,
  useQueryState,
  useTexts,
  type Column,
} from 'kontor/sdk';
import {
  fetchCategories,
  fetchProducts,
  publishProduct,
  statuses,
  statusTexts,
  statusTones,
  withdrawProduct,
  type ProductSummary,
} from './products';
import { texts } from './texts';

/** Finds products, opens them, publishes and withdraws many at once. */
export function Products() {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const may = useMay();
  const { language } = useLanguage();
  const { message } = App.useApp();
  const { money, time, number } = useFormats();
  const queries = useQueryClient();
  const [query] = useQueryState();
  const filter = {
    q: query.get('q') ?? undefined,
    status: query.get('status') ?? undefined,
    category: query.get('category') ?? undefined,
    sort: query.get('sort') ?? undefined,
  };
  const pages = usePages(['products', 'list', filter], (cursor, signal) => fetchProducts(filter, cursor, signal));
  const categories = useQuery({ queryKey: ['categories'], queryFn: fetchCategories, staleTime: 60_000 });

  const each = (run: (productId: string) => Promise<void>, done: 'publishedMany' | 'withdrawnMany') => async (rows: ProductSummary[]) => {
    try {
      for (const row of rows) await run(row.productId);
      void message.success(t(done, { count: rows.length }));
    } finally {
      await queries.invalidateQueries({ queryKey: ['products'] });
    }
  };

  const columns: Column<ProductSummary>[] = [
    {
      key: 'name',
      title: t('product'),
      onPhone: 'lead',
      sort: 'name',
      cell: (product) => (
        <span className="named">
          {product.image ? (
            <img className="thumb" src={product.image} alt="" loading="lazy" width="44" height="44" />
          ) : (
            <span className="thumb thumb-none">
              <Icon name="picture" />
            </span>
          )}
          <span className="named-words">
            <Link to={`/catalog/products/${product.productId}`} className="strong">
              {inLanguage(product.name, language)}
            </Link>
            <span className="quiet">{product.brand}</span>
          </span>
        </span>
      ),
      csv: (product) => inLanguage(product.name, language),
    },
    {
      key: 'status',
      title: t('status'),
      onPhone: 'end',
      cell: (product) => <Badge tone={statusTones[product.status]}>{s(product.status)}</Badge>,
      csv: (product) => s(product.status),
    },
    {
      key: 'price',
      title: t('price'),
      align: 'right',
      sort: 'price',
      cell: (product) => <span className="number strong">{money(product.price)}</span>,
      csv: (product) => product.price.amount,
    },
    {
      key: 'currency',
      title: t('currency'),
      extra: true,
      cell: (product) => product.price.currency,
      csv: (product) => product.price.currency,
    },
    {
      key: 'variants',
      title: t('variants'),
      align: 'right',
      cell: (product) => <span className="number">{number(product.variantCount)}</span>,
      csv: (product) => product.variantCount,
    },
    {
      key: 'available',
      title: t('available'),
      align: 'right',
      cell: (product) =>
        product.available > 0 ? <span className="number">{number(product.available)}</span> : <Badge tone="danger">{t('soldOut')}</Badge>,
      csv: (product) => product.available,
    },
    {
      key: 'updatedAt',
      title: t('updatedAt'),
      sort: 'updatedAt',
      onPhone: 'hidden',
      cell: (product) => time(product.updatedAt),
      csv: (product) => product.updatedAt,
    },
  ];

  return (
    <Frame
      title={t('products')}
      actions={
        may('catalog.write') && (
          <>
            <Button icon={<Icon name="upload" size={16} />} onClick={() => navigate('/catalog/imports')}>
              {t('import')}
            </Button>
            <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => navigate('/catalog/products/new')}>
              {t('create')}
            </Button>
          </>
        )
      }
    >
      <DataTable
        id="products"
        columns={columns}
        pages={pages}
        rowKey={(product) => product.productId}
        open={(product) => `/catalog/products/${product.productId}`}
        bulk={
          may('catalog.publish')
            ? [
                { title: t('publish'), run: each(publishProduct, 'publishedMany') },
                { title: t('withdraw'), run: each(withdrawProduct, 'withdrawnMany') },
              ]
            : []
        }
        exportAs={{ name: t('products'), fetchPage: (cursor) => fetchProducts(filter, cursor, undefined, 100) }}
        empty={
          <Empty icon="tag" title={t('none')}>
            {t('noneLead')}
          </Empty>
        }
        filters={
          <>
            <FilterText label={t('find')} />
            <FilterChoice
              label={t('status')}
              name="status"
              any={t('anyStatus')}
              options={statuses.map((status) => ({ value: status as string, label: s(status) }))}
            />
            <FilterChoice
              label={t('category')}
              name="category"
              any={t('anyCategory')}
              options={(categories.data?.items ?? []).map((category) => ({
                value: category.code,
                label: inLanguage(category.name, language),
              }))}
              searchable
            />
          </>
        }
      />
    </Frame>
  );
}

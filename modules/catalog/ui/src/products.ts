import { request, requestVersioned, upload, type Page, type Pair, type Schema, type Tone } from 'kontor/sdk';

/** A document as the server sends it: fields that a request may leave out are there. */
type Whole<Sheet> = { [Field in keyof Sheet]-?: NonNullable<Sheet[Field]> };

export type Texts = Record<string, string>;
export type ProductStatus = ProductSummary['status'];

export type ProductSummary = Schema<'CatalogAssortmentRow'>;
export type OptionValue = Schema<'CatalogProductDraftValue'>;
export type Option = Schema<'CatalogProductDraftOption'>;
/** `onHand` is what was counted, for a variant that is new; the stock of the others is corrected where it is kept. */
export type Variant = Schema<'CatalogProductDraftVariant'>;
export type Terms = Schema<'CatalogTerms'>;
export type Attribute = Schema<'CatalogProductDraftAttribute'>;
export type Picture = Whole<Schema<'CatalogProductSheetPicture'>>;
/** What a person edits: the whole product. The answer has every field, a request may leave some out. */
export type Product = Whole<Omit<Schema<'CatalogProductSheet'>, 'slug' | 'brand' | 'images'>> & {
  slug: string | null;
  brand: string | null;
  images: Picture[];
};
export type ProductDraft = Omit<Product, 'productId' | 'status'>;
type CategorySheet = Schema<'CatalogStaffCategoryEndpointCategorySheet'>;
type AtWill = 'parent' | 'image' | 'imageUrl' | 'productType';
export type Category = Whole<Omit<CategorySheet, AtWill>> & Pick<CategorySheet, AtWill>;
export type Brand = Whole<Schema<'CatalogStaffBrandEndpointBrandSheet'>>;
export type Stock = Pick<Schema<'InventoryStock'>, 'sku' | 'onHand' | 'reserved' | 'available'>;
export interface ProductFilter {
  q?: string | undefined;
  status?: string | undefined;
  category?: string | undefined;
  sort?: string | undefined;
}

const path = '/api/admin/v1/products';

export const productKey = (productId: string) => ['products', productId];

export function fetchProducts(
  filter: ProductFilter,
  cursor: string | undefined,
  signal?: AbortSignal,
  limit = 50,
): Promise<Page<ProductSummary>> {
  return request('GET', path, { query: { ...filter, cursor, limit }, ...(signal ? { signal } : {}) });
}

export function fetchProduct(productId: string) {
  return requestVersioned<Product>(`${path}/${productId}`);
}

export function createProduct(draft: ProductDraft, idempotencyKey: string): Promise<Product> {
  return request('POST', path, { body: draft, idempotencyKey });
}

export function changeProduct(productId: string, draft: ProductDraft, version: string): Promise<Product> {
  return request('PUT', `${path}/${productId}`, { body: draft, ifMatch: version });
}

export function publishProduct(productId: string): Promise<void> {
  return request('POST', `${path}/${productId}/publication`);
}

export function withdrawProduct(productId: string): Promise<void> {
  return request('DELETE', `${path}/${productId}/publication`);
}

export function fetchCategories(): Promise<{ items: Category[] }> {
  return request('GET', '/api/admin/v1/categories');
}

const categories = '/api/admin/v1/categories';
const brands = '/api/admin/v1/brands';

export type CategoryFields = Pick<Category, 'code' | 'name' | 'description' | 'position' | 'shown'> &
  Partial<Pick<Category, 'slug' | 'parent' | 'image'>>;
export type BrandFields = Pick<Brand, 'code' | 'name' | 'description'> & Partial<Pick<Brand, 'slug'>>;

export function fetchCategory(categoryId: string) {
  return requestVersioned<Category>(`${categories}/${categoryId}`);
}

export function addCategory(fields: CategoryFields): Promise<Category> {
  return request('POST', categories, { body: fields });
}

export function changeCategory(categoryId: string, fields: CategoryFields, version: string): Promise<Category> {
  return request('PUT', `${categories}/${categoryId}`, { body: fields, ifMatch: version });
}

export function deleteCategory(categoryId: string): Promise<void> {
  return request('DELETE', `${categories}/${categoryId}`);
}

export function fetchBrand(brandId: string) {
  return requestVersioned<Brand>(`${brands}/${brandId}`);
}

export function addBrand(fields: BrandFields): Promise<Brand> {
  return request('POST', brands, { body: fields });
}

export function changeBrand(brandId: string, fields: BrandFields, version: string): Promise<Brand> {
  return request('PUT', `${brands}/${brandId}`, { body: fields, ifMatch: version });
}

export function deleteBrand(brandId: string): Promise<void> {
  return request('DELETE', `${brands}/${brandId}`);
}

export function fetchBrands(): Promise<{ items: Brand[] }> {
  return request('GET', '/api/admin/v1/brands');
}

export async function uploadImage(file: File, onProgress: (share: number) => void): Promise<Picture> {
  const form = new FormData();
  form.set('file', file);
  const kept = await upload<{ id: string; url: string }>('/api/admin/v1/media', form, onProgress);
  return { media: kept.id, url: kept.url, alt: {} };
}

/** What there is of the SKUs at all locations together. */
export async function fetchStock(skus: string[]): Promise<{ items: Stock[] }> {
  const { items } = await request<{ items: Stock[] }>('GET', '/api/admin/v1/stock', { query: { skus: skus.join(',') } });
  const sums = new Map<string, Stock>();
  for (const { sku, onHand, reserved, available } of items) {
    const sum = sums.get(sku) ?? { sku, onHand: 0, reserved: 0, available: 0 };
    sums.set(sku, { sku, onHand: sum.onHand + onHand, reserved: sum.reserved + reserved, available: sum.available + available });
  }
  return { items: [...sums.values()] };
}

/** Whether stock is kept at more than one location, and corrected there. */
export async function hasLocations(): Promise<boolean> {
  const { items } = await request<Page<Schema<'InventoryLocation'>>>('GET', '/api/admin/v1/stock/locations');
  return items.length > 1;
}

export type Movement = Schema<'InventoryMovement'>;
export function fetchMovements(sku: string): Promise<Page<Movement>> {
  return request('GET', `/api/admin/v1/stock/${encodeURIComponent(sku)}/movements`, { query: { limit: 20 } });
}

export function correctStock(sku: string, correction: { onHand: number; reason: string }): Promise<void> {
  return request('POST', '/api/admin/v1/stock/counts', { body: [{ sku, ...correction }] });
}

export const statuses: ProductStatus[] = ['DRAFT', 'PUBLISHED', 'WITHDRAWN'];

export const statusTexts = {
  DRAFT: ['草稿', 'Draft'],
  PUBLISHED: ['已上架', 'Published'],
  WITHDRAWN: ['已下架', 'Withdrawn'],
} satisfies Record<ProductStatus, Pair>;

export const statusTones: Record<ProductStatus, Tone> = { DRAFT: 'warning', PUBLISHED: 'success', WITHDRAWN: 'neutral' };

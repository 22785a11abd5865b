import { request, requestVersioned, upload, type Money, type Page, type Pair, type Tone } from 'kontor/sdk';

export type Texts = { zh?: string; en?: string };
export type ProductStatus = 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN';

export interface ProductSummary {
  productId: string;
  slug: string;
  name: Texts;
  image?: string;
  status: ProductStatus;
  brand?: string;
  price: Money;
  variantCount: number;
  available: number;
  updatedAt: string;
}

export interface OptionValue {
  code: string;
  name: Texts;
  /** CSS hex, such as `#8fa58b`. */
  swatch?: string | null;
}

export interface Option {
  code: string;
  name: Texts;
  values: OptionValue[];
}

export interface Variant {
  sku: string;
  options: Record<string, string>;
  price: Money;
  listPrice?: Money | null;
  weightGrams: number;
  image?: string | null;
  /** Units on hand as counted; only for a variant that is new, the stock of the others is corrected where it is kept. */
  onHand?: number | null;
}

export interface Attribute {
  code: string;
  name: Texts;
  value: Texts;
}

export interface Picture {
  media: string;
  alt: Texts;
  url: string;
}

/** What a person edits: the whole product. */
export interface ProductDraft {
  code: string;
  slug: string | null;
  brand: string | null;
  categories: string[];
  name: Texts;
  summary: Texts;
  description: Texts;
  options: Option[];
  variants: Variant[];
  attributes: Attribute[];
  images: Picture[];
}

export interface Product extends ProductDraft {
  productId: string;
  status: ProductStatus;
}

export interface Category {
  categoryId: string;
  code: string;
  slug: string;
  /** Code of the category above, or null at the top. */
  parent?: string | null;
  name: Texts;
  description: Texts;
  /** Id of a kept picture, and its address. */
  image?: string | null;
  imageUrl?: string | null;
  position: number;
  shown: boolean;
  products: number;
}

export interface Brand {
  brandId: string;
  code: string;
  slug: string;
  name: Texts;
  description: Texts;
  products: number;
}

export interface Stock {
  sku: string;
  onHand: number;
  reserved: number;
  available: number;
}

export interface ProductFilter {
  q?: string | undefined;
  status?: string | undefined;
  category?: string | undefined;
  sort?: string | undefined;
}

const path = '/api/admin/v1/products';

export const productKey = (productId: string) => ['products', productId];

export function fetchProducts(filter: ProductFilter, cursor: string | undefined, signal?: AbortSignal, limit = 50): Promise<Page<ProductSummary>> {
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

export type CategoryFields = Pick<Category, 'code' | 'name' | 'description' | 'position' | 'shown'> & Partial<Pick<Category, 'slug' | 'parent' | 'image'>>;
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

export function fetchStock(skus: string[]): Promise<{ items: Stock[] }> {
  return request('GET', '/api/admin/v1/stock', { query: { skus: skus.join(',') } });
}

/** A change of a SKU's stock, with what stood there afterwards. */
export interface Movement {
  id: number;
  cause: string;
  onHandChange: number;
  reservedChange: number;
  onHand: number;
  reserved: number;
  documentId?: string | null;
  reason?: string | null;
  at: string;
}

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

import { request, requestFile, withQuery, type Page, type Pair, type Schema, type Tone } from 'kontor/sdk';

export type OrderSummary = Schema<'TradeStaffOrderRow'>;
export type Order = Schema<'TradeStaffOrder'>;
export type Address = Schema<'TradeAddress'>;
/** What the parcel holds; all that is left when no lines are named. */
export type Parcel = Schema<'TradeShipOrderParcel'>;

export interface OrderFilter {
  status?: string | undefined;
  tag?: string | undefined;
  q?: string | undefined;
  /** Placed at this time or later, and before that one. */
  from?: string | undefined;
  to?: string | undefined;
  sort?: string | undefined;
}

const path = '/api/admin/v1/orders';

export const orderKey = (number: string) => ['orders', number];

export function fetchOrders(
  filter: OrderFilter,
  cursor: string | undefined,
  signal?: AbortSignal,
  limit = 50,
): Promise<Page<OrderSummary>> {
  return request('GET', path, { query: { ...filter, cursor, limit }, ...(signal ? { signal } : {}) });
}

export function fetchOrder(number: string): Promise<Order> {
  return request('GET', `${path}/${number}`);
}

export function shipOrder(number: string, shipment: Parcel, idempotencyKey: string): Promise<void> {
  return request('POST', `${path}/${number}/shipments`, { body: shipment, idempotencyKey });
}

export function cancelOrder(number: string, reason: string): Promise<void> {
  return request('POST', `${path}/${number}/cancellation`, { body: { reason } });
}

export type Shipment = Schema<'TradeStaffOrderParcel'>;
export type TrackingStatus = Exclude<Shipment['status'], 'DISPATCHED'>;

export interface TrackingReport {
  eventId: string;
  status: TrackingStatus;
  at: string;
  place: string;
  text: string;
}

export function enterTracking(shipmentId: string, report: TrackingReport): Promise<void> {
  return request('POST', `/api/admin/v1/shipments/${shipmentId}/tracking-events`, { body: report });
}

/** A paper to download; the browser asks for it by itself. */
export function paperOf(number: string, paper: 'packing-slip' | 'invoice', language: string, shipment?: string): string {
  return withQuery(`${path}/${number}/${paper}.pdf`, { lang: language.slice(0, 2), shipment });
}

/** One PDF for many orders. */
export function fetchPapers(numbers: string[], paper: 'packing-slips' | 'invoices', language: string): Promise<Blob> {
  const query = new URLSearchParams([...numbers.map((number) => ['number', number]), ['lang', language.slice(0, 2)]]);
  return requestFile(`/api/admin/v1/order-papers/${paper}.pdf`, query);
}

export type ListResult = Schema<'TradeShipManyResult'>;

/** What would become of each row of a shipping list. */
export function previewList(csv: string): Promise<Page<ListResult>> {
  return request('POST', '/api/admin/v1/shipping-lists/previews', { body: { csv } });
}

export function shipList(csv: string): Promise<Page<ListResult>> {
  return request('POST', '/api/admin/v1/shipping-lists', { body: { csv } });
}

/** All that the filters find, one row for every line. */
export function fetchLines({ q, status, tag, from, to }: OrderFilter, language: string): Promise<Blob> {
  return requestFile(`${path}.csv`, { q, status, tag, from, to, lang: language.slice(0, 2) });
}

export function noteOrder(number: string, note: { text: string; toBuyer: boolean }, idempotencyKey: string): Promise<void> {
  return request('POST', `${path}/${number}/notes`, { body: note, idempotencyKey });
}

export function tagOrder(number: string, tags: string[]): Promise<void> {
  return request('PUT', `${path}/${number}/tags`, { body: { tags } });
}

/** Tags in use, those of most orders first. */
export function fetchTags(): Promise<{ tags: string[] }> {
  return request('GET', '/api/admin/v1/order-tags');
}

export type Outcome = Schema<'TradeChangeOrderOutcome'>;
export type OtherMethod = Schema<'TradeChangeOrderOtherMethod'>;
export type PriceChange = Schema<'TradeOrderChangeEndpointPriceChange'>;
export type LineChange = Schema<'TradeOrderChangeEndpointLineChange'>;

interface Attempt {
  version: number;
  idempotencyKey: string;
}

const attempted = ({ version, idempotencyKey }: Attempt) => ({ ifMatch: `"${version}"`, idempotencyKey });

/** What the order would cost; nothing is written. */
export function previewPrices(number: string, change: PriceChange, signal?: AbortSignal): Promise<Outcome> {
  return request('POST', `${path}/${number}/price-changes/previews`, { body: change, ...(signal ? { signal } : {}) });
}

export function changePrices(number: string, change: PriceChange, attempt: Attempt): Promise<Outcome> {
  return request('POST', `${path}/${number}/price-changes`, { body: change, ...attempted(attempt) });
}

export function previewLines(number: string, change: LineChange, signal?: AbortSignal): Promise<Outcome> {
  return request('POST', `${path}/${number}/line-changes/previews`, { body: change, ...(signal ? { signal } : {}) });
}

export function changeLines(number: string, change: LineChange, attempt: Attempt): Promise<Outcome> {
  return request('POST', `${path}/${number}/line-changes`, { body: change, ...attempted(attempt) });
}

/** What was added and is not paid is taken back at once. */
export function takeBackAddition(number: string): Promise<void> {
  return request('POST', `${path}/${number}/addition/withdrawal`, { body: {} });
}

export interface FoundProduct {
  slug: string;
  name: string;
}

export type Variant = Schema<'CatalogVariantView'>;

/** Products on sale, as shoppers find them. */
export function findProducts(q: string, signal?: AbortSignal): Promise<{ items: FoundProduct[] }> {
  return request('GET', '/api/store/v1/products', { query: { q, limit: 8 }, ...(signal ? { signal } : {}) });
}

export function fetchVariants(slug: string): Promise<Schema<'CatalogProductView'>> {
  return request('GET', `/api/store/v1/products/${encodeURIComponent(slug)}`);
}

export function changeAddress(number: string, address: Address): Promise<void> {
  return request('PUT', `${path}/${number}/address`, { body: address });
}

/** The buyer may pick it up: the shop shows a code on the order's page. */
export function readyForPickUp(number: string): Promise<void> {
  return request('POST', `${path}/${number}/pick-up/readiness`, { body: {} });
}

export function handOver(number: string, code: string): Promise<void> {
  return request('POST', `${path}/${number}/pick-up/hand-over`, { body: { code } });
}

/** Carriers whose parcels can be followed; any other name may be typed. */
export function fetchCarriers(): Promise<Page<{ code: string; name: string }>> {
  return request('GET', '/api/admin/v1/carriers');
}

/** Where an order stands, in words and in a tone; a state we do not know is shown as the server names it. */
export const statusTexts = {
  unpaid: ['待付款', 'Unpaid'],
  paid: ['待发货', 'To ship'],
  'partially-shipped': ['部分发货', 'Partly shipped'],
  shipped: ['已发货', 'Shipped'],
  delivered: ['已送达', 'Delivered'],
  received: ['已收货', 'Received'],
  refunded: ['已退款', 'Refunded'],
  cancelled: ['已取消', 'Cancelled'],
} satisfies Record<string, Pair>;

export type OrderStatus = keyof typeof statusTexts;

export const statuses = Object.keys(statusTexts) as OrderStatus[];

export const isStatus = (status: string): status is OrderStatus => Object.hasOwn(statusTexts, status);

const tones: Record<OrderStatus, Tone> = {
  unpaid: 'warning',
  paid: 'info',
  'partially-shipped': 'info',
  shipped: 'success',
  delivered: 'success',
  received: 'neutral',
  refunded: 'neutral',
  cancelled: 'neutral',
};

export const toneOf = (status: string): Tone => (isStatus(status) ? tones[status] : 'neutral');

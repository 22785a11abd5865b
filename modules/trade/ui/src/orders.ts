import { request, type Money, type Page, type Pair, type Tone } from 'kontor/sdk';

export type OrderStatus = 'unpaid' | 'paid' | 'partially-shipped' | 'shipped' | 'received' | 'cancelled';

export interface OrderSummary {
  number: string;
  status: OrderStatus;
  placedAt: string;
  contact: Contact;
  units: number;
  total: Money;
}

export interface Contact {
  name?: string | null;
  email?: string | null;
  phone?: string | null;
}

export interface Address {
  name?: string | null;
  phone?: string | null;
  country?: string | null;
  region?: string | null;
  city?: string | null;
  district?: string | null;
  line1?: string | null;
  line2?: string | null;
  postcode?: string | null;
}

export interface Adjustment {
  reason: string;
  amount: Money;
}

export interface OrderLine {
  lineId: string;
  sku: string;
  name: Record<string, string>;
  image?: string;
  options: Record<string, string>;
  shipped: number;
  quantity: number;
  unitPrice: Money;
  total: Money;
  adjustments: Adjustment[];
}

export interface OrderPayment {
  paymentId: string;
  method: string;
  status: string;
  amount: Money;
  refunded: Money;
  at: string;
}

export interface OrderShipment {
  shipmentId: string;
  carrier: string;
  trackingNumber: string;
  trackingUrl?: string | null;
  dispatchedAt: string;
  lines: { sku: string; quantity: number }[];
}

export interface TimelineEntry {
  at: string;
  what: string;
  who: string;
  detail: string;
}

export interface Order extends OrderSummary {
  address: Address;
  deliveryMethod: string;
  deliveryName: string;
  note?: string | null;
  lines: OrderLine[];
  totals: { goods: Money; delivery: Money; discount: Money; tax: Money; total: Money };
  payments: OrderPayment[];
  shipments: OrderShipment[];
  timeline: TimelineEntry[];
  shippable: boolean;
  cancellable: boolean;
}

export interface OrderFilter {
  status?: string | undefined;
  q?: string | undefined;
  sort?: string | undefined;
}

const path = '/api/admin/v1/orders';

export const orderKey = (number: string) => ['orders', number];

export function fetchOrders(filter: OrderFilter, cursor: string | undefined, signal?: AbortSignal, limit = 50): Promise<Page<OrderSummary>> {
  return request('GET', path, { query: { ...filter, cursor, limit }, ...(signal ? { signal } : {}) });
}

export function fetchOrder(number: string): Promise<Order> {
  return request('GET', `${path}/${number}`);
}

export interface Parcel {
  carrier: string;
  trackingNumber: string;
  /** What the parcel holds; all that is left when it is not said. */
  lines?: { sku: string; quantity: number }[];
}

export function shipOrder(number: string, shipment: Parcel, idempotencyKey: string): Promise<void> {
  return request('POST', `${path}/${number}/shipments`, { body: shipment, idempotencyKey });
}

export function cancelOrder(number: string, reason: string): Promise<void> {
  return request('POST', `${path}/${number}/cancellation`, { body: { reason } });
}

/** Carriers whose parcels can be followed; any other name may be typed. */
export function fetchCarriers(): Promise<Page<{ code: string; name: string }>> {
  return request('GET', '/api/admin/v1/carriers');
}

export const statusTexts = {
  unpaid: ['待付款', 'Unpaid'],
  paid: ['待发货', 'To ship'],
  'partially-shipped': ['部分发货', 'Partly shipped'],
  shipped: ['已发货', 'Shipped'],
  received: ['已收货', 'Received'],
  cancelled: ['已取消', 'Cancelled'],
} satisfies Record<OrderStatus, Pair>;

export const statuses = Object.keys(statusTexts) as OrderStatus[];

export const statusTones: Record<OrderStatus, Tone> = {
  unpaid: 'warning',
  paid: 'info',
  'partially-shipped': 'info',
  shipped: 'success',
  received: 'neutral',
  cancelled: 'neutral',
};

import { request, type Page, type Pair, type Schema, type Tone } from 'kontor/sdk';

export type ReturnRow = Schema<'AftersalesStaffReturnRow'>;
export type Return = Schema<'AftersalesStaffReturn'>;
export type ReturnLine = Schema<'AftersalesStaffReturnLine'>;
export type Windows = Schema<'AftersalesWindowEndpointWindows'>;
/** What was in a parcel, line by line. */
export type Receipt = Schema<'AftersalesStaffReturnEndpointReceipt'>;

export interface ReturnFilter {
  status?: string | undefined;
  kind?: string | undefined;
  waiting?: string | undefined;
  q?: string | undefined;
}

const path = '/api/admin/v1/returns';

export const returnKey = (number: string) => ['returns', number];

export function fetchReturns(filter: ReturnFilter, cursor: string | undefined, signal?: AbortSignal, limit = 50): Promise<Page<ReturnRow>> {
  return request('GET', path, { query: { ...filter, cursor, limit }, ...(signal ? { signal } : {}) });
}

export function fetchReturn(number: string): Promise<Return> {
  return request('GET', `${path}/${number}`);
}

export const photoOf = (number: string, photoId: string) => `${path}/${number}/photos/${photoId}`;

/** What staff does with a request; each answers the request as it stands afterwards. */
export type Step =
  | { action: 'approval' | 'refund'; body: { note: string } }
  | { action: 'rejection'; body: { reason: string } }
  | { action: 'question'; body: { words: string } }
  | { action: 'receipt'; body: Receipt }
  | { action: 'parcel-back'; body: { carrier: string; trackingNumber: string } };

export function take(number: string, { action, body }: Step): Promise<Return> {
  return request('POST', `${path}/${number}/${action}`, { body });
}

/** Carriers whose parcels can be followed; any other name may be typed. */
export function fetchCarriers(): Promise<Page<{ code: string; name: string }>> {
  return request('GET', '/api/admin/v1/carriers');
}

export type Choices = Schema<'AftersalesChoices'>;
export type Quote = Schema<'AftersalesQuote'>;
export type Replacement = Schema<'AftersalesReplacement'>;
/** What staff asks for a buyer. */
export type WantedForBuyer = Schema<'AftersalesRequestForBuyerEndpointReturnForBuyer'>;

const ofOrder = (orderNumber: string) => `/api/admin/v1/orders/${orderNumber}/returns`;

export function fetchChoices(orderNumber: string): Promise<Choices> {
  return request('GET', `${ofOrder(orderNumber)}/choices`);
}

export function fetchReplacements(orderNumber: string): Promise<Page<Replacement>> {
  return request('GET', `${ofOrder(orderNumber)}/replacements`);
}

export function quoteForBuyer(orderNumber: string, wanted: WantedForBuyer): Promise<Quote> {
  return request('POST', `${ofOrder(orderNumber)}/quote`, { body: wanted });
}

/** @param attempt the same for every try at the same request */
export function askForBuyer(orderNumber: string, wanted: WantedForBuyer, attempt: string): Promise<Return> {
  return request('POST', ofOrder(orderNumber), { body: wanted, idempotencyKey: attempt });
}

export type Place = Schema<'InventoryPlace'>;

/** The shop's locations, where a parcel can be received. */
export function fetchPlaces(): Promise<Page<Place>> {
  return request('GET', '/api/admin/v1/return-places');
}

const windows = '/api/admin/v1/return-windows';

export function fetchWindows(): Promise<Windows> {
  return request('GET', windows);
}

export function putWindow(category: string, days: number): Promise<void> {
  return request('PUT', `${windows}/${category}`, { body: { days } });
}

export function removeWindow(category: string): Promise<void> {
  return request('DELETE', `${windows}/${category}`);
}

/** Where a request stands, in words and in a tone. */
export const statusTexts = {
  requested: ['待处理', 'To answer'],
  asked: ['待买家回复', 'Buyer to answer'],
  'to-pay': ['待买家补差价', 'Buyer to pay'],
  approved: ['待买家寄回', 'Buyer to send'],
  sent: ['寄回途中', 'On its way here'],
  received: ['待处理退件', 'To handle'],
  refunding: ['退款中', 'Refunding'],
  'sending-back': ['寄出中', 'Sending back'],
  refunded: ['已退款', 'Refunded'],
  completed: ['已完成', 'Done'],
  rejected: ['已拒绝', 'Rejected'],
  cancelled: ['买家撤销', 'Withdrawn'],
  closed: ['超时关闭', 'Closed'],
} satisfies Record<string, Pair>;

export type ReturnStatus = keyof typeof statusTexts;

export const statuses = Object.keys(statusTexts) as ReturnStatus[];

export const isStatus = (status: string): status is ReturnStatus => Object.hasOwn(statusTexts, status);

const tones: Record<ReturnStatus, Tone> = {
  requested: 'warning',
  asked: 'info',
  'to-pay': 'info',
  approved: 'info',
  sent: 'info',
  received: 'warning',
  refunding: 'info',
  'sending-back': 'info',
  refunded: 'success',
  completed: 'success',
  rejected: 'neutral',
  cancelled: 'neutral',
  closed: 'neutral',
};

export const toneOf = (status: string): Tone => (isStatus(status) ? tones[status] : 'neutral');

export const kindTexts = {
  'leave-out': ['退未发货', 'Leave out'],
  'refund-only': ['仅退款', 'Refund only'],
  return: ['退货退款', 'Return'],
  exchange: ['换货', 'Exchange'],
  repair: ['维修', 'Repair'],
} satisfies Record<string, Pair>;

export type Kind = keyof typeof kindTexts;

export const kinds = Object.keys(kindTexts) as Kind[];

export const isKind = (kind: string): kind is Kind => Object.hasOwn(kindTexts, kind);

/** Kinds without a parcel: agreeing to them gives the money. */
export const isAtOnce = (kind: string) => kind === 'refund-only' || kind === 'leave-out';

import { request, type Schema } from 'kontor/sdk';
import type { Address } from './orders';

export type Customer = Schema<'IdentityShopper'>;
export type Cart = Schema<'TradeCart'>;
export type Quote = Schema<'TradeQuote'>;
export type Placed = Schema<'TradeOrderDeskEndpointPlaced'>;
export type QuoteWanted = Schema<'TradeOrderDeskEndpointQuoteWanted'>;
export type BookedAddress = Address & { id: string; isDefault: boolean };
export type OrderWanted = Schema<'TradeOrderDeskEndpointOrderWanted'>;

const carts = '/api/store/v1/carts';

export function findCustomer(login: string): Promise<Customer> {
  return request('GET', '/api/admin/v1/order-desk/customers', { query: { login } });
}

export function openCart(): Promise<Cart> {
  return request('POST', carts, { body: {} });
}

export function addToCart(cartId: string, sku: string): Promise<Cart> {
  return request('POST', `${carts}/${cartId}/lines`, { body: { sku, quantity: 1 } });
}

/** 0 removes the line. */
export function setQuantity(cartId: string, lineId: string, quantity: number): Promise<Cart> {
  return request('PATCH', `${carts}/${cartId}/lines/${lineId}`, { body: { quantity } });
}

/** As the customer would be quoted, whose share of limited goods counts. */
export function quoteCart(wanted: Omit<QuoteWanted, 'address'> & { address: Partial<Address> }, signal: AbortSignal): Promise<Quote> {
  return request('POST', '/api/admin/v1/order-desk/quotes', { body: wanted, signal });
}

export async function fetchAddresses(accountId: string): Promise<BookedAddress[]> {
  const { items } = await request<{ items: BookedAddress[] }>('GET', `/api/admin/v1/customers/${accountId}/addresses`);
  return items;
}

export function placeOrder(wanted: OrderWanted, idempotencyKey: string): Promise<Placed> {
  return request('POST', '/api/admin/v1/orders', { body: wanted, idempotencyKey });
}

/** The link by which the customer sees and pays an order. */
export function fetchLink(number: string): Promise<Placed> {
  return request('GET', `/api/admin/v1/orders/${number}/link`);
}

export const addressOf = (placed: Placed) => location.origin + placed.path;

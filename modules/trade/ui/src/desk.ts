import { request, type Schema } from 'kontor/sdk';
import type { Address } from './orders';

export type Customer = Schema<'IdentityShopper'>;
export type Cart = Schema<'TradeCart'>;
export type Quote = Schema<'TradeQuote'>;
export type Placed = Schema<'TradeOrderDeskEndpointPlaced'>;
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

export function quoteCart(
  cartId: string,
  wanted: { address: Partial<Address>; deliveryMethod: string | null },
  signal: AbortSignal,
): Promise<Quote> {
  return request('POST', `${carts}/${cartId}/quote`, { body: wanted, signal });
}

export function placeOrder(wanted: OrderWanted, idempotencyKey: string): Promise<Placed> {
  return request('POST', '/api/admin/v1/orders', { body: wanted, idempotencyKey });
}

/** The link by which the customer sees and pays an order. */
export function fetchLink(number: string): Promise<Placed> {
  return request('GET', `/api/admin/v1/orders/${number}/link`);
}

export const addressOf = (placed: Placed) => location.origin + placed.path;

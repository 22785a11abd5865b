import { request, requestVersioned, type Money, type Page } from 'kontor/sdk';

export interface DeliveryMethod {
  code: string;
  name: { zh?: string; en?: string };
  description: { zh?: string; en?: string };
  price: Money;
  perKilogram: Money;
  freeFrom?: Money | null;
  daysMin: number;
  daysMax: number;
  active: boolean;
}

const path = '/api/admin/v1/delivery-methods';

export function fetchMethods(): Promise<Page<DeliveryMethod>> {
  return request('GET', path);
}

export function fetchMethod(code: string): Promise<{ value: DeliveryMethod; version: string }> {
  return requestVersioned(`${path}/${code}`);
}

export function changeMethod(method: DeliveryMethod, version: string): Promise<DeliveryMethod> {
  return request('PUT', `${path}/${method.code}`, { body: method, ifMatch: version });
}

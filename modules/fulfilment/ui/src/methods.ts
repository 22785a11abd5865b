import { request, requestVersioned, type Page, type Schema } from 'kontor/sdk';

export type DeliveryMethod = Schema<'FulfilmentDeliveryMethod'>;

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

import { request, requestVersioned, type Money, type Page, type Schema } from 'kontor/sdk';

export type DeliveryMethod = Schema<'FulfilmentDeliveryMethod'>;
export type Zone = Schema<'FulfilmentDeliveryMethodZone'>;
export type Area = Schema<'FulfilmentDeliveryMethodArea'>;
export type Tier = Schema<'FulfilmentDeliveryMethodTier'>;
export type Goods = Schema<'FulfilmentRateRequest'>;
export type Tried = Schema<'FulfilmentDeliveryMethodEndpointTried'>;
export type Step = Schema<'FulfilmentStep'>;

const path = '/api/admin/v1/delivery-methods';

export function fetchMethods(): Promise<Page<DeliveryMethod>> {
  return request('GET', path);
}

export function fetchMethod(code: string): Promise<{ value: DeliveryMethod; version: string }> {
  return requestVersioned(`${path}/${code}`);
}

/** @param version none for a method that is new */
export function saveMethod(method: DeliveryMethod, version?: string): Promise<DeliveryMethod> {
  return version ? request('PUT', `${path}/${method.code}`, { body: method, ifMatch: version }) : request('POST', path, { body: method });
}

/** What goods would cost by a method as it stands in the editor. */
export function tryOut(method: DeliveryMethod, goods: Goods, signal: AbortSignal): Promise<Tried> {
  return request('POST', `${path}/try-out`, { body: { method, goods }, signal });
}

export const anywhere = '*';

export function newArea(country = 'CN'): Area {
  return { country, regions: [], postcodes: [] };
}

export function newZone(currency: string): Zone {
  return {
    name: { zh: '', en: '' },
    areas: [newArea()],
    basis: 'WEIGHT',
    tiers: [{ upTo: 1000, price: sum('0.00', currency) }],
    further: { step: 1000, price: sum('0.00', currency) },
    freeFrom: null,
    remoteAreas: [],
    remoteSurcharge: null,
  };
}

export const sum = (amount: string, currency: string): Money => ({ amount, currency });

/** How many digits a currency has behind the point. */
export function decimals(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** 850 g and 1.5 kg, or 850 cm³ and 1.5 l. */
export function measure(basis: Zone['basis'], amount: number): string {
  if (basis === 'VOLUME') return amount < 1000 ? `${amount} cm³` : `${amount / 1000} l`;
  return amount < 1000 ? `${amount} g` : `${amount / 1000} kg`;
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Every country by name, the home country first. */
export function countries(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const others = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => code !== 'CN' && !['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO'].includes(code) && names.of(code))
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  return [{ value: 'CN', label: names.of('CN') ?? 'CN' }, ...others];
}

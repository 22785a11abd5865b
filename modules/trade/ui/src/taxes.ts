import { request, type Schema } from 'kontor/sdk';

export type TaxRates = Schema<'TradeTaxRateEndpointRates'>;
export type TaxRate = Schema<'TradeTaxRateEndpointRate'>;
export type TaxRateWanted = Schema<'TradeTaxRateEndpointWanted'>;

const path = '/api/admin/v1/tax-rates';

export function fetchTaxRates(): Promise<TaxRates> {
  return request('GET', path);
}

export function putTaxRate(rate: TaxRateWanted): Promise<void> {
  return request('PUT', path, { body: rate });
}

export function removeTaxRate(id: string): Promise<void> {
  return request('DELETE', `${path}/${id}`);
}

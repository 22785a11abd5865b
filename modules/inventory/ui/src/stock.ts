import { request, type Language, type Page, type Pair, type Schema } from 'kontor/sdk';

export type Stock = Schema<'InventoryStock'>;
export type Movement = Schema<'InventoryMovement'>;
export type Location = Schema<'InventoryLocation'>;
export type LocationDraft = Schema<'InventoryLocationEndpointDraft'>;
export type StockDocument = Schema<'InventoryStockDocument'>;
export type CountSheet = Schema<'InventoryDocumentStoreCountSheet'>;
export type SheetDetail = Schema<'InventoryDocumentEndpointSheetDetail'>;

const path = '/api/admin/v1/stock';
const ofSku = (sku: string) => `${path}/${encodeURIComponent(sku)}`;

export interface StockFilter {
  q?: string | undefined;
  location?: string | undefined;
  state?: string | undefined;
}

export function fetchStock(filter: StockFilter, cursor: string | undefined, signal?: AbortSignal, limit = 50): Promise<Page<Stock>> {
  return request('GET', path, { query: { ...filter, cursor, limit }, ...(signal ? { signal } : {}) });
}

export function fetchStockOf(sku: string): Promise<Page<Stock>> {
  return request('GET', path, { query: { skus: sku } });
}

export function fetchMovements(
  sku: string,
  location: string | undefined,
  cursor: string | undefined,
  signal?: AbortSignal,
  limit = 50,
): Promise<Page<Movement>> {
  return request('GET', `${ofSku(sku)}/movements`, { query: { location, cursor, limit }, ...(signal ? { signal } : {}) });
}

export function fetchLocations(): Promise<Page<Location>> {
  return request('GET', `${path}/locations`);
}

export function saveLocation(code: string, draft: LocationDraft): Promise<void> {
  return request('PUT', `${path}/locations/${encodeURIComponent(code)}`, { body: draft });
}

export function bookDocument(document: StockDocument): Promise<void> {
  return request('POST', `${path}/documents`, { body: document });
}

export function keepBack(sku: string, safety: { location: string; units: number }): Promise<void> {
  return request('PUT', `${ofSku(sku)}/safety`, { body: safety });
}

const sheets = `${path}/count-sheets`;

export function fetchSheets(cursor: string | undefined, signal?: AbortSignal): Promise<Page<CountSheet>> {
  return request('GET', sheets, { query: { cursor, limit: 50 }, ...(signal ? { signal } : {}) });
}

export function openSheet(sheet: { sheetId: string; location: string; skus: string[] }): Promise<SheetDetail> {
  return request('POST', sheets, { body: sheet });
}

export function fetchSheet(sheetId: string): Promise<SheetDetail> {
  return request('GET', `${sheets}/${sheetId}`);
}

export function saveCounts(sheetId: string, counted: Record<string, number>): Promise<SheetDetail> {
  return request('PUT', `${sheets}/${sheetId}/counts`, { body: { counted } });
}

export function bookSheet(sheetId: string): Promise<SheetDetail> {
  return request('POST', `${sheets}/${sheetId}/booking`);
}

export function dropSheet(sheetId: string): Promise<void> {
  return request('DELETE', `${sheets}/${sheetId}`);
}

export const nameOf = (location: Location, language: Language) => (language === 'zh-CN' ? location.nameZh : location.nameEn);

/** Where a movement's document is found, if a screen shows it. */
export const sheetOf = (movement: Movement) =>
  movement.cause === 'count' && movement.documentId ? `/inventory/counts/${movement.documentId}` : undefined;

export const causes: Record<string, Pair> = {
  receipt: ['入库', 'Receipt'],
  correction: ['更正', 'Correction'],
  import: ['导入', 'Import'],
  reservation: ['订单预占', 'Held for an order'],
  release: ['释放', 'Released'],
  expiry: ['超时释放', 'Hold ran out'],
  shipment: ['发货', 'Shipped'],
  return: ['退货入库', 'Returned'],
  'write-off': ['报损', 'Written off'],
  transfer: ['调拨', 'Transfer'],
  count: ['盘点', 'Count'],
};

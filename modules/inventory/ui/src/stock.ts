import { request, type Language, type Page, type Pair, type Schema } from 'kontor/sdk';

export type Stock = Schema<'InventoryStock'>;
export type Movement = Schema<'InventoryMovement'>;
export type Location = Schema<'InventoryLocation'>;
export type LocationDraft = Schema<'InventoryLocationEndpointDraft'>;
export type StockDocument = Schema<'InventoryStockDocument'>;
export type CountSheet = Schema<'InventoryDocumentStoreCountSheet'>;
export type Backlog = Schema<'InventoryBacklogStoreBacklog'>;
export type Policy = Schema<'InventoryBacklogStorePolicy'>;
export type PolicyDetail = Schema<'InventoryBacklogEndpointPolicyDetail'>;
export type PolicyDraft = Schema<'InventorySetPolicyWanted'>;
export type Waiting = Schema<'InventoryBacklogStoreWaiting'>;
export type DocumentDetail = Schema<'InventoryDocumentEndpointDocumentDetail'>;
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

export function fetchPolicy(sku: string): Promise<PolicyDetail> {
  return request('GET', `${ofSku(sku)}/policy`);
}

export function savePolicy(sku: string, draft: PolicyDraft): Promise<PolicyDetail> {
  return request('PUT', `${ofSku(sku)}/policy`, { body: draft });
}

export function fetchBacklog(overdue: boolean, cursor: string | undefined, signal?: AbortSignal, limit = 50): Promise<Page<Backlog>> {
  return request('GET', `${path}/backlog`, { query: { overdue: String(overdue), cursor, limit }, ...(signal ? { signal } : {}) });
}

export function fetchWaiting(sku: string): Promise<Page<Waiting>> {
  return request('GET', `${ofSku(sku)}/backlog`, { query: { limit: 50 } });
}

export function fetchDocument(id: string): Promise<DocumentDetail> {
  return request('GET', `${path}/documents/${encodeURIComponent(id)}`);
}

/** Whether the API knows it; what cannot be seen is not there. */
async function exists(address: string): Promise<boolean> {
  try {
    await request('GET', address);
    return true;
  } catch {
    return false;
  }
}

/** The screen of another part of the shop where a document is at home, or null. An exchange sets goods aside as an order does. */
export async function screenOf(document: DocumentDetail | undefined): Promise<string | null> {
  if (document?.kind === 'count') return `/inventory/counts/${document.id}`;
  const id = document?.orderId ?? (document?.kind === 'return' ? document.id : null);
  if (!document || !id) return null;
  if (document.kind !== 'return' && (await exists(`/api/admin/v1/orders/${id}`))) return `/trade/orders/${id}`;
  return (await exists(`/api/admin/v1/returns/${id}`)) ? `/aftersales/returns/${id}` : null;
}

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

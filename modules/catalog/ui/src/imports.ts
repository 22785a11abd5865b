import { request, upload, type Page, type Pair, type Schema, type Tone } from 'kontor/sdk';

export type ImportStatus = Import['status'];

export type ImportColumn = Schema<'CatalogImportViewColumnView'>;
/** An import with what its files hold and how far it is; `obstacle` is what still stands in the way of starting. */
export type Import = Schema<'CatalogImportView'>;
/** What a person says about the files; what is left out stays as it is. */
export type Wanted = Schema<'CatalogImportEndpointWantedMapping'>;
export type RowError = Schema<'CatalogImportEndpointFaultView'>;
const path = '/api/admin/v1/imports';

export const importKey = (importId: string) => ['imports', importId];

export function fetchImports(cursor: string | undefined, signal: AbortSignal): Promise<Page<Import>> {
  return request('GET', path, { query: { cursor, limit: 50 }, signal });
}

export function fetchImport(importId: string): Promise<Import> {
  return request('GET', `${path}/${importId}`);
}

export function uploadImport(files: File[], onProgress: (share: number) => void): Promise<Import> {
  const form = new FormData();
  for (const file of files) form.append('file', file);
  return upload(path, form, onProgress);
}

/** Pictures that the files name, each under its own name with folders. */
export function uploadPictures(importId: string, pictures: File[], onProgress: (share: number) => void): Promise<void> {
  const form = new FormData();
  for (const picture of pictures) form.append('file', picture, picture.webkitRelativePath || picture.name);
  return upload(`${path}/${importId}/pictures`, form, onProgress);
}

export function changeImport(importId: string, wanted: Wanted): Promise<Import> {
  return request('PUT', `${path}/${importId}/mapping`, { body: wanted });
}

export function startImport(importId: string): Promise<Import> {
  return request('POST', `${path}/${importId}/start`);
}

export function cancelImport(importId: string): Promise<Import> {
  return request('POST', `${path}/${importId}/cancellation`);
}

export function fetchErrors(importId: string, cursor: string | undefined, signal: AbortSignal): Promise<Page<RowError>> {
  return request('GET', `${path}/${importId}/errors`, { query: { cursor, limit: 50 }, signal });
}

export const errorsFile = (importId: string) => `${path}/${importId}/errors.csv`;

export const statusTexts = {
  MAPPING: ['待确认', 'To confirm'],
  RUNNING: ['导入中', 'Running'],
  DONE: ['已完成', 'Done'],
  FAILED: ['失败', 'Failed'],
  CANCELLED: ['已停止', 'Stopped'],
} satisfies Record<ImportStatus, Pair>;

export const statusTones: Record<ImportStatus, Tone> = {
  MAPPING: 'warning',
  RUNNING: 'info',
  DONE: 'success',
  FAILED: 'danger',
  CANCELLED: 'neutral',
};

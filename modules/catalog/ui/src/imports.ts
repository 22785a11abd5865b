import { request, upload, type Page, type Pair, type Tone } from 'kontor/sdk';

export type ImportStatus = 'MAPPING' | 'RUNNING' | 'DONE' | 'FAILED';

export interface ImportColumn {
  name: string;
  samples: string[];
  field?: string | null;
}

export interface ImportSummary {
  importId: string;
  fileName: string;
  status: ImportStatus;
  startedAt: string;
  startedBy?: string;
  rows: number;
  read: number;
  products: number;
  failed: number;
}

export interface Import extends ImportSummary {
  profile: string;
  columns: ImportColumn[];
  fields: string[];
  detail?: string;
}

export interface RowError {
  line: number;
  column?: string;
  reason: string;
}

const path = '/api/admin/v1/imports';

export const importKey = (importId: string) => ['imports', importId];

export function fetchImports(cursor: string | undefined, signal: AbortSignal): Promise<Page<ImportSummary>> {
  return request('GET', path, { query: { cursor, limit: 50 }, signal });
}

export function fetchImport(importId: string): Promise<Import> {
  return request('GET', `${path}/${importId}`);
}

export function uploadImport(file: File, onProgress: (share: number) => void): Promise<Import> {
  const form = new FormData();
  form.set('file', file);
  return upload(path, form, onProgress);
}

export function startImport(importId: string, columns: ImportColumn[]): Promise<Import> {
  const mapping = Object.fromEntries(columns.filter(({ field }) => field).map(({ name, field }) => [name, field]));
  return request('POST', `${path}/${importId}/start`, { body: { mapping } });
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
} satisfies Record<ImportStatus, Pair>;

export const statusTones: Record<ImportStatus, Tone> = { MAPPING: 'warning', RUNNING: 'info', DONE: 'success', FAILED: 'danger' };

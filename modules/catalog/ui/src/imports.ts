import { request, upload, type Page, type Pair, type Tone } from 'kontor/sdk';

export type ImportStatus = 'MAPPING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

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
  startedBy: string;
  rows: number;
  read: number;
  products: number;
  failed: number;
}

export interface Import extends ImportSummary {
  /** Whether all rows have been laid out by product; only then products are made of them. */
  staged: boolean;
  rowsStaged: number;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  picturesMissing: number;
  /** The layout that was recognised: `plain`, `magento`, `litemall`. */
  profile: string;
  currency?: string | null;
  rate?: number | null;
  language?: string | null;
  columns: ImportColumn[];
  fields: string[];
  /** What still stands in the way of starting. */
  obstacle?: string | null;
  detail?: string | null;
}

/** What a person says about the files; what is left out stays as it is. */
export interface Wanted {
  mapping?: Record<string, string>;
  currency?: string;
  rate?: number;
  language?: string;
}

export interface RowError {
  file: string;
  line: number;
  column?: string | null;
  product?: string | null;
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

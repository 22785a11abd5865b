import type { components } from './contract';
import { Problem, unreachable, type ProblemDetail } from './problem';

/** A document of the REST API, as the generated contract describes it. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export interface Page<Row> {
  items: Row[];
  next?: string | null;
  total?: number | null;
}

type Query = Record<string, string | number | boolean | null | undefined>;

export interface Call {
  query?: Query;
  body?: unknown;
  /** Names the attempt: the same key sent again gets the first answer again. */
  idempotencyKey?: string;
  /** The version the change was made on; the server refuses when somebody else was faster. */
  ifMatch?: string;
  signal?: AbortSignal;
  accept?: string;
}

const listeners = new Set<() => void>();

/** Calls `listener` when the server says that the session has ended. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function headers(call: Call = {}): Record<string, string> {
  return {
    Accept: call.accept ?? 'application/json, application/problem+json',
    'Accept-Language': localStorage.getItem('kontor.language') ?? navigator.language,
    ...(call.idempotencyKey ? { 'Idempotency-Key': call.idempotencyKey } : {}),
    ...(call.ifMatch ? { 'If-Match': call.ifMatch } : {}),
  };
}

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

export async function problemOf(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('Content-Type')?.includes('problem+json');
  const problem = isProblem ? new Problem((await response.json()) as ProblemDetail) : unreachable(response.status);
  if (problem.code === 'sign-in-required') listeners.forEach((listener) => listener());
  return problem;
}

async function send(method: string, path: string, call: Call): Promise<Response> {
  const isForm = call.body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(withQuery(path, call.query), {
      method,
      headers: { ...headers(call), ...(call.body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }) },
      body: call.body === undefined ? null : isForm ? (call.body as FormData) : JSON.stringify(call.body),
      signal: call.signal ?? null,
    });
  } catch (failure) {
    if (call.signal?.aborted) throw failure;
    throw unreachable();
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** Calls the REST API; a refusal is thrown as a {@link Problem}. */
export async function request<Answer>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, call: Call = {}): Promise<Answer> {
  const response = await send(method, path, call);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as Answer;
}

/** Reads a resource together with the version (`ETag`) that a later change must name. */
export async function requestVersioned<Answer>(path: string, call: Call = {}): Promise<{ value: Answer; version: string }> {
  const response = await send('GET', path, call);
  return { value: (await response.json()) as Answer, version: response.headers.get('ETag') ?? '' };
}

/** Reads a file, whole: one that was broken off on the way is not kept. */
export async function requestFile(path: string, query: Query | URLSearchParams = {}): Promise<Blob> {
  const address = query instanceof URLSearchParams ? `${path}?${query}` : withQuery(path, query);
  const response = await send('GET', address, { accept: 'text/csv, application/pdf, application/problem+json' });
  try {
    return await response.blob();
  } catch {
    throw unreachable();
  }
}

/** Sends a file and tells how much of it has left, from 0 to 1. */
export function upload<Answer>(path: string, form: FormData, onProgress: (share: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', path);
    for (const [name, value] of Object.entries(headers())) sending.setRequestHeader(name, value);
    sending.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    sending.onerror = () => reject(unreachable());
    sending.onload = () => {
      if (sending.status < 300) {
        resolve((sending.responseText ? JSON.parse(sending.responseText) : undefined) as Answer);
      } else {
        const answer = new Response(sending.responseText, {
          status: sending.status,
          headers: { 'Content-Type': sending.getResponseHeader('Content-Type') ?? '' },
        });
        void problemOf(answer).then(reject, reject);
      }
    };
    sending.send(form);
  });
}

import { request, type Page } from 'kontor/sdk';

/** An event that a handler has not taken yet: it waits for another try, or it is parked until somebody replays it. */
export interface WaitingEvent {
  listener: string;
  source: string;
  eventId: number;
  handler: string;
  type: string;
  key: string;
  payload: string;
  attempts: number;
  nextAt: string;
  parkedAt?: string | null;
  lastError: string;
}

export const eventId = (event: WaitingEvent) => [event.listener, event.source, event.eventId, event.handler].join('/');

export function fetchWaitingEvents(): Promise<Page<WaitingEvent>> {
  return request('GET', '/api/admin/v1/events/parked');
}

export function replayEvent(event: WaitingEvent): Promise<void> {
  const { listener, source, handler } = event;
  const path = [listener, source, event.eventId, handler].map((part) => encodeURIComponent(part)).join('/');
  return request('POST', `/api/admin/v1/events/parked/${path}/replay`);
}

export interface LoggedRequest {
  at: string;
  traceId: string;
  accountId?: string | null;
  accountKind: string;
  address?: string | null;
  browser: string;
  language: string;
  method: string;
  route: string;
  status: number;
  durationUs: number;
}

export interface LogFilter {
  statusFrom?: string | undefined;
  accountId?: string | undefined;
}

export function fetchAccessLog(filter: LogFilter, cursor: string | undefined, signal?: AbortSignal, limit = 50): Promise<Page<LoggedRequest>> {
  return request('GET', '/api/admin/v1/access-log', { query: { ...filter, cursor, limit }, ...(signal ? { signal } : {}) });
}

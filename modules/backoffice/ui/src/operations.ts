import { request, type Page, type Schema } from 'kontor/sdk';

/** An event that a handler has not taken yet: it waits for another try, or it is parked until somebody replays it. */
export type WaitingEvent = Schema<'PlatformParkedEventEndpointWaitingEvent'>;

export const eventId = (event: WaitingEvent) => [event.listener, event.source, event.eventId, event.handler].join('/');

export function fetchWaitingEvents(): Promise<Page<WaitingEvent>> {
  return request('GET', '/api/admin/v1/events/parked');
}

export function replayEvent(event: WaitingEvent): Promise<void> {
  const { listener, source, handler } = event;
  const path = [listener, source, event.eventId, handler].map((part) => encodeURIComponent(part)).join('/');
  return request('POST', `/api/admin/v1/events/parked/${path}/replay`);
}

export type LoggedRequest = Schema<'PlatformAccessLogEndpointLoggedRequest'>;

export interface LogFilter {
  statusFrom?: string | undefined;
  accountId?: string | undefined;
}

export function fetchAccessLog(
  filter: LogFilter,
  cursor: string | undefined,
  signal?: AbortSignal,
  limit = 50,
): Promise<Page<LoggedRequest>> {
  return request('GET', '/api/admin/v1/access-log', { query: { ...filter, cursor, limit }, ...(signal ? { signal } : {}) });
}

import { request, requestVersioned, type Page, type Schema } from 'kontor/sdk';

export type Point = Schema<'FulfilmentPointEndpointPoint'>;

const path = '/api/admin/v1/pick-up-points';

export function fetchPoints(): Promise<Page<Point>> {
  return request('GET', path);
}

export function fetchPoint(code: string): Promise<{ value: Point; version: string }> {
  return requestVersioned(`${path}/${code}`);
}

/** @param version none for a point that is new */
export function savePoint(point: Point, version?: string): Promise<Point> {
  return version ? request('PUT', `${path}/${point.code}`, { body: point, ifMatch: version }) : request('POST', path, { body: point });
}

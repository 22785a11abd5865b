import { request, type Page } from 'kontor/sdk';

export interface StaffMember {
  id: string;
  name: string;
  login: string;
  roles: RoleName[];
  active: boolean;
  lastSignInAt?: string | null;
  version: number;
}

export interface RoleName {
  id: string;
  name: string;
}

export interface Role extends RoleName {
  permissions: string[];
  members: number;
  builtIn: boolean;
  version: number;
}

export interface StaffFields {
  name: string;
  login: string;
  roles: string[];
}

/** A member of staff with a password that is shown this once. */
export interface Invited extends StaffMember {
  oneTimePassword: string;
}

const path = '/api/admin/v1/staff';

export function fetchStaff(cursor: string | undefined, signal?: AbortSignal): Promise<Page<StaffMember>> {
  return request('GET', path, { query: { cursor, limit: 50 }, ...(signal ? { signal } : {}) });
}

export function addStaff(fields: StaffFields, idempotencyKey: string): Promise<Invited> {
  return request('POST', path, { body: fields, idempotencyKey });
}

export function changeStaff(
  { id, version }: Pick<StaffMember, 'id' | 'version'>,
  changes: Partial<{ name: string; roles: string[]; active: boolean; resetPassword: boolean }>,
): Promise<Partial<Invited>> {
  return request('PATCH', `${path}/${id}`, { body: changes, ifMatch: `"${version}"` });
}

export function fetchRoles(): Promise<Page<Role>> {
  return request('GET', '/api/admin/v1/roles');
}

export function fetchPermissions(): Promise<Page<string>> {
  return request('GET', '/api/admin/v1/permissions');
}

export function saveRole(changed: Role | undefined, body: Pick<Role, 'name' | 'permissions'>, idempotencyKey: string): Promise<Role> {
  return changed
    ? request('PUT', `/api/admin/v1/roles/${changed.id}`, { body, ifMatch: `"${changed.version}"` })
    : request('POST', '/api/admin/v1/roles', { body, idempotencyKey });
}

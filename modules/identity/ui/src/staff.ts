import { request, type Page } from 'kontor/sdk';

export interface StaffMember {
  id: string;
  name: string;
  login: string;
  roles: RoleName[];
  active: boolean;
  lastSignInAt?: string | null;
}

export interface RoleName {
  id: string;
  name: string;
}

export interface Role extends RoleName {
  permissions: string[];
  members: number;
  builtIn: boolean;
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

export function changeStaff(id: string, changes: Partial<{ name: string; roles: string[]; active: boolean; resetPassword: boolean }>): Promise<Partial<Invited>> {
  return request('PATCH', `${path}/${id}`, { body: changes });
}

export function fetchRoles(): Promise<Page<Role>> {
  return request('GET', '/api/admin/v1/roles');
}

export function fetchPermissions(): Promise<Page<string>> {
  return request('GET', '/api/admin/v1/permissions');
}

export function saveRole(role: { id?: string; name: string; permissions: string[] }, idempotencyKey: string): Promise<Role> {
  const { id, ...body } = role;
  return id ? request('PUT', `/api/admin/v1/roles/${id}`, { body }) : request('POST', '/api/admin/v1/roles', { body, idempotencyKey });
}

import { request, type Page } from 'kontor/sdk';

export interface StaffMember {
  id: string;
  name: string;
  login: string;
  roles: RoleName[];
  active: boolean;
  lastSignInAt?: string | null;
  mustChangePassword: boolean;
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

export interface WantedRole {
  name: string;
  permissions: string[];
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

const versioned = (version: number) => `"${version}"`;

export function changeStaff(member: StaffMember, changes: Partial<{ name: string; roles: string[]; active: boolean; resetPassword: boolean }>): Promise<Partial<Invited>> {
  return request('PATCH', `${path}/${member.id}`, { body: changes, ifMatch: versioned(member.version) });
}

export function fetchRoles(): Promise<Page<Role>> {
  return request('GET', '/api/admin/v1/roles');
}

export function fetchPermissions(): Promise<Page<string>> {
  return request('GET', '/api/admin/v1/permissions');
}

export function addRole(wanted: WantedRole, idempotencyKey: string): Promise<Role> {
  return request('POST', '/api/admin/v1/roles', { body: wanted, idempotencyKey });
}

export function changeRole(role: Role, wanted: WantedRole): Promise<Role> {
  return request('PUT', `/api/admin/v1/roles/${role.id}`, { body: wanted, ifMatch: versioned(role.version) });
}

/** A change that somebody made, with what stood there before and after. */
export interface AuditEntry {
  id: string;
  at: string;
  name: string;
  action: string;
  subject: string;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

export function fetchAudit(subject: string | undefined, cursor: string | undefined, signal?: AbortSignal): Promise<Page<AuditEntry>> {
  return request('GET', '/api/admin/v1/audit', { query: { subject, cursor, limit: 50 }, ...(signal ? { signal } : {}) });
}

import { request, type Page, type Schema } from 'kontor/sdk';

export type StaffMember = Schema<'IdentityStaffStoreStaffMember'>;
export type Role = Schema<'IdentityRoleStoreRole'>;
export type WantedRole = Schema<'IdentitySaveRoleWantedRole'>;
export interface StaffFields {
  name: string;
  login: string;
  roles: string[];
}

/** A member of staff; with the one-time password in the answer to the request that made it. */
export type Invited = Schema<'IdentityStaffEndpointMember'>;
const path = '/api/admin/v1/staff';

export function fetchStaff(cursor: string | undefined, signal?: AbortSignal): Promise<Page<StaffMember>> {
  return request('GET', path, { query: { cursor, limit: 50 }, ...(signal ? { signal } : {}) });
}

export function addStaff(fields: StaffFields, idempotencyKey: string): Promise<Invited> {
  return request('POST', path, { body: fields, idempotencyKey });
}

const versioned = (version: number) => `"${version}"`;

export function changeStaff(member: StaffMember, changes: Schema<'IdentityChangeStaffStaffChange'>): Promise<Invited> {
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
export type AuditEntry = Omit<Schema<'IdentityAuditEntry'>, 'before' | 'after'> & {
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
};

export function fetchAudit(subject: string | undefined, cursor: string | undefined, signal?: AbortSignal): Promise<Page<AuditEntry>> {
  return request('GET', '/api/admin/v1/audit', { query: { subject, cursor, limit: 50 }, ...(signal ? { signal } : {}) });
}

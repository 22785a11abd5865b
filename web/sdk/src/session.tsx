import { createContext, useContext } from 'react';
import type { Schema } from './api';

/**
 * Who is signed in and what they may do; the permission `*` is all of them. `mustChangePassword` is true while the password
 * is a one-time password: nothing else is possible before it is changed.
 */
export type Session = Schema<'IdentityStaffSessionEndpointStaffSession'>;

export const SessionContext = createContext<{ session: Session; signOut: () => Promise<void>; renew: () => Promise<void> } | null>(null);

export function useSession() {
  const value = useContext(SessionContext);
  if (!value) throw new Error('No one is signed in here.');
  return value;
}

export function mayDo(permissions: string[], wanted: string | undefined): boolean {
  return wanted === undefined || permissions.includes(wanted) || permissions.includes('*');
}

/** Tells whether the person signed in has a permission; buttons that would be refused are not shown. */
export function useMay(): (permission: string) => boolean {
  const { session } = useSession();
  return (permission) => mayDo(session.permissions, permission);
}

import type { Screens } from 'kontor/sdk';
import { Audit } from './Audit';
import { Roles } from './Roles';
import { Staff } from './Staff';

export const screens: Screens = {
  '/staff': Staff,
  '/roles': Roles,
  '/audit': Audit,
};

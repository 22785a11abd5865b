import type { Screens } from 'kontor/sdk';
import { Tuning } from './Tuning';

export const screens: Screens = {
  '/tuning': Tuning,
};

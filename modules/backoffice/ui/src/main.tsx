import type { Screens } from 'kontor/sdk';
import { Today } from './Today';

export const screens: Screens = {
  '/': Today,
};

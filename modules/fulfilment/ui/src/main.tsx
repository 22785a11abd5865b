import type { Screens } from 'kontor/sdk';
import { DeliveryMethods } from './DeliveryMethods';

export const screens: Screens = {
  '/methods': DeliveryMethods,
};

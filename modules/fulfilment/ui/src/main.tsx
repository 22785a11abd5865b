import type { Screens } from 'kontor/sdk';
import { DeliveryMethods } from './DeliveryMethods';
import { MethodEditor } from './MethodEditor';

export const screens: Screens = {
  '/methods': DeliveryMethods,
  '/methods/:code': MethodEditor,
};

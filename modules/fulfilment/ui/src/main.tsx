import type { Screens } from 'kontor/sdk';
import { DeliveryMethods } from './DeliveryMethods';
import { MethodEditor } from './MethodEditor';
import { PickUpPoints } from './PickUpPoints';

export const screens: Screens = {
  '/methods': DeliveryMethods,
  '/methods/:code': MethodEditor,
  '/pick-up-points': PickUpPoints,
};

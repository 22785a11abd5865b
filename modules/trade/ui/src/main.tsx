import type { Screens } from 'kontor/sdk';
import { OrderDetail } from './OrderDetail';
import { Orders } from './Orders';

export const screens: Screens = {
  '/orders': Orders,
  '/orders/:number': OrderDetail,
};

import type { Screens } from 'kontor/sdk';
import { OrderDetail } from './OrderDetail';
import { Orders } from './Orders';
import { Taxes } from './Taxes';

export const screens: Screens = {
  '/orders': Orders,
  '/orders/:number': OrderDetail,
  '/taxes': Taxes,
};

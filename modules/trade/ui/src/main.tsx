import type { Screens } from 'kontor/sdk';
import { OrderDetail } from './OrderDetail';
import { Orders } from './Orders';
import { ShipByList } from './ShipByList';
import { Taxes } from './Taxes';

export const screens: Screens = {
  '/orders': Orders,
  '/shipping-list': ShipByList,
  '/orders/:number': OrderDetail,
  '/taxes': Taxes,
};

import type { Screens } from 'kontor/sdk';
import { OrderDesk } from './OrderDesk';
import { OrderDetail } from './OrderDetail';
import { Orders } from './Orders';
import { ShipByList } from './ShipByList';
import { Taxes } from './Taxes';

export const screens: Screens = {
  '/orders': Orders,
  '/order-desk': OrderDesk,
  '/shipping-list': ShipByList,
  '/orders/:number': OrderDetail,
  '/taxes': Taxes,
};

import type { Screens } from 'kontor/sdk';
import { CountSheets } from './CountSheets';
import { CountStock } from './CountStock';
import { Locations } from './Locations';
import { StockList } from './StockList';
import { StockOfSku } from './StockOfSku';

export const screens: Screens = {
  '/stock': StockList,
  '/stock/:sku': StockOfSku,
  '/counts': CountSheets,
  '/counts/:sheet': CountStock,
  '/locations': Locations,
};

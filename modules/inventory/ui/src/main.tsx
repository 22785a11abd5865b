import type { Screens } from 'kontor/sdk';
import { Backlog } from './Backlog';
import { CountSheets } from './CountSheets';
import { CountStock } from './CountStock';
import { Locations } from './Locations';
import { ShowDocument } from './ShowDocument';
import { StockList } from './StockList';
import { StockOfSku } from './StockOfSku';

export const screens: Screens = {
  '/stock': StockList,
  '/stock/:sku': StockOfSku,
  '/backlog': Backlog,
  '/documents/:document': ShowDocument,
  '/counts': CountSheets,
  '/counts/:sheet': CountStock,
  '/locations': Locations,
};

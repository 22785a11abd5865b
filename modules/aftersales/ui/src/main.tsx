import type { Screens } from 'kontor/sdk';
import { AskForBuyer } from './AskForBuyer';
import { ReturnDetail } from './ReturnDetail';
import { Returns } from './Returns';
import { ReturnWindows } from './ReturnWindows';

export const screens: Screens = {
  '/returns': Returns,
  '/returns/:number': ReturnDetail,
  '/orders/:number/new': AskForBuyer,
  '/windows': ReturnWindows,
};

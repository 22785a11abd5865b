import type { Screens } from 'kontor/sdk';
import { ReturnDetail } from './ReturnDetail';
import { Returns } from './Returns';
import { ReturnWindows } from './ReturnWindows';

export const screens: Screens = {
  '/returns': Returns,
  '/returns/:number': ReturnDetail,
  '/windows': ReturnWindows,
};

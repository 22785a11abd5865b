import type { Screens } from 'kontor/sdk';
import { AccessLog } from './AccessLog';
import { ParkedEvents } from './ParkedEvents';
import { Today } from './Today';

export const screens: Screens = {
  '/': Today,
  '/events': ParkedEvents,
  '/access-log': AccessLog,
};

import type { Screens } from 'kontor/sdk';
import { PaymentDetail } from './PaymentDetail';
import { Payments } from './Payments';

export const screens: Screens = {
  '/payments': Payments,
  '/payments/:id': PaymentDetail,
};

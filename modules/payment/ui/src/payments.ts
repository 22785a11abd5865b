import { request, type Money, type Page, type Pair, type Schema, type Tone } from 'kontor/sdk';

export type PaymentRow = Schema<'PaymentStaffPaymentRow'>;
export type Payment = Schema<'PaymentStaffPayment'>;
export type LogEntry = Schema<'PaymentStaffPaymentLogEntry'>;
export type Deed = Schema<'PaymentStaffPaymentDeed'>;
export type Summary = Schema<'PaymentStaffPaymentEndpointSummary'>;

export interface PaymentFilter {
  status?: string | undefined;
  method?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  orderId?: string | undefined;
  q?: string | undefined;
  told?: string | undefined;
}

const path = '/api/admin/v1/payments';

export const paymentKey = (id: string) => ['payments', id];

export function fetchPayments(
  filter: PaymentFilter,
  cursor: string | undefined,
  signal?: AbortSignal,
  limit = 50,
): Promise<Page<PaymentRow>> {
  return request('GET', path, { query: { ...filter, cursor, limit }, ...(signal ? { signal } : {}) });
}

export function fetchSummary(): Promise<Summary> {
  return request('GET', '/api/admin/v1/payments-summary');
}

export function fetchPayment(id: string): Promise<Payment> {
  return request('GET', `${path}/${id}`);
}

export function capturePayment(id: string, amount: Money, idempotencyKey: string): Promise<Payment> {
  return request('POST', `${path}/${id}/captures`, { body: { amount }, idempotencyKey });
}

export function voidPayment(id: string): Promise<Payment> {
  return request('POST', `${path}/${id}/void`);
}

export function refundPayment(id: string, amount: Money, reason: string, idempotencyKey: string): Promise<Payment> {
  return request('POST', `${path}/${id}/refunds`, { body: { amount, reason }, idempotencyKey });
}

export function askProvider(id: string): Promise<Payment> {
  return request('POST', `${path}/${id}/questions`);
}

/** Where a payment stands, in words and in a tone; a state we do not know is shown as the server names it. */
export const statusTexts = {
  unknown: ['结果未知', 'Unknown'],
  pending: ['待支付', 'Pending'],
  authorised: ['已冻结', 'Authorised'],
  'partially-captured': ['部分扣款', 'Partly captured'],
  captured: ['已收款', 'Captured'],
  declined: ['被拒', 'Declined'],
  voided: ['已关闭', 'Voided'],
} satisfies Record<string, Pair>;

export type PaymentStatus = keyof typeof statusTexts;

export const statuses = Object.keys(statusTexts) as PaymentStatus[];

export const isStatus = (status: string): status is PaymentStatus => Object.hasOwn(statusTexts, status);

const tones: Record<PaymentStatus, Tone> = {
  unknown: 'danger',
  pending: 'warning',
  authorised: 'info',
  'partially-captured': 'info',
  captured: 'success',
  declined: 'neutral',
  voided: 'neutral',
};

export const toneOf = (status: string): Tone => (isStatus(status) ? tones[status] : 'neutral');

export const isSome = (money: Money): boolean => Number(money.amount) > 0;

/** An answer of a provider that is good news, bad news, or no news. */
export function toneOfOutcome(outcome: string | null | undefined): Tone {
  if (!outcome || ['no-answer', 'broken', 'unheard'].includes(outcome)) return 'warning';
  if (['refused', 'declined', 'forged', 'too-old', 'mismatched', 'unreadable', 'unknown-payment'].includes(outcome)) return 'danger';
  return ['captured', 'done', 'applied', 'authorised'].includes(outcome) ? 'success' : 'neutral';
}

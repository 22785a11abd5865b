import { expect, test } from 'vitest';
import { formatAgo, formatMoney, isOver, midnight, minus } from './format';

test('money is written from its decimal string without passing through a float', () => {
  expect(formatMoney({ amount: '9007199254740993.01', currency: 'CNY' }, 'en')).toBe('¥9,007,199,254,740,993.01');
  expect(formatMoney({ amount: '129', currency: 'JPY' }, 'en')).toBe('¥129');
});

const now = new Date('2026-11-22T12:00:00Z');

test.each([
  ['2026-11-22T11:59:30Z', 'this minute'],
  ['2026-11-22T11:57:00Z', '3 minutes ago'],
  ['2026-11-22T07:00:00Z', '5 hours ago'],
  ['2026-11-21T11:00:00Z', 'yesterday'],
  ['2026-11-01T12:00:00Z', 'Nov 1, 2026'],
])('%s is %s', (instant, words) => {
  expect(formatAgo(instant, now, 'en')).toBe(words);
});

test.each([
  ['2026-11-22', 0, 'Asia/Shanghai', '2026-11-21T16:00:00.000Z'],
  ['2026-11-30', 1, 'Asia/Shanghai', '2026-11-30T16:00:00.000Z'],
  ['2026-03-29', 1, 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 0, 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['2026-11-22', 0, 'UTC', '2026-11-22T00:00:00.000Z'],
])('%s + %i begins in %s at %s', (day, later, zone, begins) => {
  expect(midnight(day, later, zone)).toBe(begins);
});

test('what is no day begins never', () => {
  expect(midnight('soon')).toBeUndefined();
});

test.each([
  ['2026-11-22T15:59:59Z', 'Asia/Shanghai', false],
  ['2026-11-22T16:00:00Z', 'Asia/Shanghai', true],
  ['2026-11-23T00:30:00Z', 'America/New_York', false],
  ['2026-11-23T05:00:00Z', 'America/New_York', true],
])('at %s in %s the day before the 23rd is over: %s', (moment, zone, over) => {
  expect(isOver('2026-11-22', new Date(moment), zone)).toBe(over);
});

test('what is left of an amount is exact', () => {
  const left = (one: string, other: string) => minus({ amount: one, currency: 'CNY' }, { amount: other, currency: 'CNY' }).amount;
  expect(left('9007199254740993.01', '0.02')).toBe('9007199254740992.99');
  expect(left('20.00', '19.95')).toBe('0.05');
  expect(left('0.05', '20.00')).toBe('-19.95');
  expect(left('129', '130')).toBe('-1');
});

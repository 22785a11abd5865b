import { beforeEach, expect, test } from 'vitest';
import { dropView, keepView, readViews } from './views';

beforeEach(() => localStorage.clear());

test('a view kept under a known name takes its place', () => {
  keepView('lena', 'orders', { name: 'To ship', query: 'status=PAID', columns: ['number'] });
  keepView('lena', 'orders', { name: 'To ship', query: 'status=PAID&sort=-total', columns: ['number', 'total'] });
  expect(readViews('lena', 'orders')).toEqual([{ name: 'To ship', query: 'status=PAID&sort=-total', columns: ['number', 'total'] }]);
});

test('a view that is dropped is gone', () => {
  keepView('lena', 'orders', { name: 'To ship', query: '', columns: [] });
  expect(dropView('lena', 'orders', 'To ship')).toEqual([]);
});

test('what somebody else has written there does not break the table', () => {
  localStorage.setItem('kontor.views.lena.orders', '[{"name":1},null,"x"]');
  expect(readViews('lena', 'orders')).toEqual([]);
  localStorage.setItem('kontor.views.lena.orders', 'not json');
  expect(readViews('lena', 'orders')).toEqual([]);
});

test('views belong to whoever kept them, and to their table', () => {
  keepView('lena', 'orders', { name: 'To ship', query: 'status=PAID', columns: [] });
  expect(readViews('omar', 'orders')).toEqual([]);
  expect(readViews('lena', 'products')).toEqual([]);
  expect(dropView('omar', 'orders', 'To ship')).toEqual([]);
  expect(readViews('lena', 'orders')).toHaveLength(1);
});

test('of more than thirty the oldest goes', () => {
  for (let number = 1; number <= 31; number += 1) keepView('lena', 'orders', { name: `View ${number}`, query: '', columns: [] });
  const names = readViews('lena', 'orders').map((view) => view.name);
  expect(names).toHaveLength(30);
  expect(names[0]).toBe('View 31');
  expect(names).not.toContain('View 1');
});

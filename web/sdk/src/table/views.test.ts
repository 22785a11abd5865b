import { beforeEach, expect, test } from 'vitest';
import { dropView, keepView, readViews } from './views';

beforeEach(() => localStorage.clear());

test('a view kept under a known name takes its place', () => {
  keepView('orders', { name: 'To ship', query: 'status=PAID', columns: ['number'] });
  keepView('orders', { name: 'To ship', query: 'status=PAID&sort=-total', columns: ['number', 'total'] });
  expect(readViews('orders')).toEqual([{ name: 'To ship', query: 'status=PAID&sort=-total', columns: ['number', 'total'] }]);
});

test('a view that is dropped is gone', () => {
  keepView('orders', { name: 'To ship', query: '', columns: [] });
  expect(dropView('orders', 'To ship')).toEqual([]);
});

test('what somebody else has written there does not break the table', () => {
  localStorage.setItem('kontor.views.orders', '[{"name":1},null,"x"]');
  expect(readViews('orders')).toEqual([]);
  localStorage.setItem('kontor.views.orders', 'not json');
  expect(readViews('orders')).toEqual([]);
});

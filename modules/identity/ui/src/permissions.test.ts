import { expect, test } from 'vitest';
import { areasOf, grant } from './permissions';

test('permissions are read area by area', () => {
  expect(areasOf(['catalog.read', 'orders.read', 'catalog.write'])).toEqual([
    { area: 'catalog', rights: ['read', 'write'] },
    { area: 'orders', rights: ['read'] },
  ]);
});

test('managing an area brings seeing it', () => {
  expect(grant(['orders.read'], 'catalog', 'write', true)).toEqual(['orders.read', 'catalog.read', 'catalog.write']);
});

test('what is no longer seen is no longer managed', () => {
  expect(grant(['catalog.read', 'catalog.write'], 'catalog', 'read', false)).toEqual([]);
});

test('a right of its own is granted and taken without the others', () => {
  expect(grant(['returns.read', 'returns.write'], 'returns', 'receive', true)).toEqual([
    'returns.read',
    'returns.write',
    'returns.receive',
  ]);
  expect(grant(['returns.read', 'returns.refund', 'returns.receive'], 'returns', 'refund', false)).toEqual([
    'returns.read',
    'returns.receive',
  ]);
});

test('where nothing can be seen by itself a right comes alone', () => {
  expect(grant([], 'order-prices', 'write', true, ['write'])).toEqual(['order-prices.write']);
});

test('giving up managing keeps seeing', () => {
  expect(grant(['catalog.read', 'catalog.write'], 'catalog', 'write', false)).toEqual(['catalog.read']);
});

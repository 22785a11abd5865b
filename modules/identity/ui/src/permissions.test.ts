import { expect, test } from 'vitest';
import { areasOf, grant } from './permissions';

test('permissions are read area by area', () => {
  expect(areasOf(['catalog.read', 'orders.read', 'catalog.write'])).toEqual([
    { area: 'catalog', read: true, write: true },
    { area: 'orders', read: true, write: false },
  ]);
});

test('managing an area brings seeing it', () => {
  expect(grant(['orders.read'], 'catalog', 'write', true)).toEqual(['orders.read', 'catalog.read', 'catalog.write']);
});

test('what is no longer seen is no longer managed', () => {
  expect(grant(['catalog.read', 'catalog.write'], 'catalog', 'read', false)).toEqual([]);
});

test('giving up managing keeps seeing', () => {
  expect(grant(['catalog.read', 'catalog.write'], 'catalog', 'write', false)).toEqual(['catalog.read']);
});

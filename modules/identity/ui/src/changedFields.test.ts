import { expect, test } from 'vitest';
import { changedFields } from './changedFields';

test('only what differs is told, in plain words', () => {
  const before = { id: '1', version: 1, name: 'Lena', active: true, roles: [{ id: 'r1', name: 'Support' }] };
  const after = {
    id: '1',
    version: 2,
    name: 'Lena',
    active: false,
    roles: [
      { id: 'r1', name: 'Support' },
      { id: 'r2', name: 'Sales' },
    ],
  };
  expect(changedFields(before, after)).toEqual([
    { field: 'active', before: 'true', after: 'false' },
    { field: 'roles', before: 'Support', after: 'Support, Sales' },
  ]);
});

test('what is new has no before', () => {
  expect(changedFields(null, { name: 'Sales' })).toEqual([{ field: 'name', before: '', after: 'Sales' }]);
});

import { expect, test } from 'vitest';
import type { Category } from './products';
import { branches, withDescendants } from './tree';

const category = (code: string, parent: string | null, position: number): Category => ({
  categoryId: code,
  code,
  slug: code,
  parent,
  name: { en: code },
  description: {},
  position,
  shown: true,
  products: 0,
});

const shop = [
  category('cups', 'tea', 2),
  category('tea', null, 2),
  category('pots', 'tea', 1),
  category('audio', null, 1),
  category('lost', 'gone', 3),
];

test('each category stands below its parent, by position; one whose parent is gone stands at the top', () => {
  expect(branches(shop).map(({ category: { code }, depth }) => `${depth} ${code}`)).toEqual([
    '0 audio',
    '0 tea',
    '1 pots',
    '1 cups',
    '0 lost',
  ]);
});

test('a category cannot go below itself', () => {
  expect([...withDescendants(shop, 'tea')].toSorted()).toEqual(['cups', 'pots', 'tea']);
});

import { expect, test } from 'vitest';
import type { Option, ProductDraft, Variant } from './products';
import { codeOf, combinations, faultsOf, freeCode, variantsFor } from './variants';

const option = (code: string, ...values: string[]): Option => ({
  code,
  name: { en: code },
  values: values.map((value) => ({ code: value, name: { en: value } })),
});
const variant = (sku: string, options: Record<string, string>, amount = '129.00'): Variant => ({
  sku,
  options,
  price: { amount, currency: 'CNY' },
  weightGrams: 0,
  volumeCm3: 0,
});
const draft = (changes: Partial<ProductDraft>): ProductDraft => ({
  code: 'teapot',
  slug: null,
  brand: null,
  name: { en: 'Teapot' },
  summary: {},
  description: {},
  categories: [],
  options: [],
  variants: [variant('TEAPOT', {})],
  attributes: [],
  terms: {},
  images: [],
  ...changes,
});

test('options combine in their order; one without values does not count', () => {
  expect(combinations([option('colour', 'red', 'blue'), option('size'), option('set', '2')])).toEqual([
    { colour: 'red', set: '2' },
    { colour: 'blue', set: '2' },
  ]);
});

test('a product without options has one variant', () => {
  expect(combinations([])).toEqual([{}]);
});

test('a combination that was there keeps its SKU and price, a new one starts from the first', () => {
  const present = [variant('TEAPOT-RED', { colour: 'red' }, '99.00')];
  expect(variantsFor([option('colour', 'red', 'blue')], present, 'CNY')).toEqual([
    variant('TEAPOT-RED', { colour: 'red' }, '99.00'),
    { ...variant('TEAPOT-BLUE', { colour: 'blue' }, '99.00'), listPrice: null, onHand: 0 },
  ]);
});

test('a code is made from what was typed', () => {
  expect(codeOf('  Dark Red! ')).toBe('dark-red');
  expect(codeOf('深 红')).toBe('深-红');
});

test.each<[string, Partial<ProductDraft>, string, string]>([
  ['a product without a name', { name: { zh: ' ' } }, 'name', 'nameMissing'],
  ['a SKU twice', { variants: [variant('A', {}), variant('A', {})] }, 'sku:1', 'skuTwice'],
  ['a SKU with a space', { variants: [variant('A B', {})] }, 'sku:0', 'skuWrong'],
  ['no price', { variants: [variant('A', {}, '')] }, 'price:0', 'priceWrong'],
  ['a price in words', { variants: [variant('A', {}, '12,50')] }, 'price:0', 'priceWrong'],
  [
    'a list price below the price',
    { variants: [{ ...variant('A', {}), listPrice: { amount: '1', currency: 'CNY' } }] },
    'listPrice:0',
    'listPriceLow',
  ],
  ['quantities that none fits', { terms: { min: 5, max: 6, step: 4 } }, 'terms', 'termsNone'],
  ['a limit without days', { terms: { buyerMax: 2 } }, 'terms', 'termsBoth'],
  ['an address name with capitals', { slug: 'Red Teapot' }, 'slug', 'slugWrong'],
])('%s stands in the way of saving', (_, changes, field, fault) => {
  expect(faultsOf(draft(changes)).get(field)).toBe(fault);
});

test('a code that is taken gets a number', () => {
  expect(freeCode('red', ['blue'])).toBe('red');
  expect(freeCode('red', ['red', 'red-2'])).toBe('red-3');
});

test('an option wants a name and named values', () => {
  expect(faultsOf(draft({ options: [{ code: 'a', name: {}, values: [] }] })).get('option:0')).toBe('optionNameMissing');
  expect(faultsOf(draft({ options: [{ code: 'a', name: { en: 'A' }, values: [{ code: 'x', name: {} }] }] })).get('option:0')).toBe(
    'valuesMissing',
  );
});

test('a good product has no faults', () => {
  expect(faultsOf(draft({ slug: 'red-teapot' })).size).toBe(0);
});

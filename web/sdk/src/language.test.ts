import { expect, test } from 'vitest';
import { fill, inLanguage } from './language';

test('a value takes its place in the text and large numbers are grouped', () => {
  expect(fill('{count} of {total}', { count: 50, total: 12_400 }, 'en')).toBe('50 of 12,400');
});

test('the word follows the number', () => {
  const text = '{count} {count:order|orders}';
  expect(fill(text, { count: 1 }, 'en')).toBe('1 order');
  expect(fill(text, { count: 0 }, 'en')).toBe('0 orders');
});

test('a place without a value stays visible', () => {
  expect(fill('Hello {name}', {}, 'en')).toBe('Hello {name}');
});

test('a product name falls back to the language that is there', () => {
  expect(inLanguage({ zh: '茶壶', en: 'Teapot' }, 'zh-CN')).toBe('茶壶');
  expect(inLanguage({ zh: '茶壶' }, 'en')).toBe('茶壶');
  expect(inLanguage(undefined, 'en')).toBe('');
});

import { expect, test } from 'vitest';
import { findEntries, sectionsFor, splitPath, type ModuleManifest } from './modules';

const manifest = (module: string, order: number, screens: ModuleManifest['screens']): ModuleManifest => ({
  module,
  order,
  entry: 'main.js',
  styles: [],
  title: { zh: module, en: module },
  screens,
});

const manifests = [
  manifest('trade', 10, [{ path: '/orders', title: { zh: '订单', en: 'Orders' }, permission: 'orders.read', words: ['dingdan'] }]),
  manifest('catalog', 20, [
    { path: '/products', title: { zh: '商品', en: 'Products' }, permission: 'catalog.read' },
    { path: '/imports', title: { zh: '导入', en: 'Imports' }, permission: 'catalog.write' },
  ]),
];

test('the navigation shows what the permissions allow and nothing empty', () => {
  const sections = sectionsFor(manifests, ['catalog.read']);
  expect(sections.map(({ module }) => module)).toEqual(['catalog']);
  expect(sections[0]?.entries.map(({ to }) => to)).toEqual(['/catalog/products']);
});

test('the home screen leads, whatever the place of its module', () => {
  const shop = manifest('backoffice', 90, [
    { path: '/', title: { zh: '今天', en: 'Today' } },
    { path: '/events', title: { zh: '事件', en: 'Events' }, permission: 'operations.read' },
  ]);
  const sections = sectionsFor([...manifests, shop], ['*']);
  expect(sections.map(({ entries }) => entries.map(({ to }) => to))).toEqual([
    ['/'],
    ['/trade/orders'],
    ['/catalog/products', '/catalog/imports'],
    ['/backoffice/events'],
  ]);
});

test('a screen is found by its name in either language and by its other words', () => {
  const sections = sectionsFor(manifests, ['orders.read', 'catalog.read', 'catalog.write']);
  expect(findEntries(sections, '订').map(({ to }) => to)).toEqual(['/trade/orders']);
  expect(findEntries(sections, 'dingd').map(({ to }) => to)).toEqual(['/trade/orders']);
  expect(findEntries(sections, 'or').map(({ to }) => to)).toEqual(['/trade/orders', '/catalog/imports']);
  expect(findEntries(sections, 'zzz')).toEqual([]);
});

test('a path names its module and the way inside it', () => {
  expect(splitPath('/catalog/products/p1')).toEqual({ module: 'catalog', inside: '/products/p1' });
  expect(splitPath('/')).toEqual({ module: 'backoffice', inside: '/' });
});

import { beforeEach, expect, test, vi } from 'vitest';
import { guardLeaving, match, navigate } from './router';

beforeEach(() => window.history.replaceState(null, '', '/admin/trade/orders'));

test('a pattern gives its named parts', () => {
  expect(match('/products/:id', '/products/p%201')).toEqual({ id: 'p 1' });
  expect(match('/products/:id', '/products')).toBeNull();
  expect(match('/products/:id', '/orders/p1')).toBeNull();
});

test('leaving asks the screen that has unsaved changes', () => {
  const stay = vi.fn(() => true);
  const release = guardLeaving(stay);
  navigate('/catalog/products');
  expect(window.location.pathname).toBe('/admin/trade/orders');
  release();
  navigate('/catalog/products');
  expect(window.location.pathname).toBe('/admin/catalog/products');
  expect(stay).toHaveBeenCalledOnce();
});

test('filtering the same screen is not leaving it', () => {
  const stay = vi.fn(() => true);
  const release = guardLeaving(stay);
  navigate('/trade/orders?status=PAID', { replace: true });
  expect(window.location.search).toBe('?status=PAID');
  expect(stay).not.toHaveBeenCalled();
  release();
});

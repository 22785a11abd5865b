import { expect, test } from 'vitest';
import { explain, Problem, unreachable } from './problem';

const problem = (status: number, type: string, detail?: string) =>
  new Problem({ type, title: 'Title', status, ...(detail ? { detail } : {}) });

test('the code is the last part of the type', () => {
  expect(problem(409, '/problems/out-of-stock').code).toBe('out-of-stock');
});

test('a known code is said in the reader’s language', () => {
  expect(explain(problem(409, '/problems/out-of-stock', 'Nothing was ordered.'), 'zh-CN')).toBe('库存不足。');
});

test('an unknown refusal keeps what the server said', () => {
  expect(explain(problem(409, '/problems/order-shipped', 'It has left.'), 'en')).toBe('It has left.');
  expect(explain(problem(409, '/problems/order-shipped', 'It has left.'), 'zh-CN')).toBe('当前状态下不能这样做。（It has left.）');
});

test('no refusal is called a fault of the server', () => {
  for (const status of [400, 404, 405, 409, 413, 415, 422])
    expect(explain(problem(status, '/problems/of-a-new-kind', 'No.'), 'zh-CN')).not.toContain('服务器出错');
});

test('a defect never shows its insides', () => {
  expect(explain(problem(500, 'about:blank', 'NullPointerException'), 'en')).not.toContain('NullPointer');
  expect(explain(new TypeError('x is undefined'), 'en')).not.toContain('undefined');
});

test('a server that was not reached is said so', () => {
  expect(explain(unreachable(), 'en')).toContain('cannot be reached');
});

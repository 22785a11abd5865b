import { expect, test } from 'vitest';
import { csvLine } from './csv';

test('quotes, commas and line ends are kept', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 5, null])).toBe('"a,b","say ""hi""","two\nlines",5,');
});

test.each([
  ['=1+1', "'=1+1"],
  ['@sum', "'@sum"],
  ['+86 138', "'+86 138"],
  ['＝1+1', "'＝1+1"],
  ['\n=1', '"\'\n=1"'],
  ['a;=1', '"a;=1"'],
  ['-20.00', '-20.00'],
  ['teapot', 'teapot'],
])('%s is exported as %s so that no spreadsheet runs it', (text, written) => {
  expect(csvLine([text])).toBe(written);
});

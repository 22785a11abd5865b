import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

export default defineConfig({
  root,
  resolve: { alias: { 'kontor/sdk': resolve(root, 'web/sdk/src/index.ts') } },
  test: {
    environment: 'happy-dom',
    // A window for each file costs four times as much as all the tests.
    isolate: false,
    include: ['web/*/src/**/*.test.{ts,tsx}', 'modules/*/ui/src/**/*.test.{ts,tsx}'],
  },
});

import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

export default defineConfig({
  root,
  resolve: { alias: { 'kontor/sdk': resolve(root, 'web/sdk/src/index.ts') } },
  test: {
    environment: 'happy-dom',
    include: ['web/*/src/**/*.test.{ts,tsx}', 'modules/*/ui/src/**/*.test.{ts,tsx}'],
  },
});

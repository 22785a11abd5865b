// Bundles the shop's style sheet and its islands into dist/, and lays the art beside them.
// usage: node web/storefront/build.mjs
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

await build({
  configFile: false,
  root: here('.'),
  logLevel: 'warn',
  publicDir: here('art'),
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome100', 'safari15.4', 'firefox100'],
    cssCodeSplit: true,
    modulePreload: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { storefront: here('src/storefront.ts'), style: here('storefront.css') },
      output: {
        entryFileNames: '[name].js',
        assetFileNames: 'storefront[extname]',
      },
    },
  },
});
await cp(here('../tokens/favicon.svg'), here('dist/favicon.svg'));
await cp(here('../tokens/logo.svg'), here('dist/logo.svg'));

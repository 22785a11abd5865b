// Bundles the shop's style sheet and its islands into dist/, and lays the art beside them.
import { build } from 'esbuild';
import { cp, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

await mkdir(here('dist'), { recursive: true });
await build({
  entryPoints: { storefront: here('storefront.css') },
  outdir: here('dist'),
  bundle: true,
  minify: true,
  target: ['chrome100', 'safari15.4', 'firefox100'],
});
await build({
  entryPoints: { storefront: here('src/storefront.ts') },
  outdir: here('dist'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
});
await cp(here('art'), here('dist'), { recursive: true });
await cp(here('../tokens/favicon.svg'), here('dist/favicon.svg'));
await cp(here('../tokens/logo.svg'), here('dist/logo.svg'));

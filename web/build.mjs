// Builds every screen of the back office: the libraries all screens share, the shell, and each module's screens as an ES
// module of its own. Nothing here is bundled across these borders; the browser joins them through the import map that
// the server writes from the `imports.json` and `manifest.json` files left in each dist folder.
// usage: node web/build.mjs [vendor|shell|MODULE ...]      without names, everything
import { createRequire } from 'node:module';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { writeContract } from './contract.mjs';

process.env.NODE_ENV = 'production';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const require = createRequire(import.meta.url);

// What every screen shares, one copy in the browser. A CommonJS package needs its export names spelt out.
const commonJs = ['react', 'react/jsx-runtime', 'react-dom', 'react-dom/client'];
const esModules = {
  antd: `export * from '${at('web', 'vendor', 'antd.ts')}';`,
  dayjs: `import dayjs from 'dayjs';\nexport default dayjs;`,
  'antd/locale/zh_CN': `import 'dayjs/locale/zh-cn';\nimport locale from 'antd/es/locale/zh_CN.js';\nexport default locale;`,
  'antd/locale/en_US': `import locale from 'antd/es/locale/en_US.js';\nexport default locale;`,
  '@tanstack/react-query': `export * from '@tanstack/react-query';`,
};
const sdk = 'kontor/sdk';
const shared = [...commonJs, ...Object.keys(esModules), sdk];

const fileName = (specifier) => specifier.replace('@', '').replaceAll('/', '-');

function vendorSource(specifier) {
  if (esModules[specifier]) return esModules[specifier];
  const names = Object.keys(require(specifier)).filter((name) => name !== 'default' && !name.startsWith('__'));
  return `import whole from '${specifier}';\nexport default whole;\nexport const { ${names.join(', ')} } = whole;\n`;
}

/** Gives the build its entry files from memory, so that no generated source lies about in the tree. */
const written = (sources) => ({
  name: 'written-entries',
  resolveId: (id) => (id.startsWith('entry:') ? at('web', 'vendor', `${fileName(id.slice(6))}.entry.js`) : null),
  load: (id) => {
    const found = Object.keys(sources).find((specifier) => id === at('web', 'vendor', `${fileName(specifier)}.entry.js`));
    return found ? sources[found] : null;
  },
});

/**
 * Some styles of the component library, such as the lock on scrolling under a dialog, are written without the page's nonce
 * and the content security policy would drop them. This gives every style it writes the nonce.
 */
const nonceForEveryStyle = {
  name: 'nonce-for-every-style',
  transform(code, id) {
    if (!/@rc-component\/util\/(es|lib)\/Dom\/dynamicCSS\.js$/.test(id)) return null;
    const line = 'const container = getContainer(option);';
    if (!code.includes(line)) throw new Error('The component library writes its styles in another way now: look at dynamicCSS.js again.');
    return code.replace(line, `styleNode.nonce ||= document.querySelector('meta[name="csp-nonce"]')?.content ?? '';\n  ${line}`);
  },
};

async function bundle({ input, outDir, external = [], plugins = [] }) {
  rmSync(outDir, { recursive: true, force: true });
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { dedupe: ['react', 'react-dom'] },
    build: {
      outDir,
      target: 'es2022',
      minify: true,
      cssMinify: true,
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input,
        external: (id) => external.includes(id),
        preserveEntrySignatures: 'strict',
        // The libraries mark files for server rendering; here everything runs in the browser.
        onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
        output: {
          format: 'es',
          entryFileNames: '[name]-[hash].js',
          chunkFileNames: '[name]-[hash].js',
          assetFileNames: '[name]-[hash][extname]',
        },
      },
    },
  });
  return result.output;
}

const entry = (output, name) => output.find((part) => part.type === 'chunk' && part.isEntry && part.name === name).fileName;
const styles = (output) => output.filter((part) => part.type === 'asset' && part.fileName.endsWith('.css')).map((part) => part.fileName);
const writeJson = (file, value) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

async function buildVendor() {
  const outDir = at('web', 'vendor', 'dist');
  const specifiers = shared.filter((specifier) => specifier !== sdk);
  const output = await bundle({
    input: Object.fromEntries(specifiers.map((specifier) => [fileName(specifier), `entry:${specifier}`])),
    outDir,
    plugins: [nonceForEveryStyle, written(Object.fromEntries(specifiers.map((specifier) => [specifier, vendorSource(specifier)])))],
  });
  const imports = Object.fromEntries(specifiers.map((specifier) => [specifier, entry(output, fileName(specifier))]));
  writeJson(join(outDir, 'imports.json'), imports);
}

async function buildSdk() {
  const outDir = at('web', 'sdk', 'dist');
  const output = await bundle({
    input: { sdk: at('web', 'sdk', 'src', 'index.ts') },
    outDir,
    external: shared.filter((specifier) => specifier !== sdk),
  });
  writeJson(join(outDir, 'imports.json'), { [sdk]: entry(output, 'sdk') });
}

async function buildShell() {
  const outDir = at('web', 'shell', 'dist');
  const output = await bundle({
    input: { shell: at('web', 'shell', 'src', 'main.tsx'), boot: at('web', 'shell', 'src', 'boot.ts') },
    outDir,
    external: shared,
  });
  const page = readFileSync(at('web', 'shell', 'index.html'), 'utf8')
    .replace('%BOOT%', entry(output, 'boot'))
    .replace('%SHELL%', entry(output, 'shell'))
    .replace('%STYLES%', styles(output)[0]);
  writeFileSync(join(outDir, 'index.html'), page);
  copyFileSync(at('web', 'tokens', 'favicon.svg'), join(outDir, 'icon.svg'));
}

async function buildModule(name) {
  const ui = at('modules', name, 'ui');
  const outDir = join(ui, 'dist');
  const output = await bundle({ input: { main: join(ui, 'src', 'main.tsx') }, outDir, external: shared });
  const manifest = JSON.parse(readFileSync(join(ui, 'screens.json'), 'utf8'));
  writeJson(join(outDir, 'manifest.json'), { module: name, entry: entry(output, 'main'), styles: styles(output), ...manifest });
}

function size(folder) {
  const bytes = readdirSync(folder)
    .filter((file) => file.endsWith('.js') || file.endsWith('.css'))
    .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  return `${Math.round(bytes / 1024)} KB`;
}

const modules = readdirSync(at('modules')).filter((name) => existsSync(at('modules', name, 'ui', 'screens.json')));
const steps = {
  vendor: [buildVendor, at('web', 'vendor', 'dist')],
  sdk: [buildSdk, at('web', 'sdk', 'dist')],
  shell: [buildShell, at('web', 'shell', 'dist')],
  ...Object.fromEntries(modules.map((name) => [name, [() => buildModule(name), at('modules', name, 'ui', 'dist')]])),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps[name]);
if (unknown.length > 0) {
  console.error(`Nothing here is called ${unknown.join(', ')}. There is: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}

await writeContract();
for (const [name, [step, outDir]] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const began = Date.now();
  mkdirSync(outDir, { recursive: true });
  await step();
  console.log(`${name.padEnd(12)} ${size(outDir).padStart(9)}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

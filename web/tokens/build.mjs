// Writes tokens.css from tokens.json. With --check it writes nothing and fails when the file is stale.
// It also fails when a text colour is too faint on its ground (WCAG 2.2 AA: 4.5 for text, 3 for controls and focus).
import { readFileSync, writeFileSync } from 'node:fs';

const here = (name) => new URL(name, import.meta.url);
const tokens = JSON.parse(readFileSync(here('tokens.json'), 'utf8'));

const TEXT = 4.5;
const CONTROL = 3;
const grounds = ['page', 'surface', 'raised', 'sunken'];
const everywhere = (ink, least) => grounds.map((ground) => [ink, ground, least]);
const pairs = [
  ...['text', 'text-muted', 'link', 'brand', 'price', 'accent', 'success', 'warning', 'danger', 'info'].flatMap((ink) =>
    everywhere(ink, TEXT),
  ),
  ...['line-strong', 'focus'].flatMap((ink) => everywhere(ink, CONTROL)),
  ['text-inverse', 'text', TEXT],
  ['on-brand', 'brand', TEXT],
  ['on-brand', 'brand-hover', TEXT],
  ['on-offer', 'offer', TEXT],
  ['on-foundation', 'foundation', TEXT],
  ['on-foundation-muted', 'foundation', TEXT],
  ...['brand', 'accent', 'offer', 'success', 'warning', 'danger', 'info'].map((role) => [`on-${role}-soft`, `${role}-soft`, TEXT]),
];

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const faint = Object.entries(tokens.color).flatMap(([theme, colors]) =>
  pairs
    .map(([ink, ground, least]) => ({ theme, ink, ground, least, found: contrast(colors[ink], colors[ground]) }))
    .filter(({ found, least }) => found < least),
);
if (faint.length > 0) {
  for (const { theme, ink, ground, least, found } of faint) {
    console.error(`${theme}: ${ink} on ${ground} has contrast ${found.toFixed(2)}, at least ${least} is needed`);
  }
  process.exit(1);
}

const lines = (group, values, indent) => Object.entries(values).map(([name, value]) => `${indent}--${group}-${name}: ${value};`);
const themed = (theme, indent) => [
  `${indent}color-scheme: ${theme};`,
  ...lines('color', tokens.color[theme], indent),
  ...lines('shadow', tokens.shadow[theme], indent),
];
const plain = Object.entries(tokens)
  .filter(([group]) => group !== 'color' && group !== 'shadow')
  .flatMap(([group, values]) => lines(group, values, '  '));

const css = `/* Written by build.mjs from tokens.json. Change that file, then run: node web/tokens/build.mjs */
:root {
${[...plain, ...themed('light', '  ')].join('\n')}
}

@media (prefers-color-scheme: dark) {
  :root:not([data-theme='light']) {
${themed('dark', '    ').join('\n')}
  }
}

:root[data-theme='dark'] {
${themed('dark', '  ').join('\n')}
}

@media (prefers-reduced-motion: reduce) {
  :root {
    --motion-quick: 1ms;
    --motion-calm: 1ms;
  }
}
`;

if (process.argv.includes('--check')) {
  if (readFileSync(here('tokens.css'), 'utf8') !== css) {
    console.error('tokens.css is stale: run node web/tokens/build.mjs');
    process.exit(1);
  }
} else {
  writeFileSync(here('tokens.css'), css);
}

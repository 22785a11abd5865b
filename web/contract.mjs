// Writes the types of the REST API from the committed contract, docs/openapi.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const contract = new URL('../docs/openapi.json', import.meta.url);
const types = new URL('./sdk/src/contract.d.ts', import.meta.url);

export async function writeContract() {
  if (!existsSync(contract)) return;
  const { default: generate, astToString } = await import('openapi-typescript');
  const text = astToString(await generate(JSON.parse(readFileSync(contract, 'utf8')), { alphabetize: true }));
  if (!existsSync(types) || readFileSync(types, 'utf8') !== text) writeFileSync(types, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeContract();

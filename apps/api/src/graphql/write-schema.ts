/** Writes `schema.graphql` at the root from the code; with `--check` only compares, and exits with 1 on a difference. */
import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { createSchema, sdl } from './schema.ts';

const FILE = new URL('../../../../schema.graphql', import.meta.url);

const text = `# Written by \`npm run schema\` from apps/api/src/graphql; never edited.\n\n${sdl(await createSchema())}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('schema.graphql is not what the code says; run `npm run schema` and commit it.');
  process.exitCode = 1;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

// What a page may weigh, in KB of gzip: everything its first picture needs, each part that comes on demand, and the portal's SDK among those.
const FIRST_SCREEN_KB = 250;
// Cards are opened all day long, and their field is a button until somebody presses it.
const FIELD_KB = 10;
const FIELD_PAGE = 'field.html';
// What stands behind the button is a page like the others.
const FIELD_BEHIND_THE_BUTTON = 'src/screens/smart-process-field/field-page.ts';
const ON_DEMAND_KB = 60;
// Not asked for by anybody: it follows the first picture of the card by itself.
const FORM_KB = 80;
const FORM = 'src/screens/card/CardForm.vue';
const SDK_KB = 75;
const SDK_CHUNK = 'src/portal-sdk.ts';

interface Chunk {
  file: string;
  css?: string[];
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}

const dist = join(import.meta.dirname, '../dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

function chunk(name: string): Chunk {
  const found = manifest[name];
  if (!found) throw new Error(`The manifest has no ${name}`);
  return found;
}

function filesOf(name: string, files = new Set<string>()): Set<string> {
  const { file, css = [], imports = [] } = chunk(name);
  if (files.has(file)) return files;
  for (const one of [file, ...css]) files.add(one);
  for (const one of imports) filesOf(one, files);
  return files;
}

function weightKb(files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(dist, file))).length;
  return bytes / 1024;
}

const entries = Object.keys(manifest).filter(name => chunk(name).isEntry);
if (entries.length === 0) throw new Error('There is nothing to weigh');

/** Pages that a part is added to: the button of the field is none. */
const whole = [...entries.filter(name => name !== FIELD_PAGE), FIELD_BEHIND_THE_BUTTON];

/** Everything that a page can ever load, now or on demand. */
function reachable(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const { imports = [], dynamicImports = [] } = chunk(name);
  for (const one of [...imports, ...dynamicImports]) reachable(one, seen);
  return seen;
}

/** What a part brings to the page that asks for it: what is there with whoever asks is not brought. Where several ask, the one that has least of it. */
function addedKb(part: string): number {
  const askers = Object.keys(manifest).filter(name => chunk(name).dynamicImports?.includes(part));
  const asked = whole.flatMap(page => {
    const within = reachable(page);
    return askers.filter(asker => within.has(asker)).map(asker => filesOf(asker, filesOf(page)));
  });
  return Math.max(...asked.map(there => weightKb(filesOf(part).difference(there))));
}

const OWN_LIMITS_KB: Record<string, number> = { [SDK_CHUNK]: SDK_KB, [FORM]: FORM_KB };

const parts = [
  { name: FIELD_PAGE, limitKb: FIELD_KB, kb: weightKb(filesOf(FIELD_PAGE)) },
  ...whole.map(name => ({ name, limitKb: FIRST_SCREEN_KB, kb: weightKb(filesOf(name)) })),
  ...Object.keys(manifest)
    .filter(name => chunk(name).isDynamicEntry && name !== FIELD_BEHIND_THE_BUTTON)
    .map(name => ({ name, limitKb: OWN_LIMITS_KB[name] ?? ON_DEMAND_KB, kb: addedKb(name) })),
];

for (const { name, kb, limitKb } of parts) {
  console.log(`${kb > limitKb ? 'TOO HEAVY' : 'ok       '}  ${kb.toFixed(1).padStart(6)} of ${limitKb} KB  ${name.replace('\0', '')}`);
}
if (!parts.some(({ name }) => name === SDK_CHUNK)) throw new Error(`${SDK_CHUNK} is no longer loaded on demand`);
if (parts.some(({ kb, limitKb }) => kb > limitKb)) process.exitCode = 1;

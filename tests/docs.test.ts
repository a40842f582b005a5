/** Pages that nothing checks begin to lie: every link, path and command in them leads somewhere. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PAGES = globSync(['*.md', 'docs/**/*.md', 'apps/**/README.md', 'packages/*/README.md'], {
  cwd: ROOT,
  exclude: ['**/node_modules', '**/dist'],
});

const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(match => match[1] ?? '');

/** `[words](target)` without its anchor; addresses of other sites are not asked. */
const linksOf = (text: string): string[] => all(text, /\]\(([^)#\s]+)[^)]*\)/g).filter(target => !/^[a-z]+:/.test(target));

/** Paths from the root in back quotes; those with a place to fill in (`<name>`, `*`, `…`) name no file. */
const pathsOf = (text: string): string[] =>
  all(text, /`((?:apps|packages|tests|scripts|docs)\/[^`\s]*)`/g)
    .flatMap(expand)
    .filter(path => !/[<*…]/.test(path));

/** `stop/{one,two}.ts` is two paths. */
const expand = (path: string): string[] => {
  const [whole, before = '', names = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
  return whole === undefined ? [path] : names.split(',').map(name => before + name + after);
};

/** A README of a workspace may mean its own scripts. */
const commandsOf = (text: string): { name: string; workspace: string }[] =>
  [...text.matchAll(/npm run ([a-z][a-z:]*)(?: --workspace ([\w/-]+))?/g)].map(([, name = '', workspace = '.']) => ({ name, workspace }));

const scriptsOf = (workspace: string): object => (JSON.parse(read(join(workspace, 'package.json'))) as { scripts: object }).scripts;

const nearestWorkspace = (page: string): string => (existsSync(join(ROOT, dirname(page), 'package.json')) ? dirname(page) : '.');

const NOT_BUILT = ['packages/connector-whatsapp-cloud'];

describe('the documentation', () => {
  it('links to files that exist', () => {
    const dead = PAGES.flatMap(page =>
      linksOf(read(page))
        .filter(target => !existsSync(join(ROOT, dirname(page), target)))
        .map(target => `${page}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('shows every picture that it has', () => {
    const shown = PAGES.flatMap(page => linksOf(read(page)).map(target => join(dirname(page), target)));
    expect(globSync('docs/images/*', { cwd: ROOT }).filter(image => !shown.includes(image))).toEqual([]);
  });

  it('names paths that exist', () => {
    const isThere = (page: string, path: string): boolean => existsSync(join(ROOT, path)) || existsSync(join(ROOT, dirname(page), path));
    const dead = PAGES.flatMap(page =>
      pathsOf(read(page))
        .filter(path => !NOT_BUILT.includes(path) && !isThere(page, path))
        .map(path => `${page}: ${path}`),
    );
    expect(dead).toEqual([]);
  });

  it('names commands that exist', () => {
    const unknown = PAGES.flatMap(page =>
      commandsOf(read(page))
        .filter(({ name, workspace }) => !(name in scriptsOf(workspace)) && !(name in scriptsOf(nearestWorkspace(page))))
        .map(({ name }) => `${page}: npm run ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('lists every decision in its index, with numbers that nobody else has', () => {
    const records = globSync('[0-9]*.md', { cwd: join(ROOT, 'docs/decisions') }).sort();
    const listed = linksOf(read('docs/decisions/README.md')).sort();
    expect(listed).toEqual(records);
    expect(new Set(records.map(name => name.slice(0, 4))).size).toBe(records.length);
  });

  it('explains every setting that the programs read', () => {
    const example = read('.env.example');
    const settings = all(read('apps/api/src/env.ts'), /^ {2}([A-Z][A-Z0-9_]+):/gm);
    expect(settings.length).toBeGreaterThan(10);
    expect(settings.filter(name => !new RegExp(`^#?${name}=`, 'm').test(example))).toEqual([]);
  });
});

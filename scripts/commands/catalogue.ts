import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bootstrap/bootstrap.mjs';
import { TYPESCRIPT_FLAGS } from '../bootstrap/node.mjs';
import type { Command } from './command.ts';

const tool = (name: string) => join(ROOT, 'node_modules', '.bin', name);

function typeScript(title: string, file: string, args: string[] = []): Command {
  return { title, program: process.execPath, args: [...TYPESCRIPT_FLAGS, join(ROOT, file), ...args] };
}

/** What runs in Node has its types and its rules from one program. */
const NODE_CODE: Command = { title: 'types and rules', program: tool('oxlint'), args: ['--type-aware', '--type-check', '.'] };

export function typecheck(): Command[] {
  return [NODE_CODE, { title: 'types of apps/widget', program: tool('vue-tsc'), args: ['--noEmit', '-p', 'apps/widget'] }];
}

export function lint(): Command[] {
  return [
    NODE_CODE,
    { title: 'rules of apps/widget', program: tool('eslint'), args: ['apps/widget', 'packages/domain/src', '--max-warnings=0'] },
    {
      title: 'import directions',
      program: tool('depcruise'),
      args: ['--config', '.dependency-cruiser.cjs', 'apps', 'packages', 'tests', 'scripts'],
    },
    { title: 'format', program: tool('prettier'), args: ['--check', '--log-level=warn', '.'] },
  ];
}

export function format(): Command[] {
  return [{ title: 'format', program: tool('prettier'), args: ['--write', '--log-level=warn', '.'] }];
}

export function build(): Command[] {
  return [{ title: 'build', program: tool('turbo'), args: ['run', 'build'], environment: { TURBO_TELEMETRY_DISABLED: '1' } }];
}

export function schema(args: string[]): Command[] {
  return [typeScript('schema', 'apps/api/src/graphql/write-schema.ts', args)];
}

export function faults(args: string[]): Command[] {
  return [typeScript('faults', 'tests/faults/main.ts', args)];
}

export function bench(args: string[]): Command[] {
  return [typeScript('bench', 'tests/bench/main.ts', args)];
}

/** Whether the program of the command is there. */
export function exists({ args }: Command): boolean {
  const file = args.find(arg => arg.startsWith(ROOT));
  return file === undefined || existsSync(file);
}

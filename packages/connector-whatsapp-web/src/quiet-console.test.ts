import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./fixtures/noisy-process.ts', import.meta.url));

interface Run {
  code: number | null;
  output: string;
}

const run = (): Promise<Run> =>
  new Promise((resolve, reject) => {
    const flags = ['--import', 'tsx', '--conditions=@olchat/source', '--disable-warning=ExperimentalWarning'];
    const child = spawn(process.execPath, [...flags, program], { env: { ...process.env, NODE_OPTIONS: '' } });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', reject);
    child.on('close', code => resolve({ code, output }));
  });

describe('the console of a process with the connector', () => {
  it('prints none of the keys that libsignal shows, and passes its errors on in a few words (SE-51)', async () => {
    expect(await run()).toEqual({ code: 42, output: '' });
  });
});

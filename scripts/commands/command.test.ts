import { describe, expect, it } from 'vitest';
import { runQuietly } from './command.ts';

const node = (script: string) => ({ title: 'a command', program: process.execPath, args: ['-e', script] });

describe('a command beside others', () => {
  it('keeps what it says on both channels, and tells a good end from a bad one', async () => {
    expect(await runQuietly(node("console.log('one'); process.exitCode = 0"))).toEqual({ isGood: true, output: 'one\n' });
    expect(await runQuietly(node("console.error('two'); process.exitCode = 3"))).toEqual({ isGood: false, output: 'two\n' });
  });

  it('has the environment of the caller and its own', async () => {
    const command = { ...node('console.log(process.env.OWN, process.env.PATH !== undefined)'), environment: { OWN: 'mine' } };
    expect((await runQuietly(command)).output).toBe('mine true\n');
  });
});

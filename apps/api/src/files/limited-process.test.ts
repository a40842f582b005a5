import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeDataBytes, runLimited, type ProcessLimits } from './limited-process.ts';

const MB = 2 ** 20;
const LIMITS: ProcessLimits = { seconds: 10, fileBytes: MB };
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'olchat-limited-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (script: string, limits: Partial<ProcessLimits> = {}) =>
  runLimited(process.execPath, ['-e', script], folder, { ...LIMITS, ...limits });

describe('a program that looks at what strangers made (SE-33)', () => {
  it('ends as it wants to within its limits, and has none of our settings', async () => {
    expect(
      await run('process.exitCode = Object.keys(process.env).filter(name => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name)).length'),
    ).toBe(0);
    expect(await run('process.exitCode = 4', { dataBytes: nodeDataBytes(128 * MB) })).toBe(4);
  });

  // Outside of the heap that Node itself limits, as a picture's points lie; it stops by itself before it harms whom the limit does not hold.
  const EATS = `const eaten = []; for (let mb = 16; mb <= 512; mb += 16) {
    eaten.push(Buffer.alloc(16 * ${MB}, 1)); require('node:fs').writeFileSync('eaten', String(mb)); }`;

  it('gets no more memory than it may have, however it asks', async () => {
    expect(await run(EATS, { dataBytes: nodeDataBytes(128 * MB) })).not.toBe(0);
    expect(Number(readFileSync(join(folder, 'eaten'), 'utf8'))).toBeLessThan(192);
  });

  it('that runs without end is ended by its processor time', async () => {
    expect(await run('for (;;);', { seconds: 1 })).toBeNull();
  });

  it('writes no larger file than it may', async () => {
    expect(await run(`require('node:fs').writeFileSync('large', Buffer.alloc(${4 * MB}))`)).not.toBe(0);
  });
});

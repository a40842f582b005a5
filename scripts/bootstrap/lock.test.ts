import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteInLock, readLock, releaseLock, takeLock } from './lock.mjs';
import { processIdentity } from './process-identity.mjs';

describe('a lock between processes', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'olchat-lock-'));
    file = join(folder, 'some.lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is held by the first and refused to the second while the first lives', () => {
    expect(takeLock(file)).toBeUndefined();
    expect(takeLock(file)).toMatchObject({ pid: process.pid });
    releaseLock(file);
    expect(takeLock(file)).toBeUndefined();
  });

  it('is free when its holder was killed', async () => {
    const { pid } = spawnSync('true');
    await writeFile(file, JSON.stringify({ pid, identity: `${pid} 1` }));
    expect(takeLock(file)).toBeUndefined();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is free when the number of its holder went to another process', async () => {
    await writeFile(file, JSON.stringify({ pid: process.pid, identity: `${process.pid} 1` }));
    expect(takeLock(file)).toBeUndefined();
  });

  it('is free when a full disk cut it short', async () => {
    await writeFile(file, '{"pid":');
    expect(takeLock(file)).toBeUndefined();
  });

  it('keeps notes for those who find it, and leaves no other file', async () => {
    takeLock(file);
    noteInLock(file, { isStopping: true });
    expect(readLock(file)).toEqual({ isStopping: true, pid: process.pid, identity: processIdentity(process.pid) });
    expect(await readdir(folder)).toEqual(['some.lock']);
  });
});

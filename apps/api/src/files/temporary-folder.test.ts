import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inTemporaryFolder, removeLeftFolders } from './temporary-folder.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'olchat-test-'));
});
afterEach(() => rm(parent, { recursive: true }));

async function leave(name: string, minutes: number): Promise<string> {
  const at = new Date(Date.now() - minutes * 60_000);
  await mkdir(join(parent, name));
  await writeFile(join(parent, name, 'recording'), 'x');
  await utimes(join(parent, name), at, at);
  return name;
}

it('is the worker’s alone, and gone when the work ended, however it ended', async () => {
  const used: string[] = [];
  const work = async (folder: string): Promise<number> => {
    used.push(folder);
    await writeFile(join(folder, 'recording'), 'x');
    return (await stat(folder)).mode & 0o777;
  };
  expect(await inTemporaryFolder(work)).toBe(0o700);
  await expect(inTemporaryFolder(folder => work(folder).then(() => Promise.reject(new Error('broken'))))).rejects.toThrow('broken');
  expect(used.map(folder => existsSync(folder))).toEqual([false, false]);
});

it('that a killed process left is removed after an hour; what is young or somebody else’s stays', async () => {
  await leave('olchat-work-old', 61);
  const kept = [await leave('olchat-work-young', 59), await leave('other', 61)];
  await removeLeftFolders({ info: () => undefined }, { parent });
  expect((await readdir(parent)).toSorted()).toEqual(kept.toSorted());
});

it('that cannot be removed is told of, and the others go', async () => {
  await symlink(join(parent, 'nowhere'), join(parent, 'olchat-work-broken'));
  await leave('olchat-work-old', 61);
  const said: string[] = [];
  await removeLeftFolders({ info: message => void said.push(message) }, { parent });
  expect([said.length, await readdir(parent)]).toEqual([1, ['olchat-work-broken']]);
});

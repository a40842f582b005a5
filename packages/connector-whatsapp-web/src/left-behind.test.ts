import { mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateMessageIDV2 } from 'baileys';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeLeftBehind } from './left-behind.ts';
import { silentLogger } from './library-logger.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'olchat-left-behind-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function leave(name: string, minutes: number): Promise<string> {
  const at = new Date(Date.now() - minutes * 60_000);
  await writeFile(join(folder, name), 'x');
  await utimes(join(folder, name), at, at);
  return name;
}

it('takes away what a killed upload left, and nothing that is young or somebody else’s', async () => {
  await leave(`document${generateMessageIDV2()}-enc`, 61);
  await leave(`image${generateMessageIDV2()}`, 61);
  const kept = [await leave(`video${generateMessageIDV2()}-enc`, 59), await leave('document-enc', 61), await leave('report.pdf', 61)];
  await removeLeftBehind(folder, silentLogger);
  expect((await readdir(folder)).toSorted()).toEqual(kept.toSorted());
});

it('says what it could not take away, and goes on', async () => {
  await symlink(join(folder, 'nowhere'), join(folder, `audio${generateMessageIDV2()}-enc`));
  await leave(`document${generateMessageIDV2()}-enc`, 61);
  const said: string[] = [];
  await removeLeftBehind(folder, { ...silentLogger, info: message => void said.push(message) });
  expect([said.length, (await readdir(folder)).length]).toEqual([1, 1]);
});

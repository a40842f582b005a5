import { describe, expect, it } from 'vitest';
import { FakePreviewMaker, once, pngOf, World } from '../../testing/index.ts';
import { isRefusal } from '../refusal.ts';
import { previewOf } from './make-preview.ts';
import type { StoredFile } from './stored-file.ts';
import { dropFile, sweepFiles, uploadFile } from './take-file.ts';

async function open(name = 'фото.png', bytes: Buffer = pngOf(10, 10)) {
  const world = await World.open();
  const file = await uploadFile(world, world.caller, { name, content: once(bytes), asLink: false });
  if (isRefusal(file)) throw new Error(file.code);
  const previews = new FakePreviewMaker();
  const deps = { ...world, storage: world.storage, files: world.files, clock: world.clock, previews };
  return {
    world,
    deps,
    file,
    previews,
    ask: () => previewOf(deps, world.portal.id, file.id),
    stored: () => world.do(tx => tx.files.find(file.id)),
    lying: () => [...world.files.contents.keys()].map(path => path.split('/')[1]),
  };
}

describe('the preview of a picture (SE-34)', () => {
  it('is made when it is first wanted, once, under a key of its own beside the file', async () => {
    const { ask, previews, file, lying, stored } = await open();
    expect(lying()).toEqual([file.storageKey]);
    const preview = await ask();
    if (preview === null || preview === 'BUSY') throw new Error('there is no preview');
    expect(preview.key).not.toBe(file.storageKey);
    expect(lying()).toEqual([file.storageKey, preview.key]);
    expect(await ask()).toEqual(preview);
    expect(previews.made).toBe(1);
    expect((await stored())?.heldBytes).toBe(file.size + preview.bytes);
  });

  it('remains one when two ask at once', async () => {
    const { ask, lying } = await open();
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(one).toEqual(other);
    expect(lying()).toHaveLength(2);
  });

  it('is none where the picture cannot be decoded, and that is not tried again', async () => {
    const { ask, previews, lying, file } = await open();
    previews.problem = 'UNREADABLE';
    expect([await ask(), await ask(), previews.made]).toEqual([null, null, 1]);
    expect(lying()).toEqual([file.storageKey]);
  });

  it('may be asked for again when too many wait', async () => {
    const { ask, previews } = await open();
    previews.problem = 'BUSY';
    expect(await ask()).toBe('BUSY');
    previews.problem = null;
    expect(await ask()).toMatchObject({ bytes: expect.any(Number) as number });
  });

  it.each([
    ['a document', 'договор.pdf', '%PDF-1.7'],
    ['a picture that browsers do not show', 'скан.tiff', 'II*\0'],
  ])('is none for %s, which nobody tries to decode', async (_what, name, content) => {
    const { ask, previews } = await open(name, Buffer.from(content, 'latin1'));
    expect([await ask(), previews.made]).toEqual([null, 0]);
  });

  it('goes with its file, also when the file was read before it was made', async () => {
    const { ask, world, file, lying } = await open();
    await ask();
    file.use(world.clock.now());
    await world.do(tx => tx.files.save(file));
    expect(file.previewKey).toBeNull();
    world.clock.advance(31 * 24 * 3_600_000);
    expect(await sweepFiles(world, world.portal.id, 10)).toBe(1);
    expect(lying()).toEqual([]);
    expect(await ask()).toBeNull();
  });

  it('leaves nothing when its file is removed while it is being made', async () => {
    const { ask, world, previews, stored, lying } = await open();
    previews.meanwhile = async () => dropFile(world, (await stored()) as StoredFile);
    expect(await ask()).toBeNull();
    expect(lying()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { BORIS, extendedWebpOf, FakeScanner, gifOf, jpegOf, pngOf, World } from '../../testing/index.ts';
import { isRefusal } from '../refusal.ts';
import { StoredFile } from './stored-file.ts';
import { dropFile, keepFile, MAX_FILE_BYTES, MAX_LINK_BYTES, sweepFiles, uploadFile } from './take-file.ts';

async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(typeof part === 'string' ? Buffer.from(part) : part);
}

const upload = async (world: World, name: string, content: AsyncIterable<Uint8Array>, asLink = false) =>
  uploadFile(world, world.caller, { name, content, asLink });

const stored = (world: World): StoredFile[] => [...world.storage.stateOf(world.portal.id).files.values()];

describe('an uploaded file (W-19)', () => {
  it('is kept with what its content tells, for its uploader, for a day', async () => {
    const world = await World.open();
    const file = await upload(world, 'Договор.pdf', pieces('%PDF-', '1.7'));
    expect(file).toMatchObject({ state: 'READY', name: 'Договор.pdf', size: 8, mime: 'application/pdf', ownerId: world.caller.employeeId });
    expect(stored(world)).toEqual([file]);
    expect(world.files.contents.size).toBe(1);
    expect(stored(world)[0]?.expiresAt.getTime()).toBe(world.clock.now().getTime() + 24 * 3_600_000);
  });

  it.each([
    ['FILE_EMPTY', 'пусто.pdf', () => pieces()],
    ['FILE_UNREADABLE', 'setup.exe', () => pieces('MZ')],
    ['FILE_UNREADABLE', 'фото.jpg', () => pieces('%PDF-')],
    ['PICTURE_TOO_LARGE', 'бомба.png', () => pieces(pngOf(30_000, 30_000))],
    ['PICTURE_TOO_LARGE', 'бомба.jpg', () => pieces(jpegOf(50_001, 1000, new Uint8Array(200_000)))],
    ['PICTURE_TOO_LARGE', 'бомба.gif', () => pieces(gifOf(65_535, 65_535))],
    ['PICTURE_TOO_LARGE', 'бомба.webp', () => pieces(extendedWebpOf(16_000_000, 16_000_000))],
  ])('is refused with %s when it is %s, and nothing of it is left (E-23, SE-33)', async (code, name, content) => {
    const world = await World.open();
    expect(await upload(world, name, content())).toMatchObject({ refused: true, code });
    expect(world.files.contents.size).toBe(0);
    expect(stored(world).map(({ state }) => state)).toEqual(['GONE']);
  });

  it.each([
    ['25 MB', false, MAX_FILE_BYTES],
    ['100 MB as a link', true, MAX_LINK_BYTES],
  ])('may have %s and not one byte more; the rest is not read (Q-30, Q-31)', async (_what, asLink, limit) => {
    const world = await World.open();
    let read = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('%PDF-'));
      for (;;) {
        read += 1_000_000;
        yield new Uint8Array(1_000_000);
      }
    };
    const refusal = await upload(world, 'большой.pdf', endless(), asLink);
    expect(refusal).toMatchObject({ code: 'FILE_TOO_LARGE', details: { limit } });
    expect(read).toBeLessThan(limit + 2_000_000);
    expect(isRefusal(await upload(world, 'большой.pdf', pieces('%PDF-', new Uint8Array(limit - 5)), asLink))).toBe(false);
    expect(isRefusal(await upload(world, 'большой.pdf', pieces('%PDF-', new Uint8Array(limit - 4)), asLink))).toBe(true);
  });

  it('may have 50 million points and not one row more (SE-33)', async () => {
    const world = await World.open();
    expect(await upload(world, 'фото.png', pieces(pngOf(10_000, 5000)))).toMatchObject({ state: 'READY', kind: 'IMAGE' });
    expect(await upload(world, 'фото.png', pieces(pngOf(10_000, 5001)))).toMatchObject({ details: { limit: 50_000_000 } });
  });

  it('that a client sent is kept whatever it says of itself: it is his', async () => {
    const world = await World.open();
    const kept = await keepFile(world, world.portal.id, null, {
      ...{ name: 'фото.png', content: pieces(pngOf(30_000, 30_000)), maxBytes: MAX_FILE_BYTES, asLink: false, mustBeKnown: false },
    });
    expect(kept).toMatchObject({ state: 'READY' });
  });

  it('with a virus in it is refused by the name of the virus, and nothing of it is left (SE-33)', async () => {
    const world = await World.open();
    world.scanner = new FakeScanner();
    expect(await upload(world, 'акт.pdf', pieces('%PDF-', 'вирус'))).toMatchObject({
      code: 'FILE_INFECTED',
      retry: 'NO',
      details: { rawCode: 'Test.Signature' },
    });
    expect([world.files.contents.size, stored(world).map(({ state }) => state)]).toEqual([0, ['INFECTED']]);
    expect(await upload(world, 'акт.pdf', pieces('%PDF-', 'чисто'))).toMatchObject({ state: 'READY' });
  });

  it('is refused for now while the scanner is silent, and taken later (SE-33)', async () => {
    const world = await World.open();
    const scanner = (world.scanner = new FakeScanner());
    scanner.isSilent = true;
    expect(await upload(world, 'акт.pdf', pieces('%PDF-'))).toMatchObject({ code: 'FILE_NOT_SCANNED', retry: 'YES' });
    expect([world.files.contents.size, stored(world).map(({ state }) => state)]).toEqual([0, ['GONE']]);
    scanner.isSilent = false;
    expect(await upload(world, 'акт.pdf', pieces('%PDF-'))).toMatchObject({ state: 'READY' });
  });

  it('has room until the portal’s files take all of it; what is removed gives it back (SE-33)', async () => {
    const world = await World.open();
    world.files.portalBytes = 100;
    const pdf = (bytes: number) => upload(world, 'акт.pdf', pieces('%PDF-', new Uint8Array(bytes - 5)));
    const first = await pdf(60);
    expect(await pdf(41)).toMatchObject({ code: 'FILE_SPACE_FULL', details: { limit: 100 } });
    expect(isRefusal(await pdf(40))).toBe(false);
    let isRead = false;
    const unread = async function* (): AsyncGenerator<Uint8Array> {
      isRead = true;
      yield await Promise.resolve(Buffer.from('%PDF-'));
    };
    expect(await upload(world, 'акт.pdf', unread())).toMatchObject({ code: 'FILE_SPACE_FULL' });
    expect([isRead, world.files.contents.size]).toEqual([false, 2]);
    await dropFile(world, first as StoredFile);
    expect(isRefusal(await pdf(60))).toBe(false);
  });

  it('that breaks off leaves nothing', async () => {
    const world = await World.open();
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('%PDF-'));
      throw new Error('the client went away');
    };
    await expect(upload(world, 'договор.pdf', broken())).rejects.toThrow('went away');
    expect(world.files.contents.size).toBe(0);
    expect(stored(world).map(({ state }) => state)).toEqual(['GONE']);
  });

  it('is removed when its time is over, also one whose upload was never finished', async () => {
    const world = await World.open();
    await upload(world, 'договор.pdf', pieces('%PDF-'));
    const fields = { portalId: world.portal.id, ownerId: BORIS, name: 'x.pdf', asLink: false, createdAt: world.clock.now() };
    const [id] = stored(world);
    if (id === undefined) throw new Error('nothing is stored');
    const begun = StoredFile.begin({ ...fields, id: `${id.id}-2` as typeof id.id, storageKey: 'begun' });
    await world.do(tx => tx.files.add(begun));
    expect(await sweepFiles(world, world.portal.id, 10)).toBe(0);
    world.clock.advance(24 * 3_600_000 + 1);
    expect(await sweepFiles(world, world.portal.id, 10)).toBe(2);
    expect(world.files.contents.size).toBe(0);
    expect(await sweepFiles(world, world.portal.id, 10)).toBe(0);
  });

  it('stays when somebody took it after the sweep had found it; which it removes nobody can take any more', async () => {
    const world = await World.open();
    for (const name of ['один.pdf', 'два.pdf']) await upload(world, name, pieces('%PDF-'));
    world.clock.advance(24 * 3_600_000 + 1);
    const remove = world.files.remove.bind(world.files);
    const [swept, taken] = await world.do(tx => tx.files.expired(world.clock.now(), 10));
    if (swept === undefined || taken === undefined) return expect.unreachable();
    const seen: unknown[] = [];
    world.files.remove = async (portalId, key) => {
      await world.do(async tx => {
        seen.push((await tx.files.find(swept.id))?.state);
        taken.use(world.clock.now());
        await tx.files.save(taken);
      });
      await remove(portalId, key);
    };
    await sweepFiles(world, world.portal.id, 10);
    const states = await Promise.all([swept, taken].map(({ id }) => world.do(async tx => (await tx.files.find(id))?.state)));
    expect([seen, states, world.files.contents.size]).toEqual([['UPLOADING'], ['GONE', 'READY'], 1]);
  });
});

import { describe, expect, it } from 'vitest';
import { ScriptedSession, World } from '../../testing/index.ts';
import { once } from '../../testing/memory-file-store.ts';
import type { InboundMessage } from '../ports/connector/inbound.ts';
import type { PictureAnswer } from '../ports/connector/people.ts';
import { fetchClientPicture, MAX_PICTURE_BYTES, PICTURE_PATIENCE_MS } from './client-picture.ts';
import { forwardInbound } from './forward-inbound.ts';
import { storeInbound } from './store-inbound.ts';

const DAY_MS = 86_400_000;
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1);
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 2);
const HIS = 'his-address';

async function given() {
  const world = await World.open();
  const session = new ScriptedSession(() => world.clock.now());
  let count = 0;
  const writes = (fields: Partial<InboundMessage> = {}, capabilities: { pictures?: boolean } = { pictures: true }) => {
    const message: InboundMessage = {
      externalMessageId: `in-${(count += 1)}`,
      address: world.recipient.address,
      messengerAddress: HIS,
      fromPhone: false,
      name: 'Ваня',
      text: 'Сколько стоит?',
      file: null,
      change: null,
      unsupported: null,
      occurredAt: world.clock.now(),
      ...fields,
    };
    return storeInbound(world, world.portal.id, world.account.id, [message], capabilities);
  };
  const shows = (answer: PictureAnswer) => void session.pictures.set(HIS, answer);
  const showsBytes = (bytes: Uint8Array) => shows({ kind: 'content', bytes: once(bytes) });
  const fetch = () => fetchClientPicture(world, world.portal.id, world.recipient.id, session, new AbortController().signal);
  const forward = async () => {
    const outcomes = [];
    for (const task of world.waiting('forward-inbound')) outcomes.push(await forwardInbound(world, world.portal.id, task.subjectId));
    return outcomes;
  };
  const recipient = () => world.do(tx => tx.recipients.find(world.recipient.id));
  const shown = () => world.openLines.chats[0]?.pictureUrl;
  return { world, session, writes, shows, showsBytes, fetch, forward, recipient, shown };
}

describe('the picture of a client (H-1)', () => {
  it.each([
    ['JPEG', JPEG, 'image/jpeg'],
    ['PNG', PNG, 'image/png'],
    ['WebP', new TextEncoder().encode('RIFF....WEBP'), 'image/webp'],
  ])('is waited for, kept for a month and shown in the chat by a link: %s', async (_what, bytes, mime) => {
    const { world, writes, showsBytes, fetch, forward, recipient, shown } = await given();
    await writes();
    expect(world.waiting('fetch-client-picture')).toMatchObject([
      { laneKey: `account:${world.account.id}`, subjectId: world.recipient.id },
    ]);
    expect(await forward()).toMatchObject([{ kind: 'again', reason: 'PICTURE_NOT_HERE_YET', passing: true }]);
    expect(shown()).toBeUndefined();
    showsBytes(bytes);
    expect(await fetch()).toBe('stored');
    const { pictureId } = (await recipient()) ?? {};
    const file = [...world.storage.stateOf(world.portal.id).files.values()].find(({ id }) => id === pictureId);
    expect(file).toMatchObject({ state: 'READY', mime, ownerId: null, expiresAt: new Date(world.clock.now().getTime() + 30 * DAY_MS) });
    expect(await forward()).toEqual([{ kind: 'done' }]);
    expect(shown()).toBe(`https://olchat.example/files/${pictureId ?? ''}`);
  });

  it('holds a message for two and a half seconds at most; then it goes without', async () => {
    const { world, writes, forward, shown } = await given();
    await writes();
    world.clock.advance(PICTURE_PATIENCE_MS - 1);
    expect(await forward()).toMatchObject([{ kind: 'again' }]);
    world.clock.advance(1);
    expect(await forward()).toEqual([{ kind: 'done' }]);
    expect(world.openLines.posts().map(({ text }) => text)).toEqual(['Сколько стоит?']);
    expect(shown()).toBeUndefined();
  });

  it('is asked for once a day, also when there is none', async () => {
    const { world, session, writes, fetch, forward } = await given();
    await writes();
    expect(await fetch()).toBe('none');
    expect(await forward()).toEqual([{ kind: 'done' }]);
    world.clock.advance(DAY_MS - 1);
    await writes();
    expect(await fetch()).toBe('none');
    expect(await forward()).toContainEqual({ kind: 'done' });
    expect(session.picturesAsked).toEqual([HIS]);
    world.clock.advance(1);
    world.storage.stateOf(world.portal.id).tasks.clear();
    await writes();
    expect(world.waiting('fetch-client-picture')).toHaveLength(1);
    await fetch();
    expect(session.picturesAsked).toEqual([HIS, HIS]);
  });

  it.each([
    ['the messenger cannot show pictures', {}, {}],
    ['the account’s owner wrote it on his phone', { fromPhone: true }, { pictures: true }],
  ])('is not asked for when %s, and nothing waits', async (_why, fields, capabilities) => {
    const { world, writes, forward } = await given();
    await writes(fields, capabilities);
    expect(world.waiting('fetch-client-picture')).toEqual([]);
    expect(await forward()).toEqual([{ kind: 'done' }]);
  });

  it('of an ignored number is not asked for (C-18)', async () => {
    const { world, writes } = await given();
    await world.do(tx => tx.accounts.save(Object.assign(world.account, { ignoredNumbers: [world.recipient.address] })));
    await writes();
    expect(world.waiting('fetch-client-picture')).toEqual([]);
  });

  it.each([
    ['too large', new Uint8Array(MAX_PICTURE_BYTES + 1).fill(0xff)],
    ['no picture', new TextEncoder().encode('<svg onload="x">')],
    ['empty', new Uint8Array()],
  ])('that is %s is not kept (SE-33)', async (_what, bytes) => {
    const { world, writes, showsBytes, fetch, forward, recipient, shown } = await given();
    await writes();
    showsBytes(bytes);
    expect(await fetch()).toBe('unfit');
    expect([world.files.contents.size, (await recipient())?.pictureId]).toEqual([0, null]);
    expect(await forward()).toEqual([{ kind: 'done' }]);
    expect(shown()).toBeUndefined();
  });

  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield* once(JPEG);
    throw new Error('the line is cut');
  };

  it.each([
    ['the messenger cannot say', (): PictureAnswer => ({ kind: 'unavailable', reason: 'not connected' })],
    ['it breaks off', (): PictureAnswer => ({ kind: 'content', bytes: broken() })],
  ])('stays as it was when %s, and no message waits for it any more', async (_what, answer) => {
    const { world, writes, shows, showsBytes, fetch, forward, recipient, shown } = await given();
    await writes();
    showsBytes(JPEG);
    await fetch();
    const before = (await recipient())?.pictureId;
    world.clock.advance(DAY_MS);
    await writes();
    shows(answer());
    expect(await fetch()).toBe('unavailable');
    expect((await recipient())?.pictureId).toBe(before);
    expect(await forward()).toContainEqual({ kind: 'done' });
    expect(shown()).toContain(before);
  });

  it('that did not change stays the same file; another one takes its place, and one taken away is removed', async () => {
    const { world, writes, shows, showsBytes, fetch, recipient } = await given();
    const nextDay = async () => {
      world.clock.advance(DAY_MS);
      await writes();
    };
    await writes();
    showsBytes(JPEG);
    await fetch();
    const first = (await recipient())?.pictureId;
    await nextDay();
    showsBytes(JPEG);
    expect(await fetch()).toBe('same');
    expect((await recipient())?.pictureId).toBe(first);
    expect(world.files.contents.size).toBe(1);
    await nextDay();
    showsBytes(PNG);
    expect(await fetch()).toBe('stored');
    expect((await recipient())?.pictureId).not.toBe(first);
    expect(world.files.contents.size).toBe(1);
    await nextDay();
    shows({ kind: 'none' });
    expect(await fetch()).toBe('none');
    expect([world.files.contents.size, (await recipient())?.pictureId]).toEqual([0, null]);
  });
});

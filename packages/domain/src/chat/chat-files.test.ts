/** Files between the open-line chat and the messenger, both ways, with what may fail on the way (O-27, H-1). */
import { describe, expect, it } from 'vitest';
import { aMessage, ANNA, FakeScanner, once, ScriptedSession, World } from '../../testing/index.ts';
import { keepFile } from '../file/take-file.ts';
import type { StoredFile } from '../file/stored-file.ts';
import type { FileId } from '../ids.ts';
import type { Message } from '../message/message.ts';
import type { InboundMessage } from '../ports/connector/inbound.ts';
import type { PortalEvent } from '../ports/portal-event.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { fetchInboundFile } from './fetch-inbound-file.ts';
import { forwardLateFile } from './forward-late-file.ts';
import { forwardInbound } from './forward-inbound.ts';
import { storeInbound } from './store-inbound.ts';
import { forwardOperatorMessage } from './operator-message.ts';
import { routePortalEvents } from './route-portal-events.ts';
import { publishMessage } from './publish-message.ts';

const PDF = Buffer.from('%PDF-1.7 договор');

async function given() {
  const world = await World.open();
  const client = world.recipient.address.slice(1);
  const { dialog: lineChat } = await world.addChat();
  const posts = () => world.openLines.posts(lineChat.id);
  return { world, client, lineChat, posts, signal: new AbortController().signal };
}

describe('a sent file in the chat (O-27)', () => {
  async function sentFile(publication: 'INCOMING' | 'OUTGOING', text = '') {
    const base = await given();
    const { world } = base;
    const incoming = { name: 'договор.pdf', content: once(PDF), maxBytes: 1000, asLink: false, mustBeKnown: true };
    const stored = await keepFile(world, world.portal.id, ANNA, incoming);
    if (isRefusal(stored)) throw new Error(stored.code);
    const file = { id: stored.id, kind: 'DOCUMENT', name: stored.name, mime: stored.mime, size: stored.size, seconds: null } as const;
    const ids = world.pair;
    const message = aMessage({ ...ids, text, file, publication, status: 'SENT', delivery: 'DONE' });
    await world.accept(message);
    const publish = () => publishMessage(world, world.portal.id, message.id, 1);
    return { ...base, stored, message, publish };
  }

  it('published as incoming is fetched by the portal by a link of ours', async () => {
    const { stored, publish, posts } = await sentFile('INCOMING', 'вот');
    expect(await publish()).toMatchObject({ kind: 'done' });
    expect(posts()).toMatchObject([
      {
        author: 'client',
        text: '💬 OLChat (CRM):\nвот',
        files: [{ name: 'договор.pdf', url: `https://olchat.example/files/${stored.id}` }],
      },
    ]);
  });

  it('published as outgoing is the employee’s own file', async () => {
    const { publish, posts, world, message } = await sentFile('OUTGOING', 'вот');
    expect(await publish()).toMatchObject({ kind: 'done' });
    expect(posts()).toMatchObject([{ author: ANNA, text: 'вот', files: [{ name: 'договор.pdf' }] }]);
    expect(await world.message(message.id)).toMatchObject({ publishedAs: posts()[0]?.id });
  });

  it.each(['INCOMING', 'OUTGOING'] as const)('whose bytes are gone is at least named (%s)', async publication => {
    const { publish, posts, world } = await sentFile(publication);
    world.files.contents.clear();
    expect(await publish()).toMatchObject({ kind: 'done' });
    expect(posts()[0]?.text).toContain('📎 договор.pdf');
    expect(posts()[0]?.files ?? []).toEqual([]);
  });

  it('whose answer was lost is known by its echo, and does not go to the client again (O-24)', async () => {
    const { publish, posts, world, client, lineChat, message } = await sentFile('OUTGOING');
    world.openLines.doom('postFileAsEmployee', 'lose-answer');
    await publish();
    const event: PortalEvent = {
      kind: 'operator-message',
      messenger: 'WHATSAPP',
      lineId: world.account.lineId,
      openLineChatId: lineChat.id,
      openLineMessageId: posts()[0]?.id ?? '',
      authorId: ANNA,
      clientExternalId: client,
      text: '',
      fileCount: 1,
      fileNames: ['договор.pdf'],
    };
    world.openLines.contents.set('own', PDF);
    await routePortalEvents(world, world.portal.id, [event]);
    const [task] = world.waiting('forward-operator-message');
    expect(await forwardOperatorMessage(world, world.portal.id, task?.subjectId ?? '')).toEqual({ kind: 'done' });
    expect(await world.do(tx => tx.messages.ready(world.account.id))).toEqual([]);
    expect(await world.message(message.id)).toMatchObject({ publishedAs: posts()[0]?.id, publicationFailure: null });
  });
});

describe('a client’s file (H-1)', () => {
  async function received(fields: Partial<InboundMessage> = {}) {
    const base = await given();
    const { world, signal } = base;
    const session = new ScriptedSession(() => world.clock.now());
    const inbound: InboundMessage = {
      externalMessageId: 'm-1',
      address: world.recipient.address,
      messengerAddress: 'x',
      fromPhone: false,
      name: 'Ваня',
      text: null,
      file: { kind: 'IMAGE', name: null, mime: 'image/jpeg', size: 5, seconds: null, reference: 'ref-1' },
      change: null,
      unsupported: null,
      occurredAt: world.clock.now(),
      ...fields,
    };
    await storeInbound(world, world.portal.id, world.account.id, [inbound]);
    const inboxId = world.waiting('forward-inbound')[0]?.subjectId ?? '';
    const fetch = () => fetchInboundFile(world, world.portal.id, inboxId, session, signal);
    const forward = () => forwardInbound(world, world.portal.id, inboxId);
    const stored = (): Promise<StoredFile | null> => world.do(tx => tx.files.find(inboxId as FileId));
    return { ...base, session, inboxId, fetch, forward, stored };
  }
  const content = () => ({ kind: 'content', bytes: once(PDF) }) as const;

  it('is asked for at once, and its chat waits for it; then the portal fetches it under a name with an extension', async () => {
    const { world, session, fetch, forward, stored, posts } = await received({ text: 'вот фото' });
    expect(world.waiting('fetch-inbound-file')).toHaveLength(1);
    expect(await forward()).toMatchObject({ kind: 'again', passing: true });
    expect(posts()).toEqual([]);
    session.downloads.set('ref-1', content());
    expect(await fetch()).toBe('stored');
    expect(await forward()).toEqual({ kind: 'done' });
    expect(posts()).toMatchObject([{ author: 'client', text: 'вот фото', files: [{ name: 'photo.jpg' }] }]);
    expect((await stored())?.expiresAt.getTime()).toBe(world.clock.now().getTime() + 30 * 86_400_000);
  });

  it('is stored once, however often it is fetched, also after a run that died in the middle', async () => {
    const { world, session, fetch } = await received();
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* once(PDF);
      throw new Error('the line is cut');
    };
    session.downloads.set('ref-1', { kind: 'content', bytes: broken() });
    await expect(fetch()).rejects.toThrow('cut');
    expect(world.files.contents.size).toBe(0);
    session.downloads.set('ref-1', content());
    expect(await fetch()).toBe('stored');
    session.downloads.set('ref-1', { kind: 'gone' });
    expect(await fetch()).toBe('stored');
    expect(world.files.contents.size).toBe(1);
  });

  it('whose name plays tricks of direction or with paths is named without them, also where it is only named (SE-34)', async () => {
    const named = {
      kind: 'DOCUMENT',
      name: '../счёт\u202Eexe.pdf',
      mime: 'application/pdf',
      size: 5,
      seconds: null,
      reference: 'ref-1',
    } as const;
    const { fetch, forward, posts } = await received({ file: named });
    expect(await fetch()).toBe('gone');
    await forward();
    expect(posts()).toMatchObject([{ text: '📎 счётexe.pdf — файл не получен' }]);
  });

  it('that the messenger has no more is named in the chat (E-23)', async () => {
    const { fetch, forward, posts } = await received();
    expect(await fetch()).toBe('gone');
    expect(await forward()).toEqual({ kind: 'done' });
    expect(posts()).toMatchObject([{ text: '📎 photo.jpg — файл не получен' }]);
  });

  it('holds its chat for ten minutes at most, and is asked for again meanwhile', async () => {
    const { world, session, fetch, forward, posts } = await received();
    session.downloads.set('ref-1', { kind: 'unavailable', reason: 'not connected' });
    expect(await fetch()).toBe('unavailable');
    world.storage.stateOf(world.portal.id).tasks.clear();
    expect(await forward()).toMatchObject({ kind: 'again' });
    expect(world.waiting('fetch-inbound-file')).toHaveLength(1);
    world.clock.advance(10 * 60_000);
    expect(await forward()).toEqual({ kind: 'done' });
    expect(posts()).toMatchObject([{ text: '📎 photo.jpg — файл ещё не получен, придёт отдельным сообщением' }]);
  });

  it('that came after its chat went on follows as a message of its own, once (SE-33)', async () => {
    const { world, session, inboxId, fetch, forward, posts } = await received({ text: 'вот фото' });
    const late = () => forwardLateFile(world, world.portal.id, inboxId);
    session.downloads.set('ref-1', { kind: 'unavailable', reason: 'not connected' });
    await fetch();
    world.clock.advance(10 * 60_000);
    world.openLines.doom('postFromClient', refuse('PORTAL_UNAVAILABLE'));
    expect(await forward()).toMatchObject({ kind: 'again' });
    expect(world.waiting('forward-late-file')).toHaveLength(1);
    expect(await late()).toMatchObject({ kind: 'again', passing: true });
    session.downloads.set('ref-1', content());
    expect(await fetch()).toBe('stored');
    // The message is tried again, and leaves the file to whom it was promised.
    expect(await forward()).toEqual({ kind: 'done' });
    expect(await late()).toEqual({ kind: 'done' });
    expect(await late()).toEqual({ kind: 'done' });
    expect(posts().map(({ text, files }) => [text, (files ?? []).map(({ name }) => name)])).toEqual([
      ['📎 photo.jpg — файл ещё не получен, придёт отдельным сообщением\nвот фото', []],
      ['', ['photo.jpg']],
    ]);
  });

  it('that never came is waited for no longer than a day', async () => {
    const { world, session, inboxId, fetch, forward, posts } = await received();
    session.downloads.set('ref-1', { kind: 'unavailable', reason: 'not connected' });
    await fetch();
    world.clock.advance(10 * 60_000);
    await forward();
    world.clock.advance(24 * 3_600_000);
    expect(await forwardLateFile(world, world.portal.id, inboxId)).toMatchObject({ kind: 'done', note: 'the file never came' });
    expect(posts()).toHaveLength(1);
  });

  it('with a virus in it does not reach the chat, which says why (SE-33)', async () => {
    const { world, session, fetch, forward, posts } = await received({ text: 'счёт' });
    world.scanner = new FakeScanner();
    session.downloads.set('ref-1', { kind: 'content', bytes: once(Buffer.from('вирус')) });
    expect(await fetch()).toBe('gone');
    expect(world.files.contents.size).toBe(0);
    expect(await forward()).toEqual({ kind: 'done' });
    expect(posts()).toMatchObject([{ text: '📎 photo.jpg — файл не принят: в нём найден вирус\nсчёт' }]);
    expect(posts()[0]?.files ?? []).toEqual([]);
  });

  it('waits here while the scanner is silent, and need not be fetched anew (SE-33)', async () => {
    const { world, session, fetch, forward, stored, posts } = await received();
    const scanner = (world.scanner = new FakeScanner());
    scanner.isSilent = true;
    session.downloads.set('ref-1', content());
    expect(await fetch()).toBe('unavailable');
    expect(await stored()).toMatchObject({ state: 'UPLOADING' });
    expect(await forward()).toMatchObject({ kind: 'again', passing: true });
    scanner.isSilent = false;
    session.downloads.set('ref-1', { kind: 'gone' });
    expect(await fetch()).toBe('stored');
    expect(await forward()).toEqual({ kind: 'done' });
    expect(posts()).toMatchObject([{ files: [{ name: 'photo.jpg' }] }]);
  });
});

describe('an operator’s file (H-1)', () => {
  async function posted(text: string, files: { name: string; url: string }[], fields: { fileCount?: number } = {}) {
    const base = await given();
    const { world, lineChat, client } = base;
    lineChat.messages.push({ id: '801', author: ANNA, externalId: null, text, files, deliveredAs: null });
    const event: PortalEvent = {
      kind: 'operator-message',
      messenger: 'WHATSAPP',
      lineId: world.account.lineId,
      openLineChatId: lineChat.id,
      openLineMessageId: '801',
      authorId: ANNA,
      clientExternalId: client,
      text,
      fileCount: files.length,
      fileNames: files.map(({ name }) => name),
      ...fields,
    };
    await routePortalEvents(world, world.portal.id, [event]);
    const [task] = world.waiting('forward-operator-message');
    const forward = () => forwardOperatorMessage(world, world.portal.id, task?.subjectId ?? '');
    const ready = (): Promise<Message[]> => world.do(tx => tx.messages.ready(world.account.id));
    const said = () => base.posts().filter(({ author }) => author === 'system').map(post => post.text); // prettier-ignore
    return { ...base, forward, ready, said };
  }

  it('is taken from the portal’s own answer and becomes messages of one group, each tied to the one in the chat (SE-2)', async () => {
    const { world, forward, ready } = await posted('прайс', [
      { name: 'прайс.pdf', url: 'disk-1' },
      { name: 'фото.jpg', url: 'disk-2' },
    ]);
    world.openLines.contents.set('disk-1', PDF);
    world.openLines.contents.set('disk-2', Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
    expect(await forward()).toEqual({ kind: 'done' });
    const messages = await ready();
    expect(messages.map(({ text, file }) => [text, file?.name ?? null])).toEqual([
      ['прайс', null],
      ['', 'прайс.pdf'],
      ['', 'фото.jpg'],
    ]);
    expect(new Set(messages.map(({ groupId }) => groupId)).size).toBe(1);
    expect(messages.every(({ openLineMessageId }) => openLineMessageId === '801')).toBe(true);
  });

  it.each([
    ['FILE_UNREADABLE', 'setup.exe', Buffer.from('MZ')],
    ['FILE_EMPTY', 'пусто.pdf', Buffer.alloc(0)],
  ])('that must not go is refused with %s in the chat', async (code, name, bytes) => {
    const { world, forward, ready, said } = await posted('', [{ name, url: 'disk-1' }]);
    world.openLines.contents.set('disk-1', bytes);
    expect(await forward()).toEqual({ kind: 'done' });
    expect([await ready(), said()]).toEqual([[], [`«${code}»`]]);
  });

  it('waits for the scanner; one with a virus in it is refused in the chat (SE-33)', async () => {
    const { world, forward, ready, said } = await posted('', [{ name: 'прайс.pdf', url: 'disk-1' }]);
    const scanner = (world.scanner = new FakeScanner());
    world.openLines.contents.set('disk-1', Buffer.concat([PDF, Buffer.from('вирус')]));
    scanner.isSilent = true;
    expect(await forward()).toMatchObject({ kind: 'again', passing: true });
    scanner.isSilent = false;
    expect(await forward()).toEqual({ kind: 'done' });
    expect([await ready(), said(), world.files.contents.size]).toEqual([[], ['«FILE_INFECTED»'], 0]);
  });

  it('that only the event names, and the chat does not have, goes nowhere (SE-2)', async () => {
    const { forward, ready, said } = await posted('', [], { fileCount: 1 });
    expect(await forward()).toEqual({ kind: 'done' });
    expect([await ready(), said()]).toEqual([[], ['«FILE_GONE»']]);
  });

  it('waits while the portal is away (Q-22)', async () => {
    const { world, forward, ready } = await posted('', [{ name: 'прайс.pdf', url: 'disk-1' }]);
    world.openLines.contents.set('disk-1', PDF);
    world.openLines.doom('downloadFile', refuse('PORTAL_UNAVAILABLE'));
    expect(await forward()).toMatchObject({ kind: 'again', passing: true });
    expect(await forward()).toEqual({ kind: 'done' });
    expect(await ready()).toHaveLength(1);
  });
});

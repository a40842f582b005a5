/** What every connector keeps, whatever the messenger: one suite, run by each connector against its simulator and by the fake. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  newId,
  REFUSAL_CODES,
  type AccountId,
  type AccountStateChange,
  type Connector,
  type FileKind,
  type HistoryAnswer,
  type HistoryMessage,
  type InboundMessage,
  type LoginStep,
  type MessageId,
  type OutgoingFile,
  type OutgoingMessage,
  type Receipt,
  type Session,
  type SessionAccount,
  type SessionEvents,
} from '../src/index.ts';
import { MemorySessionStore } from './memory-session-store.ts';

/** The messenger's side of the test: its server, one client with a phone, the owner of the account. */
export interface ConnectorHarness {
  connector: Connector;
  /** E.164 of the account's number. */
  own: string;
  /** E.164 of somebody who is at this messenger, and of nobody. */
  client: string;
  nobody: string;
  /** The owner of the account does what the step asks of him. */
  answerLogin(step: LoginStep): Promise<void>;
  /** What the server took, in order; a repeat stands twice. */
  accepted(): Promise<readonly { externalMessageId: string; text: string | null }[]>;
  /** Files as the client has them, with the hash of what he can open. */
  files(): Promise<readonly { externalMessageId: string; kind: FileKind; name: string | null; sha256: string; caption: string | null }[]>;
  /** Messages of ours as the client sees them after edits and deletions; a deleted one has no text. */
  changed(): Promise<readonly { externalMessageId: string; text: string | null }[]>;
  /** The client's phone does it with everything that it has. */
  deliver(): Promise<void>;
  read(): Promise<void>;
  /** Answers the messenger's id. `answers`: the words of the message that it quotes, whoever of the two wrote it. */
  reply(text: string, answers?: string): Promise<string>;
  /** The client passes on a text of somebody of this name, where the messenger knows forwarding. */
  forward?(text: string, from: string): Promise<void>;
  /** The client puts an emoji to the message with these words, or takes it away; where the messenger knows reactions. */
  react?(text: string, emoji: string | null): Promise<void>;
  /**
   * What the account and the client wrote to each other before the account was connected, oldest first; the client has read it. Called before
   * anybody logs in. Only where `capabilities.readsHistory`.
   */
  past?(messages: readonly { fromClient: boolean; text: string; at: Date }[]): Promise<void>;
  /** How often the client was told that his messages were read. */
  readsTold?(): Promise<number>;
  /** The client changes what he wrote, or takes it back. */
  change(externalMessageId: string, text: string | null): Promise<void>;
  /** The client shows this picture of himself; null: he shows none. Needed with `capabilities.pictures`. */
  showPicture?(bytes: Uint8Array | null): Promise<void>;
  sendFile(file: { kind: FileKind; name: string; mime: string; bytes: Uint8Array; caption: string | null }): Promise<void>;
  /**
   * refuse, lose-answer: the next message · refuse-file: the next upload of a file · silent-check: the next number check has no answer ·
   * double-receipts: the next comes twice · late-delivered: the next «delivered» comes after the «read».
   */
  trouble(kind: 'refuse' | 'lose-answer' | 'refuse-file' | 'silent-check' | 'double-receipts' | 'late-delivered'): Promise<void>;
  end(): Promise<void>;
}

/** The longest wait for a condition. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 10;

/** Resolves when `condition` holds; fails with its words after a while. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** Remembers everything in order of arrival. `failOnce` plays a database that is away for a moment. */
export class RecordedEvents implements SessionEvents {
  readonly states: AccountStateChange[] = [];
  readonly steps: LoginStep[] = [];
  readonly allReceipts: Receipt[] = [];
  readonly messages: InboundMessage[] = [];
  readonly #failing = new Set<'receipts' | 'inbound'>();

  failOnce(event: 'receipts' | 'inbound'): void {
    this.#failing.add(event);
  }

  isFailing(event: 'receipts' | 'inbound'): boolean {
    return this.#failing.has(event);
  }

  get count(): number {
    return this.states.length + this.steps.length + this.allReceipts.length + this.messages.length;
  }

  get current(): AccountStateChange | undefined {
    return this.states.at(-1);
  }

  state(change: AccountStateChange): Promise<void> {
    this.states.push(change);
    return Promise.resolve();
  }

  login(step: LoginStep): Promise<void> {
    this.steps.push(step);
    return Promise.resolve();
  }

  receipts(receipts: Receipt[]): Promise<void> {
    if (this.#failing.delete('receipts')) return Promise.reject(new Error('The database is away'));
    this.allReceipts.push(...receipts);
    return Promise.resolve();
  }

  inbound(messages: InboundMessage[]): Promise<void> {
    if (this.#failing.delete('inbound')) return Promise.reject(new Error('The database is away'));
    this.messages.push(...messages);
    return Promise.resolve();
  }

  statusesOf(externalMessageId: string): Receipt['status'][] {
    return this.allReceipts.filter(receipt => receipt.externalMessageId === externalMessageId).map(receipt => receipt.status);
  }
}

export function connectorContract(name: string, makeHarness: () => Promise<ConnectorHarness>): void {
  describe(`${name} keeps the contract of connectors`, () => {
    let harness: ConnectorHarness;
    let store: MemorySessionStore;
    let events: RecordedEvents;
    let account: SessionAccount;
    const sessions: Session[] = [];
    const never = new AbortController().signal;

    beforeEach(async () => {
      harness = await makeHarness();
      store = new MemorySessionStore();
      events = new RecordedEvents();
      account = { id: newId<AccountId>(), address: null };
    });

    afterEach(async () => {
      await Promise.all(sessions.splice(0).map(session => session.close()));
      await harness.end();
    });

    const open = (recorded = events, address: string | null = null): Session => {
      const session = harness.connector.open({ ...account, address }, store, recorded);
      sessions.push(session);
      return session;
    };
    const isConnected = (recorded = events): boolean => recorded.current?.state === 'CONNECTED';
    const logIn = async (): Promise<Session> => {
      const session = open();
      let answered = 0;
      await until('the account is connected', async () => {
        const step = events.steps[answered];
        if (step !== undefined) {
          answered += 1;
          if (step.kind !== 'DONE') await harness.answerLogin(step);
        }
        return isConnected();
      });
      return session;
    };
    const message = (text = 'Здравствуйте!', messageId = newId<MessageId>()): OutgoingMessage => ({
      messageId,
      externalMessageId: harness.connector.externalMessageId(messageId),
      address: harness.client,
      messengerAddress: null,
      text,
      file: null,
    });
    const timesAccepted = async ({ externalMessageId }: OutgoingMessage): Promise<number> =>
      (await harness.accepted()).filter(taken => taken.externalMessageId === externalMessageId).length;

    it('logs in by the steps that it announces, ends with DONE, and tells its address (C-2, C-8)', async () => {
      await logIn();
      await until('the login is done', () => events.steps.at(-1)?.kind === 'DONE');
      expect(events.states.some(({ state }) => state === 'LOGIN_REQUIRED')).toBe(true);
      expect(events.current).toMatchObject({ state: 'CONNECTED', reason: null, address: harness.own });
    });

    it('derives one external id from one message id, every time (RE-3)', () => {
      const [one, other] = [newId<MessageId>(), newId<MessageId>()];
      expect(harness.connector.externalMessageId(one)).toBe(harness.connector.externalMessageId(one));
      expect(harness.connector.externalMessageId(one)).not.toBe(harness.connector.externalMessageId(other));
    });

    it('answers accepted when the server has the message, with our id and text (L-7, RE-26)', async () => {
      const session = await logIn();
      const sent = message('Ваш заказ готов 🎉');
      expect(await session.send(sent, never)).toMatchObject({ kind: 'accepted' });
      expect(await harness.accepted()).toEqual([{ externalMessageId: sent.externalMessageId, text: 'Ваш заказ готов 🎉' }]);
    });

    it('shows the sender’s name as a line above the text, in the messenger’s own bold (S-15)', async () => {
      const session = await logIn();
      const sent = { ...message('Ваш заказ готов'), senderLine: 'Смирнова Анна:' };
      expect(await session.send(sent, never)).toMatchObject({ kind: 'accepted' });
      const [taken] = await harness.accepted();
      expect(taken?.text).toMatch(/^\*?Смирнова Анна:\*?\nВаш заказ готов$/);
    });

    it('sends what is asked at once one after another, in order (Q-4)', async () => {
      const session = await logIn();
      const texts = ['раз', 'два', 'три'];
      const outcomes = await Promise.all(texts.map(text => session.send(message(text), never)));
      expect(outcomes.map(outcome => outcome.kind)).toEqual(['accepted', 'accepted', 'accepted']);
      expect((await harness.accepted()).map(taken => taken.text)).toEqual(texts);
    });

    it('answers refused with a code of the catalogue and the messenger’s own (E-33)', async () => {
      const session = await logIn();
      await harness.trouble('refuse');
      const sent = message();
      const outcome = await session.send(sent, never);
      expect(outcome.kind).toBe('refused');
      if (outcome.kind !== 'refused') return;
      expect(REFUSAL_CODES).toContain(outcome.code);
      expect(outcome.rawCode).not.toBeNull();
      expect(await timesAccepted(sent)).toBe(0);
    });

    it('answers unknown when the answer is lost, and never asks a second time (GU-3, Q-3)', async () => {
      const session = await logIn();
      await harness.trouble('lose-answer');
      const lost = message();
      expect((await session.send(lost, never)).kind).toBe('unknown');
      // Whatever it does about its connection, it comes back and goes on, and the lost one stays alone.
      const next = message('дальше');
      await until('the next message is accepted', async () => (await session.send(next, never)).kind === 'accepted');
      expect(await timesAccepted(lost)).toBe(1);
    });

    it('answers not-sent before it is connected (RE-9)', async () => {
      const session = open();
      const sent = message();
      expect((await session.send(sent, never)).kind).toBe('not-sent');
      expect(await harness.accepted()).toEqual([]);
    });

    it('answers not-sent to a send that was aborted before its turn', async () => {
      const session = await logIn();
      const sent = message();
      expect((await session.send(sent, AbortSignal.abort())).kind).toBe('not-sent');
      expect(await timesAccepted(sent)).toBe(0);
    });

    /** Long enough to come in several pieces. */
    const PICTURE = Uint8Array.from({ length: 100_000 }, (_, n) => (n * 31) % 251);
    const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    const file = (bytes: Uint8Array, fields: Partial<OutgoingFile> = {}): OutgoingFile => ({
      kind: 'DOCUMENT',
      name: 'Договор №1.pdf',
      mime: 'application/pdf',
      size: bytes.length,
      seconds: null,
      open: async function* () {
        for (let start = 0; start < bytes.length; start += 7_000) yield await Promise.resolve(bytes.subarray(start, start + 7_000));
      },
      aboutToLeave: () => Promise.resolve(true),
      ...fields,
    });

    it.each<[FileKind, string, string, number | null]>([
      ['DOCUMENT', 'Договор №1.pdf', 'application/pdf', null],
      ['IMAGE', 'фото.jpg', 'image/jpeg', null],
      ['VIDEO', 'ролик.mp4', 'video/mp4', null],
      ['AUDIO', 'песня.mp3', 'audio/mpeg', 200],
      ['VOICE', 'голос.ogg', 'audio/ogg', 7],
    ])('sends a file as %s, byte for byte, with its caption where there is one (W-17, W-18, W-22)', async (kind, name, mime, seconds) => {
      const { files } = harness.connector.capabilities;
      if (files === null) return;
      const session = await logIn();
      const text = files.captions.includes(kind) ? 'посмотрите' : '';
      const sent = { ...message(text), file: file(PICTURE, { kind, name, mime, seconds }) };
      expect(await session.send(sent, never)).toMatchObject({ kind: 'accepted' });
      const [had] = await harness.files();
      expect(had).toMatchObject({ externalMessageId: sent.externalMessageId, kind, sha256: sha256(PICTURE), caption: text || null });
      if (kind === 'DOCUMENT') expect(had?.name).toBe(name);
    });

    it('asks once whether a file may leave, when all of it lies at the messenger, and lets nothing leave after a no (RE-5)', async () => {
      if (harness.connector.capabilities.files === null) return;
      const session = await logIn();
      let isRead = false;
      const asked: boolean[] = [];
      const watched = file(PICTURE);
      const open = async function* (): AsyncGenerator<Uint8Array> {
        yield* watched.open();
        isRead = true;
      };
      const aboutToLeave = (): Promise<boolean> => Promise.resolve(asked.push(isRead) > 1);
      const sent = { ...message(''), file: { ...watched, open, aboutToLeave } };
      expect((await session.send(sent, never)).kind).toBe('not-sent');
      expect(asked).toEqual([true]);
      expect(await timesAccepted(sent)).toBe(0);
      // The same message again, from the beginning.
      expect((await session.send(sent, never)).kind).toBe('accepted');
      expect(await timesAccepted(sent)).toBe(1);
    });

    it.each(['cannot be read', 'is not taken by the media server'] as const)('answers not-sent when a file %s (RE-9)', async why => {
      if (harness.connector.capabilities.files === null) return;
      const session = await logIn();
      let isAsked = false;
      const broken = async function* (): AsyncGenerator<Uint8Array> {
        yield await Promise.resolve(PICTURE);
        throw new Error('the disk is away');
      };
      if (why !== 'cannot be read') await harness.trouble('refuse-file');
      const aboutToLeave = (): Promise<boolean> => Promise.resolve((isAsked = true));
      const sent = { ...message(''), file: file(PICTURE, { aboutToLeave, ...(why === 'cannot be read' ? { open: broken } : {}) }) };
      expect((await session.send(sent, never)).kind).toBe('not-sent');
      expect(isAsked).toBe(false);
      expect(await timesAccepted(sent)).toBe(0);
      expect((await session.send(message('дальше'), never)).kind).toBe('accepted');
    });

    it.each<[FileKind, string | null]>([
      ['DOCUMENT', null],
      ['IMAGE', 'вот фото'],
      ['VOICE', null],
    ])('reports a file that a client sends as %s, and fetches it more than once (H-1)', async (kind, caption) => {
      if (harness.connector.capabilities.files === null) return;
      const session = await logIn();
      await session.send(message(), never);
      const mime = { DOCUMENT: 'application/pdf', IMAGE: 'image/jpeg', VOICE: 'audio/ogg; codecs=opus' }[kind as 'DOCUMENT'];
      await harness.sendFile({ kind, name: 'акт.pdf', mime, bytes: PICTURE, caption });
      await until('the message is reported', () => events.messages.length === 1);
      const [inbound] = events.messages;
      expect(inbound).toMatchObject({
        address: harness.client,
        text: caption,
        unsupported: null,
        file: { kind, mime, size: PICTURE.length },
      });
      if (kind === 'DOCUMENT') expect(inbound?.file?.name).toBe('акт.pdf');
      for (const time of ['first', 'second']) {
        const outcome = await session.download(inbound?.file?.reference ?? '', never);
        if (outcome.kind !== 'content') throw new Error(`the ${time} download is ${outcome.kind}`);
        const pieces: Uint8Array[] = [];
        for await (const piece of outcome.bytes) pieces.push(piece);
        expect(sha256(Buffer.concat(pieces))).toBe(sha256(PICTURE));
      }
    });

    it('fetches the picture that a person shows, and says «none» where he shows none or hides it (H-1)', async () => {
      if (harness.connector.capabilities.pictures !== true) return;
      const session = await logIn();
      if (session.picture === undefined) throw new Error('pictures are announced and cannot be asked for');
      await session.send(message(), never);
      await harness.reply('Вот я');
      await until('the client is met', () => events.messages.length === 1);
      const address = events.messages[0]?.messengerAddress ?? '';
      await harness.showPicture?.(PICTURE);
      const outcome = await session.picture(address, never);
      if (outcome.kind !== 'content') throw new Error(`the picture is ${outcome.kind}`);
      const pieces: Uint8Array[] = [];
      for await (const piece of outcome.bytes) pieces.push(piece);
      expect(sha256(Buffer.concat(pieces))).toBe(sha256(PICTURE));
      await harness.showPicture?.(null);
      expect(await session.picture(address, never)).toEqual({ kind: 'none' });
      await session.close();
      expect((await session.picture(address, never)).kind).toBe('unavailable');
    });

    it('edits and takes back what it sent, also a second time (O-30)', async () => {
      const { edit, remove } = harness.connector.capabilities.changes;
      const session = await logIn();
      const [edited, removed] = [message('в 10:00'), message('лишнее')];
      await session.send(edited, never);
      await session.send(removed, never);
      const change = ({ externalMessageId: targetExternalId, address, messengerAddress }: OutgoingMessage) => {
        const externalMessageId = harness.connector.externalMessageId(newId<MessageId>());
        return { externalMessageId, targetExternalId, address, messengerAddress };
      };
      const seen = async ({ externalMessageId }: OutgoingMessage): Promise<string | null | undefined> =>
        (await harness.changed()).find(one => one.externalMessageId === externalMessageId)?.text;
      if (edit !== null) {
        const correction = { ...change(edited), text: 'в 11:00' };
        expect((await session.edit(correction, never)).kind).toBe('accepted');
        expect((await session.edit(correction, never)).kind).toBe('accepted');
        expect(await seen(edited)).toBe('в 11:00');
      }
      if (remove !== null) {
        expect((await session.remove(change(removed), never)).kind).toBe('accepted');
        expect(await seen(removed)).toBeNull();
      }
    });

    it('reports what a client answers: a message of ours, and one of his own (H-4)', async () => {
      const session = await logIn();
      await session.send(message('Ваш заказ готов'), never);
      await harness.reply('Какой из двух?');
      await harness.reply('Заберу завтра', 'Ваш заказ готов');
      await harness.reply('Я про второй', 'Какой из двух?');
      await until('all three are reported', () => events.messages.length === 3);
      expect(events.messages.map(({ text, quote }) => [text, quote?.text])).toEqual([
        ['Какой из двух?', undefined],
        ['Заберу завтра', 'Ваш заказ готов'],
        ['Я про второй', 'Какой из двух?'],
      ]);
      expect(events.messages.every(({ change, reaction }) => change === null && reaction === undefined)).toBe(true);
    });

    it('reports what a client passes on as such (H-4)', async () => {
      const session = await logIn();
      if (harness.forward === undefined) return;
      await session.send(message(), never);
      await harness.forward('Скидка до пятницы', 'Ольга Новикова');
      await until('it is reported', () => events.messages.length === 1);
      expect(events.messages[0]).toMatchObject({ text: 'Скидка до пятницы', fromPhone: false });
      expect(['Ольга Новикова', null]).toContain(events.messages[0]?.forwarded?.from);
    });

    it('reports a reaction once, its change and its end, naming the message (H-4)', async () => {
      const session = await logIn();
      if (harness.react === undefined) return;
      const sent = message('Ваш заказ готов');
      await session.send(sent, never);
      await harness.react('Ваш заказ готов', '👍');
      await harness.react('Ваш заказ готов', '❤');
      await harness.react('Ваш заказ готов', null);
      await until('all three are reported', () => events.messages.length === 3);
      expect(events.messages.map(({ text, reaction }) => [text, reaction?.now])).toEqual([
        [null, '👍'],
        [null, '❤'],
        [null, null],
      ]);
      expect(
        events.messages.every(({ quote }) => quote?.text === 'Ваш заказ готов' || quote?.externalMessageId === sent.externalMessageId),
      ).toBe(true);
      expect(new Set(events.messages.map(one => one.externalMessageId)).size).toBe(3);
    });

    it('reports what a client changes and takes back, naming the first message (O-30)', async () => {
      const session = await logIn();
      await session.send(message(), never);
      const written = await harness.reply('в 10:00');
      await harness.change(written, 'в 11:00');
      await harness.change(written, null);
      await until('all three are reported', () => events.messages.length === 3);
      expect(events.messages.map(({ text, change }) => ({ text, change }))).toEqual([
        { text: 'в 10:00', change: null },
        { text: 'в 11:00', change: { kind: 'EDIT', externalMessageId: written } },
        { text: null, change: { kind: 'DELETE', externalMessageId: written } },
      ]);
      expect(new Set(events.messages.map(one => one.externalMessageId)).size).toBe(3);
    });

    it('reports delivered and read with the messenger’s time (L-7)', async () => {
      const session = await logIn();
      const sent = message();
      await session.send(sent, never);
      const { delivered, read } = harness.connector.capabilities.reports;
      if (delivered) {
        await harness.deliver();
        await until('delivered is reported', () => events.statusesOf(sent.externalMessageId).includes('delivered'));
      }
      if (read) {
        await harness.read();
        await until('read is reported', () => events.statusesOf(sent.externalMessageId).includes('read'));
      }
      for (const { occurredAt } of events.allReceipts) expect(Math.abs(occurredAt.getTime() - Date.now())).toBeLessThan(60_000);
    });

    it('passes on receipts that come twice or in the wrong order, as they come (L-8, RE-23)', async () => {
      if (!harness.connector.capabilities.reports.delivered) return;
      const session = await logIn();
      const [twice, reversed] = [message('дважды'), message('наоборот')];
      await session.send(twice, never);
      await harness.trouble('double-receipts');
      await harness.deliver();
      await until(
        'delivered is reported twice',
        () => events.statusesOf(twice.externalMessageId).filter(status => status === 'delivered').length === 2,
      );
      await session.send(reversed, never);
      await harness.trouble('late-delivered');
      await harness.read();
      const both = (): Receipt['status'][] => events.statusesOf(reversed.externalMessageId).filter(status => status !== 'sent');
      await until('read and delivered are reported', () => both().length === 2);
      expect(both()).toEqual(['read', 'delivered']);
    });

    /** The receipt that this messenger gives first. */
    const first = (): 'delivered' | 'read' => (harness.connector.capabilities.reports.delivered ? 'delivered' : 'read');
    const happens = (): Promise<void> => (first() === 'delivered' ? harness.deliver() : harness.read());

    it('reports receipts of what an earlier session sent (GU-5)', async () => {
      const earlier = await logIn();
      const sent = message();
      await earlier.send(sent, never);
      await earlier.close();
      await happens();
      const again = new RecordedEvents();
      open(again, harness.own);
      await until('it is reported', () => again.statusesOf(sent.externalMessageId).includes(first()));
    });

    it('reports what a client writes (H-1)', async () => {
      const session = await logIn();
      await session.send(message(), never);
      await harness.reply('Спасибо, заберу завтра');
      await until('the message is reported', () => events.messages.length === 1);
      expect(events.messages[0]).toMatchObject({
        address: harness.client,
        text: 'Спасибо, заберу завтра',
        fromPhone: false,
        unsupported: null,
      });
    });

    it.each(['inbound', 'receipts'] as const)('gets again what could not be stored: %s (GU-5)', async event => {
      const session = await logIn();
      const sent = message();
      await session.send(sent, never);
      events.failOnce(event);
      if (event === 'inbound') await harness.reply('Вы здесь?');
      else await happens();
      await until('the failure has happened', () => !events.isFailing(event));
      await until(
        'it comes again',
        () => (event === 'inbound' ? events.messages.length : events.statusesOf(sent.externalMessageId).length) > 0,
      );
      await until('the session is connected', () => isConnected());
    });

    it('tells exists, absent and unknown apart (D-7)', async () => {
      if (!harness.connector.capabilities.checksPresence) return;
      const session = await logIn();
      expect(await session.checkPresence(harness.client, never)).toMatchObject({ presence: 'EXISTS' });
      expect(await session.checkPresence(harness.nobody, never)).toEqual({ presence: 'ABSENT' });
      await harness.trouble('silent-check');
      expect(await session.checkPresence(harness.client, never)).toMatchObject({ presence: 'UNKNOWN' });
    });

    it('sends to the address that a check gave', async () => {
      if (!harness.connector.capabilities.checksPresence) return;
      const session = await logIn();
      const answer = await session.checkPresence(harness.client, never);
      const messengerAddress = answer.presence === 'EXISTS' ? answer.messengerAddress : null;
      const sent = message();
      expect(messengerAddress).not.toBeNull();
      expect((await session.send({ ...sent, messengerAddress }, never)).kind).toBe('accepted');
      expect(await timesAccepted(sent)).toBe(1);
    });

    const DAY_MS = 86_400_000;

    it('reads by pages what was written before it was connected, joined with what went through us, and marks nothing as read (S-11)', async () => {
      if (!harness.connector.capabilities.readsHistory) return;
      const began = new Date('2025-03-01T09:00:00Z').getTime();
      const texts = ['Добрый день', 'Здравствуйте!', 'Когда привезёте?', 'Завтра', 'Спасибо'];
      const past = texts.map((text, day) => ({ fromClient: day % 2 === 0, text, at: new Date(began + day * DAY_MS) }));
      await harness.past?.(past);
      const session = await logIn();
      const sent = message('Это снова мы');
      expect(await session.send(sent, never)).toMatchObject({ kind: 'accepted' });
      const replied = await harness.reply('И снова здравствуйте');
      await until('the reply is reported', () => events.messages.length === 1);
      const newest = { externalMessageId: replied, fromClient: true, occurredAt: events.messages[0]?.occurredAt ?? new Date() };
      const found: HistoryMessage[] = [];
      let before: string | null = null;
      let pages = 0;
      do {
        const answer: HistoryAnswer | undefined = await session.history?.(
          { address: harness.client, messengerAddress: null, before, newest: before === null ? newest : null, limit: 3 },
          never,
        );
        if (answer?.kind !== 'page') throw new Error(`no page: ${JSON.stringify(answer)}`);
        found.push(...answer.messages);
        before = answer.before;
        pages += 1;
      } while (before !== null);
      expect(pages).toBe(3);
      expect(new Set(found.map(({ externalMessageId }) => externalMessageId)).size).toBe(found.length);
      // Whoever asks has the newest: a messenger that tells what is older than it leaves it out.
      const rest = found.filter(({ externalMessageId }) => externalMessageId !== replied);
      const [first] = found;
      if (first?.externalMessageId === replied)
        expect(first).toMatchObject({ text: 'И снова здравствуйте', fromClient: true, status: null });
      expect(rest.map(({ text }) => text)).toEqual(['Это снова мы', ...texts.toReversed()]);
      expect(rest.map(({ fromClient }) => fromClient)).toEqual([false, true, false, true, false, true]);
      expect(rest[0]?.externalMessageId).toBe(sent.externalMessageId);
      expect(rest.slice(1).map(({ occurredAt }) => occurredAt)).toEqual(past.map(({ at }) => at).toReversed());
      expect(rest.map(({ status }) => status)).toEqual(['sent', null, 'read', null, 'read', null]);
      expect(await harness.readsTold?.()).toBe(0);
      // None of it is news.
      expect(events.messages).toHaveLength(1);
    });

    it('tells a file of the history without its content, and what a closed session cannot read (S-11)', async () => {
      if (!harness.connector.capabilities.readsHistory) return;
      const session = await logIn();
      await session.send(message(), never);
      await harness.sendFile({ kind: 'DOCUMENT', name: 'акт.pdf', mime: 'application/pdf', bytes: PICTURE, caption: 'акт' });
      const replied = await harness.reply('Посмотрите акт');
      await until('both are reported', () => events.messages.length === 2);
      const newest = { externalMessageId: replied, fromClient: true, occurredAt: events.messages[1]?.occurredAt ?? new Date() };
      const query = { address: harness.client, messengerAddress: null, before: null, newest, limit: 10 };
      const answer = await session.history?.(query, never);
      const file = { kind: 'DOCUMENT', name: 'акт.pdf', mime: 'application/pdf', size: PICTURE.length, seconds: null };
      const older = answer?.kind === 'page' ? answer.messages.filter(one => one.externalMessageId !== replied) : [];
      expect(answer).toMatchObject({ kind: 'page', before: null });
      expect(older).toMatchObject([{ text: 'акт', file, unsupported: null }, {}]);
      await session.close();
      expect(await session.history?.(query, never)).toMatchObject({ kind: 'unknown' });
    });

    it('is silent after close, which may be called twice', async () => {
      const session = await logIn();
      await session.send(message(), never);
      await session.close();
      const before = events.count;
      await harness.reply('Есть кто?');
      await session.close();
      expect((await session.send(message(), never)).kind).toBe('not-sent');
      expect((await session.checkPresence(harness.client, never)).presence).toBe('UNKNOWN');
      // The client's message waits at the server: a session that listened would have it by the time another one does.
      const again = new RecordedEvents();
      open(again, harness.own);
      await until('another session has the message', () => again.messages.length === 1);
      expect(events.count).toBe(before);
    });

    it('stops at once, without an event, when the lease is lost (RE-40)', async () => {
      const session = await logIn();
      await until('the login is done', () => events.steps.at(-1)?.kind === 'DONE');
      const before = events.count;
      store.loseLease();
      const sent = message();
      expect((await session.send(sent, never)).kind).toBe('not-sent');
      expect((await session.send(sent, never)).kind).toBe('not-sent');
      await harness.reply('Кто теперь отвечает?');
      await session.close();
      expect(await timesAccepted(sent)).toBe(0);
      expect(events.count).toBe(before);
    });

    it('needs no new login with the keys that it stored', async () => {
      const first = await logIn();
      await first.close();
      const again = new RecordedEvents();
      const session = open(again, harness.own);
      await until('the account is connected', () => isConnected(again));
      expect(again.steps).toEqual([]);
      expect((await session.send(message(), never)).kind).toBe('accepted');
    });

    it('forgets the keys when it logs out, and then asks for a login (C-2)', async () => {
      const first = await logIn();
      await first.logOut();
      expect(await store.readCredentials()).toBeNull();
      const again = new RecordedEvents();
      open(again, harness.own);
      await until('a login is asked for', () => again.current?.state === 'LOGIN_REQUIRED');
    });
  });
}

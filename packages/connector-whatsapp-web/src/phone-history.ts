/**
 * «История чата»: the account's own phone is asked for what is older than a message (S-11), as WhatsApp Web does when a person scrolls up. The
 * phone answers, if it is awake, with a message to this device that names a blob at the media server. The library would fetch and announce it;
 * we do it ourselves (`socket.ts` keeps it from the library), because its download can end the process (inbound-media.ts) and because an answer
 * that nobody waits for is then not even fetched. Nothing of an answer is kept or logged.
 */
import { pause } from '@olchat/connector-kit';
import type { HistoryAnswer, HistoryQuery } from '@olchat/domain';
import type { proto, WAMessageKey } from 'baileys';
import { reasonOf } from './errors.ts';
import { historyPage, historyStart, type HistoryPlace } from './history-page.ts';
import { bareJid, jidOfAddress } from './ids.ts';

type Notification = proto.Message.IHistorySyncNotification;

/** What WhatsApp Web asks for at once; the library's own documentation names it as the most. */
const MAX_MESSAGES = 50;
/** A page of nothing but service messages is passed over; so many of them in a row are not. */
const MAX_QUESTIONS = 3;

export interface PhoneHistoryParts {
  /** Answers the id of the question, which the phone's answer carries. */
  ask(count: number, oldest: WAMessageKey, oldestAtMs: number): Promise<string>;
  fetch(notification: Notification, signal: AbortSignal): Promise<proto.HistorySync>;
  /** The phone's answer and the fetching of its page together. */
  waitMs: number;
  /** Between two questions: each wakes the phone. */
  pauseMs: number;
}

interface Question {
  /** Null: it is on its way out, and the answer may be faster than the library's word that it left. */
  id: string | null;
  early: Notification[];
  answer: (notification: Notification) => void;
}

const unknown = (reason: string): HistoryAnswer => ({ kind: 'unknown', reason });

export class PhoneHistory {
  readonly #parts: PhoneHistoryParts;
  readonly #ended = new AbortController();
  #question: Question | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #lastAskedAt = -Infinity;

  constructor(parts: PhoneHistoryParts) {
    this.#parts = parts;
  }

  /** One at a time; the next begins after a pause. */
  read(query: HistoryQuery, signal: AbortSignal): Promise<HistoryAnswer> {
    const ends = AbortSignal.any([signal, this.#ended.signal]);
    const read = this.#turn.then(async () => this.#read(query, ends)).catch((error: unknown) => unknown(reasonOf(error)));
    this.#turn = read;
    return read;
  }

  /** The phone told of a history that was asked for. What nobody waits for is dropped here. */
  answered(notification: Notification): void {
    const question = this.#question;
    if (question === null) return;
    if (question.id === null) question.early.push(notification);
    else if (isFor(notification, question.id)) question.answer(notification);
  }

  close(reason: string): void {
    this.#ended.abort(new Error(reason));
  }

  async #read(query: HistoryQuery, ends: AbortSignal): Promise<HistoryAnswer> {
    let place = query.before === null ? query.newest && historyStart(query.newest) : historyPlace(query.before);
    if (place === null) return query.before === null ? { kind: 'no-start' } : unknown('no mark of ours');
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error('the time for an answer is over')), this.#parts.waitMs);
    try {
      const signal = AbortSignal.any([ends, late.signal]);
      for (let questions = 0; questions < MAX_QUESTIONS; questions++) {
        const page = await this.#askOnce(query, place, signal);
        if (page === null) return late.signal.aborted && !ends.aborted ? { kind: 'phone-silent' } : unknown('the session ended');
        if (page.messages.length > 0 || page.next === null) {
          return { kind: 'page', messages: page.messages, before: page.next === null ? null : markOf(page.next) };
        }
        place = page.next;
      }
      return unknown('nothing but service messages');
    } finally {
      clearTimeout(timer);
    }
  }

  /** Null: nobody answered before the signal. */
  async #askOnce(query: HistoryQuery, place: HistoryPlace, signal: AbortSignal): Promise<ReturnType<typeof historyPage> | null> {
    const parts = this.#parts;
    await pause(Math.max(0, this.#lastAskedAt + parts.pauseMs - performance.now()), signal);
    if (signal.aborted) return null;
    const chat = query.messengerAddress === null ? jidOfAddress(query.address) : bareJid(query.messengerAddress);
    const told = await this.#await(
      () => parts.ask(Math.min(query.limit, MAX_MESSAGES), { remoteJid: chat, fromMe: place.fromMe, id: place.id }, place.atMs),
      signal,
    );
    this.#lastAskedAt = performance.now();
    if (told === null) return null;
    return historyPage(await parts.fetch(told, signal), {
      chat,
      address: query.address,
      place,
      isNamed: Boolean(told.peerDataRequestSessionId),
    });
  }

  #await(ask: () => Promise<string>, signal: AbortSignal): Promise<Notification | null> {
    return new Promise<Notification | null>((resolve, reject) => {
      const question: Question = { id: null, early: [], answer: resolve };
      this.#question = question;
      signal.addEventListener('abort', () => resolve(null), { once: true });
      ask().then(id => {
        question.id = id;
        const early = question.early.find(one => isFor(one, id));
        if (early !== undefined) resolve(early);
      }, reject);
    }).finally(() => (this.#question = null));
  }
}

/** WhatsApp's phones echo the id of the question. One that does not is believed while we wait, and must then name the person. */
const isFor = ({ peerDataRequestSessionId: id }: Notification, question: string): boolean => !id || id === question;

/** A place as text that others carry for us. Ids of WhatsApp are letters, digits and few signs. */
const MARK = /^([\w.:-]{1,128})~([01])~(\d{1,15})$/;

const markOf = ({ id, fromMe, atMs }: HistoryPlace): string => `${id}~${fromMe ? 1 : 0}~${atMs}`;

/** Names no chat: whose history it is, the caller says. */
function historyPlace(mark: string): HistoryPlace | null {
  const [, id, fromMe, atMs] = MARK.exec(mark) ?? [];
  return id === undefined ? null : { id, fromMe: fromMe === '1', atMs: Number(atMs) };
}

/** Sends, edits and deletions over one client: asked under our own id, so that a repeat is the same message (GU-3, RE-3). */
import { Long } from '@mtcute/core';
import type { InputPeerLike, InputText, Message, TelegramClient } from '@mtcute/node';
import {
  withSenderLine,
  type FileKind,
  type OutgoingFile,
  type OutgoingMessage,
  type SendOutcome,
  type SentMessageChange,
  type SentTextChange,
} from '@olchat/domain';
import { printOf, type Dialogs } from './dialogs.ts';
import { meaningOf, rawCodeOf, reasonOf, type Meaning } from './errors.ts';
import { userIdOf } from './ids.ts';
import { kindOf } from './inbound.ts';
import type { Timings } from './options.ts';
import { mediaOf, upload } from './outgoing-media.ts';

export interface SenderParts {
  client: TelegramClient;
  dialogs: Dialogs;
  timings: Timings;
  random: () => number;
  /** The client's pointer had passed the message before its number was known. */
  onReadAlready: (externalMessageId: string) => void;
  /** */
  holdFirstMessages: (until: Date) => void;
  /** The account can send nothing any more. */
  onAccount: (meaning: Extract<Meaning, { kind: 'account' }>, error: unknown) => void;
  /** After PEER_FLOOD. */
  holdMs: number;
}

/** Messages of the conversation that are looked through for one that the server says it has. */
const LOOK_BACK = 20;

const notSent = (reason: string, retryAfterMs: number | null = null): SendOutcome => ({ kind: 'not-sent', reason, retryAfterMs });
const unknown = (reason: string): SendOutcome => ({ kind: 'unknown', reason });

export class Sender {
  readonly #parts: SenderParts;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    const { dialogs } = this.#parts;
    const person = userIdOf(message.messengerAddress ?? message.address);
    if (person === null) return { kind: 'refused', code: 'NOT_IN_TELEGRAM', rawCode: 'ADDRESS_INVALID', freeAt: null };
    const { externalMessageId } = message;
    await dialogs.ask(person, externalMessageId, printFor(message));
    if (signal.aborted) return notSent('the send was aborted');
    const outcome = await this.#deliver(person, message, signal);
    if (outcome.kind === 'refused' || outcome.kind === 'not-sent') await dialogs.forget(person, externalMessageId);
    return outcome;
  }

  async edit({ targetExternalId, ...content }: SentTextChange, signal: AbortSignal): Promise<SendOutcome> {
    return this.#change(targetExternalId, async (person, id) => {
      await this.#bounded(signal).editMessage({ chatId: person, message: id, text: inputOf(content) });
    });
  }

  async remove({ targetExternalId }: SentMessageChange, signal: AbortSignal): Promise<SendOutcome> {
    return this.#change(targetExternalId, async (person, id) => {
      await this.#bounded(signal).deleteMessagesById(person, [id], { revoke: true });
    });
  }

  /** Once more, and not oftener, where the error names something that can be mended on the way. */
  async #deliver(person: number, message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    let mend: Extract<Meaning, { kind: 'once-more' }> | null = null;
    for (;;) {
      const again: Extract<Meaning, { kind: 'once-more' }> | null = mend;
      let isLeaving = again !== null;
      try {
        const peer = await this.#bounded(signal).resolvePeer(person, again?.how === 'resolve');
        const { file } = message;
        if (file === null) {
          isLeaving = true;
          return await this.#accepted(person, message, await this.#sendText(peer, message, signal));
        }
        const media = await this.#upload(file, again?.how === 'document' ? 'DOCUMENT' : file.kind, signal);
        // Asked once: a message that may leave may leave in its second form, too.
        if (again === null && !(await file.aboutToLeave())) return notSent('the message is not to leave any more');
        isLeaving = true;
        return await this.#accepted(person, message, await this.#sendMedia(peer, message, media, signal));
      } catch (error) {
        const meaning = meaningOf(error);
        if (meaning.kind === 'once-more' && again === null && (isLeaving || meaning.how === 'resolve')) {
          mend = meaning;
          continue;
        }
        return await this.#outcomeOf(meaning, error, isLeaving, person, message, signal);
      }
    }
  }

  #sendText(peer: InputPeerLike, message: OutgoingMessage, signal: AbortSignal): Promise<Message> {
    return this.#bounded(signal).sendText(peer, inputOf(message), { randomId: Long.fromString(message.externalMessageId) });
  }

  #sendMedia(peer: InputPeerLike, message: OutgoingMessage, media: ReturnType<typeof mediaOf>, signal: AbortSignal): Promise<Message> {
    return this.#bounded(signal).sendMedia(peer, media, {
      randomId: Long.fromString(message.externalMessageId),
      caption: inputOf(message),
    });
  }

  async #upload(file: OutgoingFile, as: FileKind, signal: AbortSignal): Promise<ReturnType<typeof mediaOf>> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(this.#parts.timings.uploadMs)]);
    return mediaOf(file, await upload(this.#parts.client, file, limit), as);
  }

  async #accepted(person: number, { externalMessageId }: OutgoingMessage, { id, date }: Message): Promise<SendOutcome> {
    if (await this.#parts.dialogs.accept(person, externalMessageId, id)) this.#parts.onReadAlready(externalMessageId);
    return { kind: 'accepted', at: date };
  }

  async #outcomeOf(
    meaning: Meaning,
    error: unknown,
    isLeaving: boolean,
    person: number,
    message: OutgoingMessage,
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    const { holdFirstMessages, holdMs, random, onAccount } = this.#parts;
    const rawCode = rawCodeOf(error);
    switch (meaning.kind) {
      case 'wait': {
        // Some more than the server said, so that not all come back in one moment.
        const retryAfterMs = meaning.ms + Math.round(500 + random() * Math.min(meaning.ms / 10, 30_000));
        if (isLeaving) holdFirstMessages(new Date(Date.now() + meaning.ms));
        return notSent(rawCode ?? 'wait', retryAfterMs);
      }
      case 'restricted': {
        const freeAt = new Date(Date.now() + holdMs);
        holdFirstMessages(freeAt);
        return { kind: 'refused', code: 'ACCOUNT_RESTRICTED', rawCode, freeAt };
      }
      case 'account':
        onAccount(meaning, error);
        // After a new login it may still go; from an account that is no more it may not.
        return meaning.code === 'SESSION_ENDED'
          ? notSent(rawCode ?? meaning.code)
          : { kind: 'refused', code: meaning.code, rawCode, freeAt: null };
      case 'duplicate':
        return this.#link(person, message, signal);
      case 'refused':
      case 'once-more':
        // Of a file that never came to the server nothing was asked yet.
        return isLeaving || (meaning.kind === 'once-more' && meaning.how === 'resolve')
          ? { kind: 'refused', code: meaning.code, rawCode, freeAt: null }
          : notSent(rawCode ?? reasonOf(error));
      case 'not-sent':
        return notSent(reasonOf(error));
      case 'unknown':
        return isLeaving ? unknown(reasonOf(error)) : notSent(reasonOf(error));
    }
  }

  /** «Duplicate»: the server has it (RE-27). Its number is found in the conversation; without it the message is accepted all the same. */
  async #link(person: number, message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    const print = printFor(message);
    try {
      const history = await this.#bounded(signal).getHistory(person, { limit: LOOK_BACK });
      for (const found of history) {
        if (!found.isOutgoing || printOf(found.text, kindOf(found.media)) !== print) continue;
        if (!(await this.#parts.dialogs.isFree(person, found.id))) continue;
        return await this.#accepted(person, message, found);
      }
    } catch (error) {
      return unknown(reasonOf(error));
    }
    return { kind: 'accepted', at: new Date() };
  }

  async #change(targetExternalId: string, ask: (person: number, id: number) => Promise<void>): Promise<SendOutcome> {
    const place = await this.#parts.dialogs.place(targetExternalId);
    if (place === null) return { kind: 'refused', code: 'MESSENGER_REFUSED', rawCode: 'MESSAGE_UNKNOWN', freeAt: null };
    try {
      await ask(place.person, place.id);
    } catch (error) {
      if (rawCodeOf(error) === 'MESSAGE_NOT_MODIFIED') return { kind: 'accepted', at: new Date() };
      const meaning = meaningOf(error);
      if (meaning.kind === 'wait') return notSent(rawCodeOf(error) ?? 'wait', meaning.ms);
      if (meaning.kind === 'unknown') return unknown(reasonOf(error));
      if (meaning.kind === 'account') {
        this.#parts.onAccount(meaning, error);
        return notSent(rawCodeOf(error) ?? meaning.code);
      }
      const code = 'code' in meaning ? meaning.code : 'MESSENGER_REFUSED';
      return { kind: 'refused', code, rawCode: rawCodeOf(error) ?? reasonOf(error), freeAt: null };
    }
    return { kind: 'accepted', at: new Date() };
  }

  /** Without a bound a call waits for ever while there is no network. */
  #bounded(abortSignal: AbortSignal): TelegramClient {
    return this.#parts.client.withParams({ timeout: this.#parts.timings.answerMs, abortSignal });
  }
}

/** What a person typed is what arrives: only the line above it carries a mark of formatting (S-15), whose length Telegram counts in UTF-16 units. */
export function inputOf({ text, senderLine = null }: Pick<OutgoingMessage, 'text' | 'senderLine'>): InputText {
  if (senderLine === null || text === '') return text;
  return { text: withSenderLine(senderLine, text), entities: [{ _: 'messageEntityBold', offset: 0, length: senderLine.length }] };
}

/** Marks of formatting are no part of it: they come back apart from the text. */
const printFor = ({ text, senderLine = null, file }: OutgoingMessage): string =>
  printOf(withSenderLine(senderLine, text), file?.kind ?? null);

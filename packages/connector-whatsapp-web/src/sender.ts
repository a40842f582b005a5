/** Sends of one connection: content saved, stanza written, fate taken from the server's own acknowledgement (RE-26). */
import type { OutgoingMessage, Receipt, SendOutcome, SentMessageChange, SentTextChange, SessionStore } from '@olchat/domain';
import type { BinaryNode, proto, SocketConfig } from 'baileys';
import { outcomeOfThrown, refusedByAck, RESTRICTED_ACK } from './errors.ts';
import { jidOfAddress } from './ids.ts';
import { fileContent, markedText, textContent } from './outgoing-content.ts';
import { serverAckOf, type ServerAck } from './receipts.ts';
import { editContent, removeContent } from './sent-changes.ts';
import { saveSent } from './sent-messages.ts';
import type { Attempt, SignalOrder } from './signal-order.ts';
import type { WaSocket } from './socket.ts';

export interface SenderParts {
  socket: Pick<WaSocket, 'relayMessage' | 'waUploadToServer' | 'ws'>;
  store: SessionStore;
  order: Pick<SignalOrder, 'during'>;
  logger: SocketConfig['logger'];
  ackTimeoutMs: number;
  uploadMs: number;
  /** An answer to a send that was given up already. */
  onLateAck: (receipt: Receipt) => void;
  /** The server is silent: the connection has to go, since every later send would wait behind this one. */
  onSilence: () => void;
  /** After ack error 463: until when first messages are refused. Bounded in time; never rejects. */
  restrictedUntil: () => Promise<Date | null>;
}

type Settle = (outcome: SendOutcome) => void;

/** One stanza to be written: whose, and what it says. */
interface Outgoing {
  externalMessageId: string;
  jid: string;
  content: proto.Message;
  attributes?: Record<string, string>;
}

/** What comes before anything can leave: making the content, which for a file is its upload. Null: it must not leave. */
type Prepare = () => Promise<Outgoing | null>;

export class Sender {
  readonly #parts: SenderParts;
  /** Sends without an answer yet. `null`: nobody waits any more. */
  readonly #waiting = new Map<string, ((ack: ServerAck) => void) | null>();
  #giveUp: ((why: string) => void) | null = null;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    parts.socket.ws.on('CB:ack,class:message', (node: BinaryNode) => this.#onAck(node));
  }

  /** One at a time, like the changes below; the session sees to it. */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    const { logger, socket, uploadMs } = this.#parts;
    const { externalMessageId, file } = message;
    const jid = jidOf(message);
    return this.#deliver(externalMessageId, signal, file === null ? 0 : uploadMs, async () => {
      if (file === null) return { externalMessageId, jid, content: await textContent(markedText(message), logger) };
      const content = await fileContent(message, file, { upload: socket.waUploadToServer, logger, uploadMs });
      return (await file.aboutToLeave()) ? { externalMessageId, jid, content } : null;
    });
  }

  edit(change: SentTextChange, signal: AbortSignal): Promise<SendOutcome> {
    const { externalMessageId, targetExternalId } = change;
    const jid = jidOf(change);
    return this.#deliver(externalMessageId, signal, 0, async () => {
      return { externalMessageId, jid, ...(await editContent(jid, targetExternalId, markedText(change), this.#parts.logger)) };
    });
  }

  remove(change: SentMessageChange, signal: AbortSignal): Promise<SendOutcome> {
    const { externalMessageId, targetExternalId } = change;
    const jid = jidOf(change);
    return this.#deliver(externalMessageId, signal, 0, async () => {
      return { externalMessageId, jid, ...(await removeContent(jid, targetExternalId, this.#parts.logger)) };
    });
  }

  async #deliver(externalMessageId: string, signal: AbortSignal, prepareMs: number, prepare: Prepare): Promise<SendOutcome> {
    const { ackTimeoutMs, onSilence, restrictedUntil } = this.#parts;
    const attempt: Attempt = { leaving: false, vetoed: false };
    let settle: Settle = () => undefined;
    const fate = new Promise<SendOutcome>(resolve => (settle = resolve));
    // What has not been encrypted will not leave: a repeat is safe. Otherwise nobody knows.
    const abandon = (reason: string): void => {
      attempt.vetoed = true;
      settle(attempt.leaving ? { kind: 'unknown', reason } : { kind: 'not-sent', reason, retryAfterMs: null });
    };
    const onAbort = (): void => abandon('the send was aborted');
    const waitForAnswer = (): NodeJS.Timeout =>
      setTimeout(() => {
        abandon(`no answer in ${ackTimeoutMs} ms`);
        onSilence();
      }, ackTimeoutMs);
    // An upload that takes long says nothing of the server behind the connection.
    let timer = prepareMs === 0 ? waitForAnswer() : setTimeout(() => abandon(`the file was not taken in ${prepareMs} ms`), prepareMs);
    const onPrepared = (): void => {
      if (prepareMs === 0) return;
      clearTimeout(timer);
      timer = waitForAnswer();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.#giveUp = abandon;
    this.#waiting.set(externalMessageId, ack => settle(this.#outcomeOf(ack)));
    if (signal.aborted) onAbort();
    else this.#relay(prepare, attempt, onPrepared, abandon).catch((error: unknown) => settle(outcomeOfThrown(error, attempt.leaving)));

    const outcome = await fate;
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    this.#giveUp = null;
    if (outcome.kind === 'unknown') this.#waiting.set(externalMessageId, null);
    else this.#waiting.delete(externalMessageId);
    return outcome.kind === 'refused' && outcome.rawCode === RESTRICTED_ACK ? { ...outcome, freeAt: await restrictedUntil() } : outcome;
  }

  /** The connection is over: whoever waits gets what is known. */
  close(reason: string): void {
    this.#giveUp?.(reason);
    this.#waiting.clear();
  }

  async #relay(prepare: Prepare, attempt: Attempt, onPrepared: () => void, abandon: (reason: string) => void): Promise<void> {
    const { socket, store, order } = this.#parts;
    const outgoing = await prepare();
    if (attempt.vetoed) return;
    if (outgoing === null) return abandon('the message is not to leave any more');
    onPrepared();
    const { externalMessageId, jid, content, attributes } = outgoing;
    await saveSent(store, externalMessageId, content);
    if (attempt.vetoed) return;
    const options = { messageId: externalMessageId, ...(attributes && { additionalAttributes: attributes }) };
    await order.during(attempt, () => socket.relayMessage(jid, content, options));
  }

  #outcomeOf(ack: ServerAck): SendOutcome {
    return ack.error === null ? { kind: 'accepted', at: ack.at } : refusedByAck(ack.error, null);
  }

  #onAck(node: BinaryNode): void {
    const ack = serverAckOf(node, new Date());
    const waiting = ack === null ? undefined : this.#waiting.get(ack.externalMessageId);
    // Undefined: the answer to a resend for one device, or to a question to our own phone.
    if (ack === null || waiting === undefined) return;
    if (waiting !== null) return waiting(ack);
    this.#waiting.delete(ack.externalMessageId);
    this.#parts.onLateAck({
      externalMessageId: ack.externalMessageId,
      status: ack.error === null ? 'sent' : 'failed',
      occurredAt: ack.at,
      rawCode: ack.error,
    });
  }
}

const jidOf = ({ messengerAddress, address }: Pick<OutgoingMessage, 'messengerAddress' | 'address'>): string =>
  messengerAddress ?? jidOfAddress(address);

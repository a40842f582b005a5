/** Sends of one connection: content saved, stanza written, fate taken from the server's own acknowledgement (RE-26). */
import type { OutgoingMessage, Receipt, SendOutcome, SessionStore } from '@olchat/domain';
import type { BinaryNode, SocketConfig } from 'baileys';
import { outcomeOfThrown, refusedByAck, RESTRICTED_ACK } from './errors.ts';
import { jidOfAddress } from './ids.ts';
import { serverAckOf, type ServerAck } from './receipts.ts';
import { saveSent, textContent } from './sent-messages.ts';
import type { Attempt, SignalOrder } from './signal-order.ts';
import type { WaSocket } from './socket.ts';

export interface SenderParts {
  socket: Pick<WaSocket, 'relayMessage' | 'ws'>;
  store: SessionStore;
  order: Pick<SignalOrder, 'during'>;
  logger: SocketConfig['logger'];
  ackTimeoutMs: number;
  /** An answer to a send that was given up already. */
  onLateAck: (receipt: Receipt) => void;
  /** The server is silent: the connection has to go, since every later send would wait behind this one. */
  onSilence: () => void;
  /** After ack error 463: until when first messages are refused. Bounded in time; never rejects. */
  restrictedUntil: () => Promise<Date | null>;
}

type Settle = (outcome: SendOutcome) => void;

export class Sender {
  readonly #parts: SenderParts;
  /** Sends without an answer yet. `null`: nobody waits any more. */
  readonly #waiting = new Map<string, ((ack: ServerAck) => void) | null>();
  #giveUp: ((why: string) => void) | null = null;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    parts.socket.ws.on('CB:ack,class:message', (node: BinaryNode) => this.#onAck(node));
  }

  /** One at a time; the session sees to it. */
  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    const attempt: Attempt = { leaving: false, vetoed: false };
    let settle: Settle = () => undefined;
    const fate = new Promise<SendOutcome>(resolve => (settle = resolve));
    // What has not been encrypted will not leave: a repeat is safe. Otherwise nobody knows.
    const abandon = (reason: string): void => {
      attempt.vetoed = true;
      settle(attempt.leaving ? { kind: 'unknown', reason } : { kind: 'not-sent', reason, retryAfterMs: null });
    };
    const onAbort = (): void => abandon('the send was aborted');
    const timer = setTimeout(() => {
      abandon(`no answer in ${this.#parts.ackTimeoutMs} ms`);
      this.#parts.onSilence();
    }, this.#parts.ackTimeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    this.#giveUp = abandon;
    this.#waiting.set(message.externalMessageId, ack => settle(this.#outcomeOf(ack)));
    if (signal.aborted) onAbort();
    else this.#relay(message, attempt).catch((error: unknown) => settle(outcomeOfThrown(error, attempt.leaving)));

    const outcome = await fate;
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    this.#giveUp = null;
    if (outcome.kind === 'unknown') this.#waiting.set(message.externalMessageId, null);
    else this.#waiting.delete(message.externalMessageId);
    return outcome.kind === 'refused' && outcome.rawCode === RESTRICTED_ACK
      ? { ...outcome, freeAt: await this.#parts.restrictedUntil() }
      : outcome;
  }

  /** The connection is over: whoever waits gets what is known. */
  close(reason: string): void {
    this.#giveUp?.(reason);
    this.#waiting.clear();
  }

  async #relay(message: OutgoingMessage, attempt: Attempt): Promise<void> {
    const { socket, store, order, logger } = this.#parts;
    const { externalMessageId } = message;
    const content = await textContent(message.text, logger);
    await saveSent(store, externalMessageId, content);
    if (attempt.vetoed) return;
    const jid = message.messengerAddress ?? jidOfAddress(message.address);
    await order.during(attempt, () => socket.relayMessage(jid, content, { messageId: externalMessageId }));
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

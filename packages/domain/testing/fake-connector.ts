/** A connector to the messenger in memory, for tests of what stands above connectors. It keeps the contract that the real ones keep. */
import { createHash } from 'node:crypto';
import {
  LeaseLostError,
  type AccountStateChange,
  type Connector,
  type DownloadOutcome,
  type LoginInput,
  type LoginStep,
  type OutgoingFile,
  type OutgoingMessage,
  type PresenceAnswer,
  type RecipientQuery,
  type ResolveAnswer,
  type SendOutcome,
  type SentMessageChange,
  type SentTextChange,
  type Session,
  type SessionAccount,
  type SessionEvents,
  type SessionStore,
} from '../src/index.ts';
import type { ServerAnswer, ServerDelivery, FakeMessenger, TakenChange, TakenMessage } from './fake-messenger.ts';

export function fakeConnector(messenger: FakeMessenger): Connector {
  return {
    kind: 'WHATSAPP_WEB',
    messenger: 'WHATSAPP',
    capabilities: {
      freeTextFirst: true,
      checksPresence: true,
      reports: { delivered: true, read: true },
      maxTextLength: 4096,
      files: { maxBytes: 100 * 2 ** 20, captions: ['IMAGE', 'VIDEO'], maxCaptionLength: 4096, voiceMimes: ['audio/ogg'] },
      changes: { edit: { withinMs: 15 * 60_000 }, remove: { withinMs: null } },
      repeatIsHarmless: false,
      login: ['QR'],
      resolves: [],
    },
    externalMessageId: messageId => `fake-${messageId}`,
    open: (account, store, events) => new FakeSession(messenger, account, store, events),
  };
}

class FakeSession implements Session {
  readonly #messenger: FakeMessenger;
  readonly #account: SessionAccount;
  readonly #store: SessionStore;
  readonly #events: SessionEvents;
  #isClosed = false;
  #isConnected = false;
  #qr: string | null = null;

  constructor(messenger: FakeMessenger, account: SessionAccount, store: SessionStore, events: SessionEvents) {
    this.#messenger = messenger;
    this.#account = account;
    this.#store = store;
    this.#events = events;
    messenger.session = this;
    void this.#begin().catch((error: unknown) => {
      // Somebody else has the account now, as on a machine that stood still: this session is over.
      if (!(error instanceof LeaseLostError)) throw error;
      this.#stop();
    });
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    const notSent = (reason: string): SendOutcome => ({ kind: 'not-sent', reason, retryAfterMs: null });
    if (signal.aborted) return notSent('aborted');
    if (!this.#isConnected) return notSent('not connected');
    try {
      await this.#store.writeSent(message.externalMessageId, new TextEncoder().encode(message.text));
    } catch (error) {
      if (error instanceof LeaseLostError) this.#stop();
      return notSent('not stored');
    }
    const uploaded = message.file === null ? null : await upload(message.file);
    if (uploaded === 'unreadable') return notSent('the file cannot be read');
    if (uploaded !== null && this.#messenger.refusesFile()) return notSent('the file is not taken');
    if (message.file !== null && !(await message.file.aboutToLeave())) return notSent('not to leave any more');
    return outcomeOf(this.#messenger.take(message, uploaded));
  }

  edit(change: SentTextChange): Promise<SendOutcome> {
    return this.#change({ do: 'edit', ...change });
  }

  remove(change: SentMessageChange): Promise<SendOutcome> {
    return this.#change({ do: 'remove', text: null, ...change });
  }

  download(reference: string): Promise<DownloadOutcome> {
    const bytes = this.#messenger.media.get(reference);
    if (!this.#isConnected) return Promise.resolve({ kind: 'unavailable', reason: 'not connected' });
    return Promise.resolve(bytes === undefined ? { kind: 'gone' } : { kind: 'content', bytes: inPieces(bytes) });
  }

  #change({ do: what, externalMessageId, targetExternalId, text }: TakenChange): Promise<SendOutcome> {
    if (!this.#isConnected) return Promise.resolve({ kind: 'not-sent', reason: 'not connected', retryAfterMs: null });
    return Promise.resolve(outcomeOf(this.#messenger.takeChange({ do: what, externalMessageId, targetExternalId, text })));
  }

  /** By the address itself; `FakeMessenger.found` tells of people by their user names and numbers. */
  resolve({ kind, value }: RecipientQuery): Promise<ResolveAnswer> {
    if (!this.#isConnected) return Promise.resolve({ kind: 'unknown', reason: 'not connected' });
    const person = this.#messenger.found.get(`${kind}:${value}`);
    return Promise.resolve(person === undefined ? { kind: 'absent' } : { kind: 'found', person });
  }

  checkPresence(address: string, signal: AbortSignal): Promise<PresenceAnswer> {
    if (signal.aborted || !this.#isConnected) return Promise.resolve({ presence: 'UNKNOWN', reason: 'not connected' });
    const answer = this.#messenger.check(address);
    if (answer === 'silence') return Promise.resolve({ presence: 'UNKNOWN', reason: 'no answer' });
    return Promise.resolve(answer === 'EXISTS' ? { presence: answer, messengerAddress: address } : { presence: answer });
  }

  async continueLogin(input: LoginInput): Promise<void> {
    if (input.kind === 'NEW_QR' && !this.#isConnected && !this.#isClosed) await this.#showCode();
  }

  close(): Promise<void> {
    this.#stop();
    return Promise.resolve();
  }

  async logOut(): Promise<void> {
    this.#stop();
    if (this.#qr !== null) this.#messenger.forget(this.#qr);
    await this.#store.erase();
  }

  /** The messenger says that the code was scanned. */
  async loggedIn(qr: string): Promise<void> {
    if (this.#isClosed || qr !== this.#qr) return;
    await this.#store.writeCredentials(qr);
    await this.#connected();
    await this.#events.login({ kind: 'DONE' });
  }

  /** False: not stored, so it stays with the messenger. */
  async receive(delivery: ServerDelivery): Promise<boolean> {
    if (!this.#isConnected) return false;
    try {
      if ('receipts' in delivery) await this.#events.receipts(delivery.receipts);
      else await this.#events.inbound(delivery.inbound);
      return true;
    } catch {
      // A real connection would fall and come back; what waits comes first then.
      setTimeout(() => void this.#messenger.flush(), 1);
      return false;
    }
  }

  #stop(): void {
    this.#isClosed = true;
    this.#isConnected = false;
    if (this.#messenger.session === this) this.#messenger.session = null;
  }

  async #begin(): Promise<void> {
    this.#qr = await this.#store.readCredentials();
    if (this.#isClosed) return;
    if (this.#qr !== null && this.#messenger.knows(this.#qr)) return this.#connected();
    if (this.#account.address === null) return this.#showCode();
    await this.#tell('LOGIN_REQUIRED', 'DEVICE_LOST');
  }

  async #showCode(): Promise<void> {
    this.#qr = `fake-qr-${crypto.randomUUID()}`;
    await this.#tell('LOGIN_REQUIRED', null);
    const step: LoginStep = { kind: 'QR', qr: this.#qr, expiresAt: new Date(Date.now() + 60_000) };
    if (!this.#isClosed) await this.#events.login(step);
  }

  async #connected(): Promise<void> {
    this.#isConnected = true;
    await this.#tell('CONNECTED', null);
    await this.#messenger.flush();
  }

  async #tell(state: AccountStateChange['state'], reason: AccountStateChange['reason']): Promise<void> {
    if (this.#isClosed) return;
    const address = this.#isConnected ? this.#messenger.number : null;
    await this.#events.state({ state, reason, rawCode: null, until: null, address, name: null, firstMessagesHeldUntil: null });
  }
}

function outcomeOf(answer: ServerAnswer): SendOutcome {
  switch (answer) {
    case 'accepted':
      return { kind: 'accepted', at: new Date() };
    case 'refused':
      return { kind: 'refused', code: 'MESSENGER_REFUSED', rawCode: 'fake', freeAt: null };
    case 'silence':
      return { kind: 'unknown', reason: 'no answer' };
  }
}

async function upload(file: OutgoingFile): Promise<NonNullable<TakenMessage['file']> | 'unreadable'> {
  const hash = createHash('sha256');
  try {
    for await (const piece of file.open()) hash.update(piece);
  } catch {
    return 'unreadable';
  }
  return { kind: file.kind, name: file.name, sha256: hash.digest('hex') };
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 1000) yield bytes.subarray(start, start + 1000);
}

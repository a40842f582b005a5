/** A messenger that writes what it takes into the ledger before it answers, and gives nothing else: no receipts, no repeats. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CONNECTOR_KINDS,
  LeaseLostError,
  type AccountStateChange,
  type Connector,
  type ConnectorProfiles,
  type FileLinks,
  type DownloadOutcome,
  type OutgoingMessage,
  type PresenceAnswer,
  type ResolveAnswer,
  type SendOutcome,
  type Session,
  type SessionEvents,
  type SessionStore,
  type VoiceConverter,
} from '@olchat/domain';
import { MemoryFileStore } from '@olchat/domain/testing';
import type { Ledger } from './ledger.ts';

/** Texts only are sent here: no file is ever asked for. */
export const files = new MemoryFileStore();
export const fileLinks: FileLinks = {
  url: () => {
    throw new Error('nothing is linked here');
  },
};

export const voices: VoiceConverter = {
  convert: () => {
    throw new Error('nothing is recorded here');
  },
};

export const COMPANY_NUMBER = '+79990000001';

const PROFILE = {
  kind: CONNECTOR_KINDS[0],
  messenger: 'WHATSAPP',
  capabilities: {
    freeTextFirst: true,
    checksPresence: true,
    reports: { delivered: true, read: true },
    maxTextLength: 4096,
    files: { maxBytes: 100 * 2 ** 20, captions: ['IMAGE', 'VIDEO'], maxCaptionLength: 4096, voiceMimes: ['audio/ogg'] },
    changes: { edit: { withinMs: 15 * 60_000 }, remove: { withinMs: null } },
    // As WhatsApp Web: a repeat is a person's decision (GU-3).
    repeatIsHarmless: false,
    login: ['QR'],
    resolves: [],
  },
  externalMessageId: (messageId: string) => `ledger-${messageId}`,
} as const;

export const profiles: ConnectorProfiles = { profile: kind => (kind === PROFILE.kind ? PROFILE : undefined) };

export const ledgerConnector = (ledger: Ledger, portalId: string): Connector => ({
  ...PROFILE,
  open: (_account, store, events) => new LedgerSession(ledger, portalId, store, events),
});

const CONNECTED: AccountStateChange = {
  state: 'CONNECTED',
  reason: null,
  rawCode: null,
  until: null,
  address: COMPANY_NUMBER,
  name: null,
  firstMessagesHeldUntil: null,
};

const TELL_AGAIN_MS = 100;

class LedgerSession implements Session {
  readonly #ledger: Ledger;
  readonly #portalId: string;
  readonly #store: SessionStore;
  #isClosed = false;

  constructor(ledger: Ledger, portalId: string, store: SessionStore, events: SessionEvents) {
    this.#ledger = ledger;
    this.#portalId = portalId;
    this.#store = store;
    void this.#connect(events);
  }

  /** Told until it is stored, as the port wants it. */
  async #connect(events: SessionEvents): Promise<void> {
    await Promise.resolve(); // `open` returns before anything comes
    while (!this.#isClosed) {
      try {
        return await events.state(CONNECTED);
      } catch (error) {
        if (error instanceof LeaseLostError) return this.close();
        await sleep(TELL_AGAIN_MS);
      }
    }
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    await this.#store.writeSent(message.externalMessageId, new TextEncoder().encode(message.text));
    if (this.#isClosed) return { kind: 'not-sent', reason: 'closed', retryAfterMs: null };
    this.#ledger.append({ who: 'messenger', portalId: this.#portalId, externalId: message.externalMessageId, text: message.text });
    return { kind: 'accepted', at: new Date() };
  }

  edit(): Promise<SendOutcome> {
    return Promise.reject(new Error('nothing is edited here'));
  }

  remove(): Promise<SendOutcome> {
    return Promise.reject(new Error('nothing is taken back here'));
  }

  download(): Promise<DownloadOutcome> {
    return Promise.resolve({ kind: 'gone' });
  }

  resolve(): Promise<ResolveAnswer> {
    return Promise.reject(new Error('nobody is looked for here'));
  }

  checkPresence(address: string): Promise<PresenceAnswer> {
    return Promise.resolve({ presence: 'EXISTS', messengerAddress: address });
  }

  continueLogin(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return Promise.resolve();
  }

  logOut(): Promise<void> {
    return this.close();
  }
}

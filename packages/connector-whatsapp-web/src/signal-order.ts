/**
 * Puts the library's Signal sessions in a durable order, through its own option `makeSignalRepository`:
 *
 * - sending: the ratchet's step is committed before the ciphertext may be written. Left alone, Baileys writes the stanza inside
 *   one long transaction and commits after it; a kill between the two would encrypt the next message with a key used already;
 * - receiving: the message is stored before the ratchet's step is committed, and both before the receipt that acknowledges it.
 *   After a kill at any point the server delivers again and the old ratchet still decrypts (GU-5, RE-26);
 * - one change at a time: the library locks by address, and one session has two (number and LID).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { DEFAULT_CONNECTION_CONFIG, type SocketConfig } from 'baileys';

type MakeRepository = SocketConfig['makeSignalRepository'];

/** One send under way; lives in the asynchronous context of the call. */
export interface Attempt {
  /** Ciphertext was given out: from here on bytes may leave. */
  leaving: boolean;
  /** Given up: nothing more may be encrypted for it, so what has not left will not leave. */
  vetoed: boolean;
}

export class SignalOrder {
  readonly #attempts = new AsyncLocalStorage<Attempt>();
  readonly #onDecrypted: (ciphertext: Uint8Array, plaintext: Uint8Array) => Promise<void>;
  #turn: Promise<unknown> = Promise.resolve();

  /** `onDecrypted` stores the message; when it rejects, the ratchet stays where it was. */
  constructor(onDecrypted: (ciphertext: Uint8Array, plaintext: Uint8Array) => Promise<void>) {
    this.#onDecrypted = onDecrypted;
  }

  /** Runs a send so that its encryptions are known as its own. */
  during<T>(attempt: Attempt, send: () => Promise<T>): Promise<T> {
    return this.#attempts.run(attempt, send);
  }

  readonly makeRepository: MakeRepository = (auth, logger, pnToLid) => {
    const inner = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
    // Outside of the caller's transaction, which commits too late: each step here is a transaction of its own.
    const outside = AsyncLocalStorage.snapshot();
    const alone = <T>(step: () => Promise<T>): Promise<T> => {
      const result = this.#turn.then(() => outside(step));
      this.#turn = result.catch(() => undefined);
      return result;
    };
    const inTransaction = <T>(work: () => Promise<T>, key: string): Promise<T> =>
      'transaction' in auth.keys ? auth.keys.transaction(work, key) : work();

    return {
      ...inner,
      encryptMessage: async options => {
        const attempt = this.#attempts.getStore();
        refuseVetoed(attempt);
        const sealed = await alone(() => inner.encryptMessage(options));
        refuseVetoed(attempt);
        if (attempt !== undefined) attempt.leaving = true;
        return sealed;
      },
      decryptMessage: options =>
        alone(() =>
          inTransaction(async () => {
            const plaintext = await inner.decryptMessage(options);
            await this.#onDecrypted(options.ciphertext, plaintext);
            return plaintext;
          }, options.jid),
        ),
      injectE2ESession: options => alone(() => inner.injectE2ESession(options)),
      validateSession: jid => alone(() => inner.validateSession(jid)),
      getSessionInfo: jid => alone(() => inner.getSessionInfo(jid)),
      migrateSession: (from, to) => alone(() => inner.migrateSession(from, to)),
      deleteSession: jids => alone(() => inner.deleteSession(jids)),
    };
  };
}

function refuseVetoed(attempt: Attempt | undefined): void {
  if (attempt?.vetoed) throw new Error('The send was given up');
}

/** Files on their way in and pictures of clients, fetched beside the sends: a large one does not hold them up. */
import {
  fetchClientPicture,
  fetchInboundFile,
  type AccountId,
  type PortalId,
  type RecipientId,
  type Session,
  type TakeFileDeps,
} from '@olchat/domain';
import type { Logger } from '../logger.ts';

export interface ClientFetchesDeps extends TakeFileDeps {
  logger: Pick<Logger, 'info' | 'warn'>;
}

export class ClientFetches {
  readonly #deps: ClientFetchesDeps;
  readonly #of: { portalId: PortalId; accountId: AccountId };
  /** By what is fetched: the same twice runs once. */
  readonly #running = new Map<string, Promise<void>>();

  constructor(deps: ClientFetchesDeps, of: { portalId: PortalId; accountId: AccountId }) {
    this.#deps = deps;
    this.#of = of;
  }

  /** One that was not stored is asked for again by its chat. */
  file(inboxId: string, session: Session, signal: AbortSignal): void {
    this.#begin(`file:${inboxId}`, 'a file of a client', () => fetchInboundFile(this.#deps, this.#of.portalId, inboxId, session, signal));
  }

  /** One that is lost with this process is asked for again in a day; its message goes without. */
  picture(recipientId: RecipientId, session: Session, signal: AbortSignal): void {
    this.#begin(`picture:${recipientId}`, 'the picture of a client', () =>
      fetchClientPicture(this.#deps, this.#of.portalId, recipientId, session, signal),
    );
  }

  /** Resolves when nothing of what was begun so far runs any more. */
  async idle(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  #begin(key: string, what: string, fetch: () => Promise<string>): void {
    if (this.#running.has(key)) return;
    const fetching = fetch()
      .then(
        outcome => {
          if (outcome === 'unavailable') this.#deps.logger.info(`${what} is not to be had now`, this.#of);
        },
        (error: unknown) => this.#deps.logger.warn(`${what} was not fetched`, { ...this.#of, error }),
      )
      .finally(() => this.#running.delete(key));
    this.#running.set(key, fetching);
  }
}

/** What is asked beside the sends: who somebody is, what he sent and shows, what stood there before. None while nothing is connected. */
import type { DownloadOutcome, HistoryAnswer, HistoryQuery, PictureAnswer, RecipientQuery, ResolveAnswer } from '@olchat/domain';
import type { Connection } from './connection.ts';
import { readHistory } from './history.ts';
import type { Timings } from './options.ts';
import { resolveRecipient } from './resolve.ts';

/** A person waits for a page of history. */
const HISTORY_MS = 10_000;
const NOT_CONNECTED = 'not connected';

export interface QuestionsParts {
  /** The connection of now; null: the server takes no calls of ours. */
  working: () => Connection | null;
  ended: AbortSignal;
  timings: Pick<Timings, 'queryMs'>;
}

export class Questions {
  readonly #parts: QuestionsParts;

  constructor(parts: QuestionsParts) {
    this.#parts = parts;
  }

  async download(reference: string, signal: AbortSignal): Promise<DownloadOutcome> {
    const connection = this.#parts.working();
    if (connection === null) return { kind: 'unavailable', reason: NOT_CONNECTED };
    return connection.download(reference, AbortSignal.any([signal, this.#parts.ended]));
  }

  async picture(messengerAddress: string, signal: AbortSignal): Promise<PictureAnswer> {
    const connection = this.#parts.working();
    if (connection === null) return { kind: 'unavailable', reason: NOT_CONNECTED };
    return connection.picture(messengerAddress, AbortSignal.any([signal, this.#parts.ended]));
  }

  async resolve(query: RecipientQuery, signal: AbortSignal): Promise<ResolveAnswer> {
    const { client, account } = this.#parts.working() ?? {};
    if (client === undefined || account == null || signal.aborted) return { kind: 'unknown', reason: NOT_CONNECTED };
    const bounded = client.withParams({ timeout: this.#parts.timings.queryMs, abortSignal: signal });
    return resolveRecipient(bounded, account.dialogs, account.user.id, query);
  }

  async history(query: HistoryQuery, signal: AbortSignal): Promise<HistoryAnswer> {
    const { client, account } = this.#parts.working() ?? {};
    if (client === undefined || account == null || signal.aborted) return { kind: 'unknown', reason: NOT_CONNECTED };
    const timeout = Math.min(this.#parts.timings.queryMs, HISTORY_MS);
    const abortSignal = AbortSignal.any([signal, this.#parts.ended, AbortSignal.timeout(HISTORY_MS)]);
    return readHistory(client.withParams({ timeout, abortSignal }), account.dialogs, account.user.id, query);
  }
}

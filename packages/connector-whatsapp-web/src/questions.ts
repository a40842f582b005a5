/** What is asked beside the sends: whether a number is there, what somebody sent and shows, what stood there before. None while nothing is connected. */
import { within } from '@olchat/connector-kit';
import type { DownloadOutcome, HistoryAnswer, HistoryQuery, PictureAnswer, PresenceAnswer } from '@olchat/domain';
import type { Connection } from './connection.ts';
import { fetchMedia } from './inbound-media.ts';
import type { Settings } from './options.ts';
import { askPicture } from './picture.ts';
import { askPresence } from './presence.ts';

const NOT_CONNECTED = 'not connected';

export interface QuestionsParts {
  /** The connection of now; null: the server takes no calls of ours. */
  working: () => Connection | null;
  ended: AbortSignal;
  timings: Pick<Settings['timings'], 'queryTimeoutMs' | 'downloadMs'>;
}

export class Questions {
  readonly #parts: QuestionsParts;

  constructor(parts: QuestionsParts) {
    this.#parts = parts;
  }

  async download(reference: string, signal: AbortSignal): Promise<DownloadOutcome> {
    const connection = this.#parts.working();
    if (connection === null) return { kind: 'unavailable', reason: NOT_CONNECTED };
    const { queryTimeoutMs, downloadMs } = this.#parts.timings;
    const limit = AbortSignal.any([signal, this.#parts.ended, AbortSignal.timeout(downloadMs)]);
    return fetchMedia(reference, () => within(queryTimeoutMs, connection.mediaHost(), null), limit);
  }

  async picture(messengerAddress: string, signal: AbortSignal): Promise<PictureAnswer> {
    const connection = this.#parts.working();
    if (connection === null) return { kind: 'unavailable', reason: NOT_CONNECTED };
    const { queryTimeoutMs } = this.#parts.timings;
    const questions = {
      url: () => within(queryTimeoutMs, connection.profilePictureUrl(messengerAddress, queryTimeoutMs), null),
      mediaHost: () => within(queryTimeoutMs, connection.mediaHost(), null),
    };
    return askPicture(questions, AbortSignal.any([signal, this.#parts.ended, AbortSignal.timeout(queryTimeoutMs)]));
  }

  async history(query: HistoryQuery, signal: AbortSignal): Promise<HistoryAnswer> {
    const connection = this.#parts.working();
    if (connection === null) return { kind: 'unknown', reason: NOT_CONNECTED };
    return connection.history(query, AbortSignal.any([signal, this.#parts.ended]));
  }

  async presence(address: string, signal: AbortSignal): Promise<PresenceAnswer> {
    const connection = this.#parts.working();
    if (connection === null) return { presence: 'UNKNOWN', reason: NOT_CONNECTED };
    const ask = (number: string): ReturnType<Connection['onWhatsApp']> => connection.onWhatsApp(number);
    return askPresence(ask, address, AbortSignal.any([signal, this.#parts.ended]), this.#parts.timings.queryTimeoutMs);
  }
}

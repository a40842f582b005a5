/** Whether open lines are switched on, as Bitrix24 last said; asked at most once a minute per portal (RE-44). */
import { isRefusal, type LineId, type OpenLine, type OpenLines, type PortalId, type Refusal } from '@olchat/domain';
import { ShortCache } from '../short-cache.ts';

/** A list of accounts does not wait longer for what is only beside the point. */
const PATIENCE_MS = 2000;

export class LineNews {
  readonly #openLines: OpenLines;
  readonly #recent = new ShortCache<OpenLine[] | Refusal>({ keptMs: 60_000, size: 1000 });
  readonly #last = new Map<string, boolean>();

  constructor(openLines: OpenLines) {
    this.#openLines = openLines;
  }

  /** True until Bitrix24 says otherwise: the account stands on it. */
  async isActive(portalId: PortalId, lineId: LineId): Promise<boolean> {
    const lines = await this.#within(
      this.#recent.get(
        portalId,
        () => this.#openLines.lines(portalId),
        answer => !isRefusal(answer),
      ),
    );
    const key = `${portalId}:${lineId}`;
    if (lines !== null) {
      const isActive = lines.find(line => line.id === lineId)?.isActive ?? false;
      // Only what differs from the assumption is remembered.
      if (isActive) this.#last.delete(key);
      else this.#last.set(key, false);
    }
    return this.#last.get(key) ?? true;
  }

  /** A line was made or attached just now: what Bitrix24 said before does not know it. */
  forget(portalId: PortalId): void {
    this.#recent.forget(portalId);
  }

  async #within(asked: Promise<OpenLine[] | Refusal>): Promise<OpenLine[] | null> {
    const { promise: waited, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => resolve(null), PATIENCE_MS);
    try {
      const lines = await Promise.race([asked, waited]);
      return lines === null || isRefusal(lines) ? null : lines;
    } finally {
      clearTimeout(timer);
      // The cache keeps the question alive after we stopped waiting; a late failure is not this request's.
      asked.catch(() => undefined);
    }
  }
}

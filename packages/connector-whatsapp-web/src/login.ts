/** Steps of a login by QR code. A code is as good as the account: it goes to the administrator only and is never logged. */
import type { LoginStep } from '@olchat/domain';

/** Life of the first code and of each of the next (about six in all); then the server ends the series. */
const FIRST_MS = 60_000;
const NEXT_MS = 20_000;

export class QrSeries {
  readonly #qrMs: number | null;
  #shown = 0;
  #current: LoginStep | null = null;

  constructor(qrMs: number | null) {
    this.#qrMs = qrMs;
  }

  /** For somebody who opens the page in the middle of the series. */
  get current(): LoginStep | null {
    return this.#current;
  }

  step(qr: string, now: Date): LoginStep {
    const lifeMs = this.#qrMs ?? (this.#shown === 0 ? FIRST_MS : NEXT_MS);
    this.#shown += 1;
    this.#current = { kind: 'QR', qr, expiresAt: new Date(now.getTime() + lifeMs) };
    return this.#current;
  }
}

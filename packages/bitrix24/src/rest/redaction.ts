/** What of a failed call may stand in a log: no token, no text, of a number its last two digits (SE-51). */
import type { RestFailure } from './errors.ts';

const MAX_LENGTH = 300;

export const redact = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[A-Za-z0-9_-]{20,}/g, '…')
    .replace(/\+?\d(?:[\s().-]*\d){6,}/g, number => `…${number.replace(/\D/g, '').slice(-2)}`)
    .slice(0, MAX_LENGTH);

export const failureForLog = (failure: RestFailure): Record<string, string | number | null> => ({
  kind: failure.kind,
  code: redact(failure.code),
  status: failure.status,
  description: redact(failure.description),
});

/** The part of a pino logger that is used here. */
export interface RestLogger {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

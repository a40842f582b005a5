/** Baileys logs whole nodes, numbers and keys as objects: only its words and status codes of warnings pass to our log (SE-51). */
import type { SocketConfig } from 'baileys';
import { statusCodeOf } from './errors.ts';

type LibraryLogger = SocketConfig['logger'];

/** Fields hold no text, number or key of anybody. */
export interface ConnectorLogger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
export type LogFields = Record<string, string | number | boolean | null>;

const silent = (): void => undefined;
export const silentLogger: ConnectorLogger = { info: silent, warn: silent, error: silent };

const words = (details: unknown, message: string | undefined): string =>
  (message ?? (typeof details === 'string' ? details : 'without words')).replace(/\d{5,}/g, '…').slice(0, 200);

/** The library names its errors `err`, `error` or `e`. */
function codeOf(details: unknown): number | null {
  if (typeof details !== 'object' || details === null) return null;
  return (
    Object.values(details)
      .map(statusCodeOf)
      .find(code => code !== undefined) ?? null
  );
}

export function libraryLogger(logger: ConnectorLogger, accountId: string): LibraryLogger {
  const library: LibraryLogger = {
    level: 'warn',
    child: () => library,
    trace: silent,
    debug: silent,
    info: silent,
    warn: (details, message) => logger.warn(words(details, message), { accountId, library: 'baileys', code: codeOf(details) }),
    error: (details, message) => logger.error(words(details, message), { accountId, library: 'baileys', code: codeOf(details) }),
  };
  return library;
}

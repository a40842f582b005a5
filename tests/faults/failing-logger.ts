/** Nothing may go wrong beside the kill: what the product logs as an error or a warning fails the run (FA-1). */
import { inspect } from 'node:util';
import type { Logger } from '../../apps/api/src/logger.ts';

/** Nobody takes the database away here: the machine is too busy to connect within 3 s. It is tried again, and its end is checked. */
const NO_CONNECTION = /timeout exceeded when trying to connect|Connection terminated due to connection timeout/;

export function failingLogger(): { logger: Logger; errors: string[] } {
  const errors: string[] = [];
  const note: Logger['error'] = (what, { error, ...fields } = {}) => {
    if (error instanceof Error && NO_CONNECTION.test(error.message)) return;
    errors.push(`${what} ${inspect({ ...fields, ...(error === undefined ? {} : { error }) })}`);
  };
  return { errors, logger: { debug: () => undefined, info: () => undefined, warn: note, error: note } };
}

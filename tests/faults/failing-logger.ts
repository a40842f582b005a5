/** Nothing may go wrong beside the kill: what the product logs as an error or a warning fails the run (FA-1). */
import { inspect } from 'node:util';
import type { Logger } from '../../apps/api/src/logger.ts';

export function failingLogger(): { logger: Logger; errors: string[] } {
  const errors: string[] = [];
  const note: Logger['error'] = (what, { error, ...fields } = {}) => {
    errors.push(`${what} ${inspect({ ...fields, ...(error === undefined ? {} : { error }) })}`);
  };
  return { errors, logger: { debug: () => undefined, info: () => undefined, warn: note, error: note } };
}

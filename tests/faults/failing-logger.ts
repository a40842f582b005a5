/** Nothing may go wrong beside the kill: what the product logs as an error or a warning fails the run (FA-1). */
import type { Logger } from '../../apps/api/src/logger.ts';

export function failingLogger(): { logger: Logger; errors: string[] } {
  const errors: string[] = [];
  const note: Logger['error'] = (what, { error, ...fields } = {}) => {
    errors.push(`${what} ${JSON.stringify(fields)} ${error instanceof Error ? error.stack : String(error ?? '')}`.trim());
  };
  return { errors, logger: { debug: () => undefined, info: () => undefined, warn: note, error: note } };
}

/** Many commands in one request: it counts once for the rate limit (Bitrix24 docs, batch). At most 50, never nested. */
import { stringify } from 'qs';
import { z } from 'zod';
import { failed, failureKind, type RestOutcome, succeeded } from './errors.ts';
import { mapOf } from './envelope.ts';

export const MAX_COMMANDS = 50;

export type RestValue = string | number | boolean | null | undefined | readonly RestValue[] | { readonly [key: string]: RestValue };
export type RestParams = Readonly<Record<string, RestValue>>;

export interface RestCommand {
  method: string;
  params?: RestParams;
}

/** A value of an earlier command of the same batch: `resultOf('card', 'item', 'contactIds', 0)`. */
export const resultOf = (command: string, ...path: (string | number)[]): string =>
  `$result[${command}]${path.map(step => `[${step}]`).join('')}`;

export const commandLine = ({ method, params }: RestCommand): string => {
  const query = stringify(params === undefined ? {} : forQuery(params), { arrayFormat: 'indices', skipNulls: true });
  return query === '' ? method : `${method}?${query}`;
};

/** A query string has no booleans: PHP takes the word "false" for true. */
const forQuery = (value: RestValue): unknown => {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (Array.isArray(value)) return value.map(forQuery);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, forQuery(item)]));
  return value;
};

const commandError = z.object({
  error: z.union([z.string(), z.number()]).transform(String),
  error_description: z.string().optional().catch(undefined),
});

/** PHP writes a map whose keys are 0, 1, 2 … as a list; our names never look so. */
export const batchBody = z.object({ result: mapOf(z.unknown()), result_error: mapOf(commandError).optional() });

export class BatchAnswer<Name extends string> {
  readonly #body: z.output<typeof batchBody>;

  constructor(body: z.output<typeof batchBody>) {
    this.#body = body;
  }

  /** The command's method used up its operating time. */
  isStopped(name: Name): boolean {
    const error = this.#body.result_error?.[name]?.error;
    return error !== undefined && failureKind(error, null, '') === 'stop-method';
  }

  /** A command that `halt` kept from running answers `not-sent`. */
  read<T>(name: Name, schema: z.ZodType<T>): RestOutcome<T> {
    const error = this.#body.result_error?.[name];
    if (error !== undefined) {
      const description = error.error_description ?? '';
      return failed(failureKind(error.error, null, description), error.error, { description });
    }
    if (!(name in this.#body.result)) return failed('not-sent', 'BATCH_HALTED');
    return readResult(this.#body.result[name], schema);
  }
}

export const readResult = <T>(result: unknown, schema: z.ZodType<T>): RestOutcome<T> => {
  const parsed = schema.safeParse(result);
  return parsed.success ? succeeded(parsed.data) : failed('unknown-outcome', 'MALFORMED_ANSWER', { description: parsed.error.message });
};

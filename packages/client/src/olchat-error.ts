/** What a server says about an error, beside its sentence. */
export interface ServerError {
  message: string;
  extensions?: { code?: string | undefined; [key: string]: unknown } | undefined;
}

/** No answer came: the request may or may not have been carried out. Repeat a send only with the same idempotency key. */
export const NO_ANSWER = 'NO_ANSWER';
/** The caller is not known, or no longer: `errors[].extensions.code` of the server. */
export const UNAUTHENTICATED = 'UNAUTHENTICATED';

/**
 * A surprise: no answer, an unknown caller, a malformed input, a bug. Known refusals are never thrown, they are members of a mutation's result.
 * `code` is `NO_ANSWER` or the server's own (`UNAUTHENTICATED`, `BAD_USER_INPUT`, `RATE_LIMITED`, `UNAVAILABLE`, `INTERNAL`).
 */
export class OlchatError extends Error {
  readonly code: string;
  readonly errors: readonly ServerError[];
  /** The name under which the server's log tells what happened, where the server answered. For the people who run it. */
  readonly traceId: string | undefined;

  constructor(code: string, message: string, options: { errors?: readonly ServerError[]; traceId?: string | null; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'OlchatError';
    this.code = code;
    this.errors = options.errors ?? [];
    this.traceId = options.traceId ?? undefined;
  }
}

export function fromServerErrors(errors: readonly ServerError[]): OlchatError {
  const first = errors[0];
  const traceId = errors.map(({ extensions }) => extensions?.['traceId']).find(id => typeof id === 'string');
  return new OlchatError(first?.extensions?.code ?? 'INTERNAL', first?.message ?? 'The server refused without a word', {
    errors,
    ...(traceId !== undefined && { traceId }),
  });
}

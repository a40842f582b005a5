/** What leaves as `errors[]`: malformed input, unknown callers, surprises. Known refusals are data, not errors (SE-21). */
import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal } from '@olchat/domain';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { DoorLogger } from '../http/door-logger.ts';
import { currentRequestId } from '../http/request-id.ts';
import { sentence } from '../refusal-texts/sentence.ts';
import { isOutage } from '../persistence/outage.ts';

export const unauthenticated = (): GraphQLError =>
  new GraphQLError('Give a partner key or a session: `Authorization: Bearer <token>`', { extensions: { code: 'UNAUTHENTICATED' } });

export const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** A refusal where the schema has no place for one, that is outside mutations: its code stands in `extensions`. */
export const refusalError = (refusal: Refusal, locale: 'ru' | 'en'): GraphQLError =>
  new GraphQLError(sentence(refusal, locale), { extensions: { code: refusal.code, retry: refusal.retry } });

export function orThrow<T>(answer: T | Refusal, locale: 'ru' | 'en'): T {
  if (isRefusal(answer)) throw refusalError(answer, locale);
  return answer;
}

/** Errors that graphql-js and Apollo make of a request that is wrong in itself carry no secret; everything else is a surprise. */
const isExpected = (error: GraphQLError): boolean =>
  error.originalError === undefined || error.originalError === null || error.originalError instanceof GraphQLError;

/** Surprises become INTERNAL, outages UNAVAILABLE, both with a trace id, the name of the request; what happened stands in the log under it. */
export function maskError(error: unknown, formatted: GraphQLFormattedError, logger: DoorLogger): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  if (error instanceof GraphQLError && isExpected(error) && code !== 'INTERNAL_SERVER_ERROR') return formatted;
  const traceId = currentRequestId() ?? randomUUID();
  const outage = isOutage(error instanceof GraphQLError ? error.originalError : error);
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  logger.error({ traceId, path: formatted.path?.join('.'), err: describe(cause) }, 'a request failed');
  return {
    message: outage
      ? `The service cannot answer for a moment. Try again; what was accepted is not lost. ${traceId}`
      : `Internal error ${traceId}`,
    extensions: { code: outage ? 'UNAVAILABLE' : 'INTERNAL', traceId },
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
  };
}

/** Without the error's own fields: some carry the input they failed on (SE-51). */
const describe = (cause: unknown): { type: string; message: string; stack?: string | undefined } =>
  cause instanceof Error
    ? { type: cause.name, message: cause.message, stack: cause.stack }
    : { type: typeof cause, message: 'not an Error' };

/**
 * What a failed REST call means for us. The table follows the Bitrix24 docs ("Errors" of each method page and the system errors);
 * the property that matters most is whether the portal may have executed the call (RE-9).
 */
import { type Refusal, type RefusalCode, type RefusalDetails, refuse } from '@olchat/domain';

export type FailureKind =
  /** The access token is over: exchange the refresh token and repeat. */
  | 'refresh'
  /** No token pair of this owner works (E-07). */
  | 'token-refused'
  /** The portal's administrator closed the application to this employee. */
  | 'app-closed'
  /** The employee's rights are not enough. */
  | 'denied'
  | 'gone'
  /** The request rate is used up; provably not executed. */
  | 'slow-down'
  /** Operating time of this method is used up; provably not executed. */
  | 'stop-method'
  /** The vendor or the plan closes REST for the whole portal. */
  | 'portal-closed'
  /** An old self-hosted build does not know the method. */
  | 'unknown-method'
  /** The method said no in its own words. */
  | 'refused'
  /** The portal lives at another address now; provably not executed. */
  | 'moved'
  /** Provably nothing left us. */
  | 'not-sent'
  /** Nobody knows whether the portal executed it. */
  | 'unknown-outcome';

export interface RestFailure {
  kind: FailureKind;
  /** Bitrix24's own code, or ours where there was no answer. */
  code: string;
  status: number | null;
  /** Bitrix24's own sentence; may name data of the portal, so it is never shown and is redacted before logging. */
  description: string;
  /** When the call can succeed again, where the portal said so. */
  freeAt: Date | null;
}

export type RestOutcome<T> = { ok: true; value: T } | { ok: false; failure: RestFailure };

export const succeeded = <T>(value: T): RestOutcome<T> => ({ ok: true, value });

export const failed = (
  kind: FailureKind,
  code: string,
  rest: { status?: number | null; description?: string; freeAt?: Date | null } = {},
): { ok: false; failure: RestFailure } => ({
  ok: false,
  failure: { kind, code, status: rest.status ?? null, description: rest.description ?? '', freeAt: rest.freeAt ?? null },
});

const KINDS: Readonly<Record<string, FailureKind>> = {
  expired_token: 'refresh',
  invalid_token: 'refresh',
  NO_AUTH_FOUND: 'token-refused',
  invalid_grant: 'token-refused',
  invalid_client: 'token-refused',
  wrong_client: 'token-refused',
  WRONG_AUTH_TYPE: 'token-refused',
  user_access_error: 'app-closed',
  insufficient_scope: 'app-closed',
  INVALID_CREDENTIALS: 'denied',
  ACCESS_DENIED: 'denied',
  ACCESS_ERROR: 'denied',
  allowed_only_intranet_user: 'denied',
  ERROR_WRONG_APPLICATION: 'denied',
  NOT_FOUND: 'gone',
  QUERY_LIMIT_EXCEEDED: 'slow-down',
  OPERATION_TIME_LIMIT: 'stop-method',
  OVERLOAD_LIMIT: 'portal-closed',
  PORTAL_DELETED: 'portal-closed',
  PAYMENT_REQUIRED: 'portal-closed',
  ERROR_METHOD_NOT_FOUND: 'unknown-method',
  INTERNAL_SERVER_ERROR: 'unknown-outcome',
  ERROR_UNEXPECTED_ANSWER: 'unknown-outcome',
};

const SMALL_LETTERS = new Map(Object.entries(KINDS).map(([code, kind]) => [code.toLowerCase(), kind]));

export const failureKind = (code: string, status: number | null, description: string): FailureKind => {
  // One code with two meanings: only the text tells that it is the plan, not the employee's rights.
  if (code === 'ACCESS_DENIED' && /commercial plans/i.test(description)) return 'portal-closed';
  // `crm.timeline.comment.list` says it with an empty code.
  if (/^(?:HTTP_\d+)?$/.test(code) && /^access denied/i.test(description)) return 'denied';
  const known = SMALL_LETTERS.get(code.toLowerCase());
  if (known !== undefined) return known;
  if (status === 401) return 'token-refused';
  if (status === 429) return 'slow-down';
  return status !== null && status >= 500 ? 'unknown-outcome' : 'refused';
};

/** The portal did not execute it, so that a repeat makes nothing twice. */
export const provablyNotExecuted = (failure: RestFailure): boolean => failure.kind === 'slow-down' || failure.kind === 'not-sent';

export interface RefusalWords {
  /** Which right `denied` speaks of. */
  right: NonNullable<RefusalDetails['right']>;
  /** Code for a "no" of the method itself and for an unknown outcome. */
  otherwise: RefusalCode;
}

/** The raw code of a refusal after which a repeat must look first whether the thing exists already. */
export const OUTCOME_UNKNOWN = 'OUTCOME_UNKNOWN';

export const refusalOf = (failure: RestFailure, words: RefusalWords): Refusal => {
  const details: RefusalDetails = { rawCode: failure.code };
  if (failure.freeAt !== null) details.freeAt = failure.freeAt.toISOString();
  switch (failure.kind) {
    case 'refresh':
    case 'token-refused':
      return refuse('PORTAL_TOKEN_REFUSED', details);
    case 'app-closed':
      return refuse('FORBIDDEN', { ...details, right: 'app' });
    case 'denied':
      return refuse('FORBIDDEN', { ...details, right: words.right });
    case 'gone':
      return refuse('NOT_FOUND', details);
    case 'slow-down':
    case 'stop-method':
    case 'portal-closed':
    case 'moved':
    case 'not-sent':
      return refuse('PORTAL_UNAVAILABLE', details);
    case 'unknown-outcome':
      return refuse(words.otherwise, { ...details, rawCode: OUTCOME_UNKNOWN });
    case 'unknown-method':
    case 'refused':
      return refuse(words.otherwise, details);
  }
};

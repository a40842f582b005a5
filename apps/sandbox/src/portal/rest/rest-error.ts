/** A refusal of the REST platform: HTTP status and body as Bitrix24 words them. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;
  readonly code: string;
  /** Further keys of the body, e.g. `argument` of `ERROR_ARGUMENT`. */
  readonly details: Record<string, unknown>;

  constructor(status: number, code: string, description: string, details: Record<string, unknown> = {}) {
    super(description);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  get body(): Record<string, unknown> {
    return { error: this.code, error_description: this.message, ...this.details };
  }
}

export const accessDenied = (status = 400, description = 'Access denied.'): RestError =>
  new RestError(status, 'ACCESS_DENIED', description);
export const notFound = (description = 'Element not found'): RestError => new RestError(400, 'NOT_FOUND', description);
export const unknownToken = (): RestError => new RestError(401, 'invalid_token', 'Unable to get application by token');
/** Status of the system errors that a fault rule may play; others answer 400. Bitrix24 docs, system errors. */
export const SYSTEM_STATUS: Readonly<Record<string, number>> = {
  expired_token: 401,
  invalid_token: 401,
  NO_AUTH_FOUND: 401,
  insufficient_scope: 403,
  user_access_error: 403,
  INVALID_CREDENTIALS: 403,
  WRONG_AUTH_TYPE: 403,
  QUERY_LIMIT_EXCEEDED: 503,
  OVERLOAD_LIMIT: 503,
  OPERATION_TIME_LIMIT: 429,
  ERROR_METHOD_NOT_FOUND: 404,
  INTERNAL_SERVER_ERROR: 500,
  ERROR_UNEXPECTED_ANSWER: 500,
  PORTAL_DELETED: 500,
};

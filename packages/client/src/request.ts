import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Caller } from './caller.ts';
import { fromServerErrors, NO_ANSWER, OlchatError, UNAUTHENTICATED, type ServerError } from './olchat-error.ts';

export interface RequestOptions {
  /**
   * The request goes on although the page that asks is being closed; its answer may never be seen. For what is small: browsers let a page
   * leave with 64 KB altogether, and what is larger is asked as usual.
   */
  keepalive?: boolean;
}

export type Request = <Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  options?: RequestOptions,
) => Promise<Result>;

/** Of the 64 KB that the Fetch standard grants to all such requests of a page, with room for another one's headers. */
const MAX_KEEPALIVE_BYTES = 60_000;

const REQUEST_ID = 'x-request-id';

interface Answer<Result> {
  data?: Result | null;
  errors?: readonly ServerError[];
}

export function createRequest(url: string, caller: Caller, fetch: typeof globalThis.fetch): Request {
  async function ask<Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    authorization: string,
    { keepalive = false }: RequestOptions,
  ): Promise<Result> {
    const body = JSON.stringify({ query: print(document), variables });
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        authorization,
      },
      body,
      ...(keepalive && new TextEncoder().encode(body).length <= MAX_KEEPALIVE_BYTES && { keepalive }),
    }).catch((cause: unknown) => {
      throw new OlchatError(NO_ANSWER, `No answer from ${url}`, { cause });
    });
    const answer = await readAnswer<Result>(response);
    if (answer.errors?.length) throw fromServerErrors(answer.errors);
    if (!answer.data) {
      const traceId = response.headers.get(REQUEST_ID);
      throw new OlchatError(NO_ANSWER, `An answer without data: HTTP ${response.status}`, { traceId });
    }
    return answer.data;
  }

  return async (document, variables, options = {}) => {
    const authorization = await caller.authorization();
    try {
      return await ask(document, variables, authorization, options);
    } catch (error) {
      // An unknown caller's request was not carried out, so repeating it is safe even for a mutation.
      if (!(error instanceof OlchatError && error.code === UNAUTHENTICATED && (await caller.renew(authorization)))) throw error;
      return ask(document, variables, await caller.authorization(), options);
    }
  };
}

async function readAnswer<Result>(response: Response): Promise<Answer<Result>> {
  if (response.status === 401) throw new OlchatError(UNAUTHENTICATED, 'The server does not know this caller');
  try {
    return (await response.json()) as Answer<Result>;
  } catch (cause) {
    // A proxy's page, or a connection cut in the middle.
    throw new OlchatError(NO_ANSWER, `No readable answer: HTTP ${response.status}`, { cause, traceId: response.headers.get(REQUEST_ID) });
  }
}

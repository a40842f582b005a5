import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Caller } from './caller.ts';
import { fromServerErrors, NO_ANSWER, OlchatError, UNAUTHENTICATED, type ServerError } from './olchat-error.ts';

export type Request = <Result, Variables>(document: TypedDocumentNode<Result, Variables>, variables: Variables) => Promise<Result>;

interface Answer<Result> {
  data?: Result | null;
  errors?: readonly ServerError[];
}

export function createRequest(url: string, caller: Caller, fetch: typeof globalThis.fetch): Request {
  async function ask<Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    authorization: string,
  ): Promise<Result> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        authorization,
      },
      body: JSON.stringify({ query: print(document), variables }),
    }).catch((cause: unknown) => {
      throw new OlchatError(NO_ANSWER, `No answer from ${url}`, { cause });
    });
    const answer = await readAnswer<Result>(response);
    if (answer.errors?.length) throw fromServerErrors(answer.errors);
    if (!answer.data) throw new OlchatError(NO_ANSWER, `An answer without data: HTTP ${response.status}`);
    return answer.data;
  }

  return async (document, variables) => {
    const authorization = await caller.authorization();
    try {
      return await ask(document, variables, authorization);
    } catch (error) {
      // An unknown caller's request was not carried out, so repeating it is safe even for a mutation.
      if (!(error instanceof OlchatError && error.code === UNAUTHENTICATED && (await caller.renew(authorization)))) throw error;
      return ask(document, variables, await caller.authorization());
    }
  };
}

async function readAnswer<Result>(response: Response): Promise<Answer<Result>> {
  if (response.status === 401) throw new OlchatError(UNAUTHENTICATED, 'The server does not know this caller');
  try {
    return (await response.json()) as Answer<Result>;
  } catch (cause) {
    // A proxy's page, or a connection cut in the middle.
    throw new OlchatError(NO_ANSWER, `No readable answer: HTTP ${response.status}`, { cause });
  }
}

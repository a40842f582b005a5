import { ApolloClient, ApolloError, ApolloLink, InMemoryCache, type NormalizedCacheObject, Observable } from '@apollo/client/core';
import { getMainDefinition } from '@apollo/client/utilities';
import { type ConnectionState, createOlchatConnection, OlchatError, type OlchatConnection, type RequestOptions } from '@olchat/client';
import { type DocumentNode, Kind, OperationTypeNode } from 'graphql';
import type { Session } from './page/session.ts';

/** What a subscription may bring along in its context. */
export interface FeedContext {
  onConnection?: (state: ConnectionState) => void;
}

/** What a query or a mutation may bring along in its context. */
export type RequestContext = RequestOptions;

export type ApiClient = ApolloClient<NormalizedCacheObject>;

/** The client of the partners with the session of this page. */
export function createConnection(session: Session, origin: string): OlchatConnection {
  return createOlchatConnection({
    url: `${origin}/graphql`,
    subscriptionUrl: `${origin.replace(/^http/, 'ws')}/graphql`,
    token: () => session.token(),
    onUnauthenticated: () => session.renew(),
  });
}

/** Apollo over it: it knows sessions and the feed, Apollo knows Vue. */
export function createApi(olchat: OlchatConnection): ApiClient {
  return createApollo(ApolloLink.split(({ query }) => isSubscription(query), feedLink(olchat), requestLink(olchat)));
}

/** Also the seam of the tests, which put a link of their own here. */
export function createApollo(link: ApolloLink): ApiClient {
  return new ApolloClient({
    link,
    cache: new InMemoryCache(),
    // Who asks again because something changed must not get the answer that is under way already: it may be older than the change.
    queryDeduplication: false,
    // Screens keep their state themselves: a list that was refused, or a bubble that the server does not know yet, is not the server's truth.
    defaultOptions: { query: { fetchPolicy: 'no-cache' }, mutate: { fetchPolicy: 'no-cache' }, watchQuery: { fetchPolicy: 'no-cache' } },
  });
}

export function isSubscription(document: DocumentNode): boolean {
  const definition = getMainDefinition(document);
  return definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.SUBSCRIPTION;
}

function requestLink(olchat: OlchatConnection): ApolloLink {
  return new ApolloLink(
    ({ query, variables, getContext }) =>
      new Observable(observer => {
        const { keepalive = false } = getContext() as RequestContext;
        olchat.request(query, variables, { keepalive }).then(
          data => {
            observer.next({ data: data as Record<string, unknown> });
            observer.complete();
          },
          (error: unknown) => observer.error(error),
        );
      }),
  );
}

/** Ends every subscription in the resuming one, so that no loss of connection ends it (RE-34). Where it starts without a cursor, and a resync, come as events. */
function feedLink(olchat: OlchatConnection): ApolloLink {
  return new ApolloLink(operation => {
    const { onConnection } = operation.getContext() as FeedContext;
    const definition = getMainDefinition(operation.query);
    const selection = definition.selectionSet.selections[0];
    const field = selection?.kind === Kind.FIELD ? selection.name.value : '';
    return new Observable(observer => {
      const subscription = olchat.resumingSubscription<Record<string, unknown>, Record<string, unknown>>(
        operation.query,
        operation.variables,
        {
          onEvent: event => observer.next({ data: { [field]: event } }),
          onStart: position => observer.next({ data: { [field]: { __typename: 'FeedPosition', ...position } } }),
          onResync: resync => observer.next({ data: { [field]: { __typename: 'FeedResync', ...resync } } }),
          ...(onConnection && { onConnection }),
        },
      );
      return () => subscription.stop();
    });
  });
}

/** The name under which the server's log tells why a request failed; undefined where it never answered, or where nothing is to be told. */
export function traceIdOf(error: unknown): string | undefined {
  const cause = error instanceof ApolloError ? error.networkError : error;
  return cause instanceof OlchatError ? cause.traceId : undefined;
}

/** `NO_ANSWER`, `UNAUTHENTICATED`, …: the code of whatever a request failed with. */
export function failureCode(error: unknown): string {
  const cause = error instanceof ApolloError ? error.networkError : error;
  return cause instanceof OlchatError ? cause.code : 'INTERNAL';
}

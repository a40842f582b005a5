import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { fromServerErrors, type OlchatError, type ServerError, UNAUTHENTICATED } from './olchat-error.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import type { SubscriptionSocket } from './subscription-socket.ts';

/** Close codes of the server: the token is not known (renew it and come back), the employee is dismissed (never come back). */
const CLOSED_UNAUTHENTICATED = 4401;
const CLOSED_FORBIDDEN = 4403;
/** Refusals that no repetition cures: the subscription itself is wrong, or what it names is not there, or not for us. */
const INCURABLE_CODES = [
  'ACCOUNT_NOT_FOUND',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'NOT_FOUND',
];
/** So many cursors are remembered to drop what comes a second time. The server repeats at most what one connection had in flight. */
const REMEMBERED_CURSORS = 1_000;

/** `stopped`: dismissed (4403), an incurable refusal, or `stop()`; it never comes back. */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'stopped';

/** Both marks of the feed are kept from `onEvent`: each has its own handler. */
export type EventOf<Result> = Exclude<Result[keyof Result], { __typename: 'FeedPosition' | 'FeedResync' }>;

export interface SubscriptionHandlers<Event> {
  /** Each event once, in the order of the feed. */
  onEvent: (event: Event) => void;
  /**
   * The feed is open, and no `after` was given: what changed before this moment comes in no event, so load the snapshot (again).
   * Once at most: with `after`, or after a loss of connection, nothing lies before.
   */
  onStart?: (position: { cursor: string }) => void;
  /** The cursor was too old or is unknown: load the snapshot again. Events go on from `cursor`, so some may be older than the snapshot. */
  onResync?: (resync: { cursor: string; reason: string }) => void;
  onConnection?: (state: ConnectionState) => void;
  /** What the server said against the subscription. Unless the state is `stopped` now, it is tried again all the same. */
  onError?: (error: OlchatError) => void;
}

export interface Subscription {
  stop(): void;
  /** The last cursor seen: what `after` will be at the next connection. */
  readonly cursor: string | undefined;
}

export interface SubscriptionSource {
  socket: SubscriptionSocket;
  random: () => number;
}

type FeedItem = { __typename?: string; cursor?: string; reason?: string };

/** One event after another, over any number of connections, without a hole and without a double (RE-34). */
export function resumingSubscription<Result extends object, Variables extends { after?: string | null | undefined } | object>(
  { socket, random }: SubscriptionSource,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  handlers: SubscriptionHandlers<EventOf<Result>>,
): Subscription {
  const query = print(document);
  const seen = new Set<string>();
  let cursor = 'after' in variables ? (variables.after ?? undefined) : undefined;
  let state: ConnectionState | undefined;
  let failures = 0;
  let endAttempt: (() => void) | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;

  function enter(next: ConnectionState): void {
    if (state === next || state === 'stopped') return;
    state = next;
    handlers.onConnection?.(next);
  }

  function attempt(): void {
    let ended = false;
    const failedBefore = failures;
    enter('connecting');

    const end = (): boolean => {
      if (ended) return false;
      ended = true;
      unlisten();
      unsubscribe();
      return true;
    };
    const fail = (isTokenRefused: boolean): void => {
      if (!end() || state === 'stopped') return;
      enter('lost');
      void comeBack(isTokenRefused);
    };

    // Heard before graphql-ws decides about the connection: after a close without a fault it would subscribe again with the first variables.
    const unlisten = socket.client.on('closed', event => {
      const code = (event as { code?: number }).code;
      if (code === CLOSED_FORBIDDEN) stop();
      else fail(code === CLOSED_UNAUTHENTICATED);
    });
    const unsubscribe = socket.client.subscribe<Result>(
      { query, variables: { ...variables, ...(cursor === undefined ? {} : { after: cursor }) } },
      {
        next: ({ data, errors }) => {
          if (ended) return;
          if (errors?.length) refused(errors, fail);
          else if (data) receive(data);
        },
        error: cause => (Array.isArray(cause) ? refused(cause as ServerError[], fail) : fail(false)),
        complete: () => {
          // The server ends a feed that has nothing more to tell with its last item, again and again: that is no reason to hurry.
          failures = failedBefore;
          fail(false);
        },
      },
    );
    endAttempt = end;
  }

  function refused(errors: readonly ServerError[], fail: (isTokenRefused: boolean) => void): void {
    const error = fromServerErrors(errors);
    if (INCURABLE_CODES.includes(error.code)) stop();
    else fail(error.code === UNAUTHENTICATED);
    handlers.onError?.(error);
  }

  function receive(data: Result): void {
    failures = 0;
    enter('connected');
    const item = Object.values(data)[0] as FeedItem;
    if (item.cursor === undefined) return handlers.onEvent(item as EventOf<Result>);
    if (item.__typename === 'FeedResync') handlers.onResync?.({ cursor: item.cursor, reason: item.reason ?? '' });
    else if (item.__typename === 'FeedPosition') {
      if (cursor === undefined) handlers.onStart?.({ cursor: item.cursor });
    } else {
      if (seen.has(item.cursor)) return;
      remember(item.cursor);
      handlers.onEvent(item as EventOf<Result>);
    }
    cursor = item.cursor;
  }

  function remember(seenCursor: string): void {
    seen.add(seenCursor);
    const [oldest] = seen;
    if (seen.size > REMEMBERED_CURSORS && oldest !== undefined) seen.delete(oldest);
  }

  async function comeBack(isTokenRefused: boolean): Promise<void> {
    if (isTokenRefused) await socket.renewToken();
    if (state === 'stopped') return;
    pause = setTimeout(attempt, reconnectDelayMs(failures++, random()));
  }

  function stop(): void {
    clearTimeout(pause);
    enter('stopped');
    endAttempt?.();
  }

  attempt();
  return {
    stop,
    get cursor() {
      return cursor;
    },
  };
}

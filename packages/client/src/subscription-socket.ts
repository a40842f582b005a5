import { createClient, type Client } from 'graphql-ws';
import type { Caller } from './caller.ts';

/** How often, in ms, a quiet connection is asked whether it lives, and how long the answer may take before it counts as dead. */
const PING_EVERY_MS = 12_000;
const PONG_WITHIN_MS = 6_000;
/** A server that takes the connection and then says nothing. */
const ACKNOWLEDGE_WITHIN_MS = 10_000;
/** The socket stays a little, so that closing one subscription and opening another does not connect anew. */
const CLOSE_IDLE_AFTER_MS = 3_000;

export interface SubscriptionSocket {
  client: Client;
  /** Asks for a new token after the server refused the one this socket came with. */
  renewToken(): Promise<boolean>;
}

/**
 * One socket for all subscriptions of a client. It never reconnects by itself: graphql-ws would subscribe with the first variables again,
 * that is, with an old cursor (RE-34).
 */
export function createSubscriptionSocket(url: string, caller: Caller): SubscriptionSocket {
  let offered: string | undefined;
  let overdue: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url,
    lazy: true,
    lazyCloseTimeout: CLOSE_IDLE_AFTER_MS,
    retryAttempts: 0,
    keepAlive: PING_EVERY_MS,
    connectionAckWaitTimeout: ACKNOWLEDGE_WITHIN_MS,
    connectionParams: async () => ({ authorization: (offered = await caller.authorization()) }),
    on: {
      ping: received => {
        if (!received) overdue = setTimeout(() => client.terminate(), PONG_WITHIN_MS);
      },
      pong: received => {
        if (received) clearTimeout(overdue);
      },
      closed: () => clearTimeout(overdue),
    },
  });
  return { client, renewToken: () => caller.renew(offered) };
}

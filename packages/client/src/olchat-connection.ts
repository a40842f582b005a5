import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { createCaller, type CallerOptions } from './caller.ts';
import { createRequest, type Request } from './request.ts';
import { type EventOf, resumingSubscription, type Subscription, type SubscriptionHandlers } from './resuming-subscription.ts';
import { createSubscriptionSocket } from './subscription-socket.ts';
import { createUpload, type Upload } from './upload.ts';

export interface OlchatConnectionOptions extends CallerOptions {
  /** `https://…/graphql` */
  url: string;
  /** `wss://…/graphql` */
  subscriptionUrl: string;
  /** Where files are uploaded to. Default: `files` beside `url`. */
  filesUrl?: string;
  /** Default: the global one. */
  fetch?: typeof globalThis.fetch;
  /** For tests: where the jitter of reconnection comes from. Default: `Math.random`. */
  random?: () => number;
}

export interface OlchatConnection {
  /** Any document of one's own, typed by the same code generator. */
  request: Request;
  /** Brings a file to the server, to be sent. */
  upload: Upload;
  /** Events of `messageStatus`, `accountState` or `login`, over any number of connections, each once and in order. */
  resumingSubscription<Result extends object, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    handlers: SubscriptionHandlers<EventOf<Result>>,
  ): Subscription;
  /** Stops every subscription and ends the connection. */
  close(): Promise<void>;
}

/** The client without its list of operations: for a page that brings only the documents it asks with. */
export function createOlchatConnection(options: OlchatConnectionOptions): OlchatConnection {
  const {
    url,
    subscriptionUrl,
    filesUrl = new URL('files', url).href,
    fetch = globalThis.fetch.bind(globalThis),
    random = Math.random,
  } = options;
  const caller = createCaller(options);
  const socket = createSubscriptionSocket(subscriptionUrl, caller);
  const subscriptions = new Set<Subscription>();
  return {
    request: createRequest(url, caller, fetch),
    upload: createUpload(filesUrl, caller, fetch),
    resumingSubscription: (document, variables, handlers) => {
      const subscription = resumingSubscription({ socket, random }, document, variables, handlers);
      subscriptions.add(subscription);
      return subscription;
    },
    close: async () => {
      for (const subscription of subscriptions) subscription.stop();
      await socket.client.dispose();
    },
  };
}

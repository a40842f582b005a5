import { ApolloLink, Observable } from '@apollo/client/core';
import type { ConnectionState, Upload } from '@olchat/client';
import { vi } from 'vitest';
import { type ApiClient, createApollo, type FeedContext, isSubscription, type RequestContext } from '../src/api.ts';
import { account, applicationSettings, cardAnswer, health, managedAccount, message, viewer } from './builders.ts';

type Variables = Record<string, unknown>;
type Answer = (variables: Variables) => unknown;

interface Feed {
  variables: Variables;
  emit: (event: unknown) => void;
  connection: (state: ConnectionState) => void;
  isStopped: boolean;
}

/** A server of a few lines behind Apollo's link: what each operation answers, what was asked, and the feeds that are open. */
export interface FakeApi {
  client: ApiClient;
  /** The value of an operation's field, or a function that makes it; a throw or a rejection is a failed request. */
  answers: Record<string, Answer>;
  /** The variables of every call of an operation, in order. */
  calls: (operation: string) => Variables[];
  /** What each of them brought along for the connection. */
  contexts: (operation: string) => RequestContext[];
  /** Takes every file, unless a test puts another one in. */
  upload: Upload;
  /** The newest feed of a subscription. */
  feed: (operation: string) => Feed;
}

/** `login` tells its present step first instead. */
const STARTING = ['accountState', 'messageStatus'];

export function fakeApi(answers: Record<string, Answer> = {}): FakeApi {
  const asked: { operation: string; variables: Variables; context: RequestContext }[] = [];
  const feeds: { operation: string; feed: Feed }[] = [];
  const api: FakeApi = {
    answers: {
      viewer: () => viewer(),
      accounts: () => [account()],
      canWrite: () => ({ answer: 'YES', reasons: [], obstacles: [] }),
      draft: () => null,
      saveDraft: () => ({ __typename: 'DraftSaved', version: 'draft-1', savedAt: '2026-01-01T09:00:00.000Z' }),
      updatePreferences: () => ({
        __typename: 'PreferencesUpdated',
        sendBy: 'CTRL_ENTER',
        publication: null,
        createActivity: true,
        showTemplateText: true,
        closeAfterTemplate: false,
        showName: false,
        recentEmoji: [],
      }),
      lines: () => [],
      managedAccounts: () => [managedAccount()],
      accountHealth: () => [{ id: 'account-1', health: health() }],
      accessChoices: () => ({ employees: [], departments: [], workgroups: [] }),
      settings: () => applicationSettings(),
      workingRights: () => ({ portal: { workingAs: { employee: { id: '1', name: 'Мария' }, state: 'OK', since: null } } }),
      notices: () => ({ chatId: null, openUrl: null, employees: [] }),
      smartProcesses: () => [],
      installation: () => ({ checkedAt: null, fileScanner: 'ABSENT', kept: [], mended: [], failed: [] }),
      changes: () => ({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }),
      lineAdvice: () => [],
      templates: () => templatesPage(),
      templateCategories: () => [],
      templateVariables: () => [],
      card: () => cardAnswer(),
      messages: () => ({ nodes: [message(['QUEUED', 'SENT'])], pageInfo: { hasNextPage: false, endCursor: null }, asOf: 'snapshot' }),
      ...answers,
    },
    upload: async (file, { name = '' } = {}) => ({
      __typename: 'UploadedFile',
      fileId: `file:${name}`,
      name,
      size: file.size,
      mime: file.type,
    }),
    calls: operation => asked.filter(call => call.operation === operation).map(({ variables }) => variables),
    contexts: operation => asked.filter(call => call.operation === operation).map(({ context }) => context),
    feed: operation => {
      const open = feeds.findLast(one => one.operation === operation);
      if (!open) throw new Error(`Nobody subscribed to ${operation}`);
      return open.feed;
    },
    client: createApollo(
      new ApolloLink(({ operationName, variables, query, getContext }) => {
        asked.push({ operation: operationName, variables: structuredClone(variables), context: getContext() });
        return new Observable(observer => {
          if (isSubscription(query)) {
            const { onConnection } = getContext() as FeedContext;
            const feed: Feed = {
              variables,
              emit: event => observer.next({ data: { [operationName]: event } }),
              connection: state => onConnection?.(state),
              isStopped: false,
            };
            feeds.push({ operation: operationName, feed });
            // As the client tells it: a feed without a cursor says once where it starts.
            if (STARTING.includes(operationName) && !variables['after']) {
              void Promise.resolve().then(() => feed.emit({ __typename: 'FeedPosition', cursor: 'start' }));
            }
            return () => (feed.isStopped = true);
          }
          const answer = api.answers[operationName];
          if (!answer) throw new Error(`The fake server knows no ${operationName}`);
          void Promise.resolve()
            .then(() => answer(variables))
            .then(
              data => {
                observer.next({ data: { [operationName]: data } });
                observer.complete();
              },
              (error: unknown) => observer.error(error),
            );
          return undefined;
        });
      }),
    ),
  };
  return api;
}

export function refusal(code: string, sentence: string): Variables {
  return { __typename: 'GeneralRefusal', code, message: sentence, retry: 'NO' };
}

/** A page of templates, the last one unless `endCursor` says otherwise. */
export function templatesPage(nodes: object[] = [], endCursor: string | null = null): Variables {
  return { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } };
}

/** A filled text; `values` stand in it, each where it is found first. */
export function filled(text: string, values: string[] = [], gaps: { variable: string; reason: string }[] = []): Variables {
  return { __typename: 'TemplateFilled', text, gaps, filled: values.map(value => ({ start: text.indexOf(value), length: value.length })) };
}

export function accepted(...messages: ReturnType<typeof message>[]): Variables {
  return { __typename: 'MessageAccepted', duplicate: false, accepted: messages[0], messages };
}

export function statusChanged(changed: ReturnType<typeof message>, cursor = changed.history.at(-1)?.learnedAt ?? ''): Variables {
  return { __typename: 'MessageStatusChanged', cursor, message: changed, change: changed.history.at(-1) };
}

/** Until it holds; the widget's work is promises, so a moment is enough. */
export function eventually(assertion: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(assertion, { timeout: 2_000, interval: 5 });
}

import { NO_ANSWER, OlchatError } from '@olchat/client';
import type { message } from '../builders.ts';

/** Never answers: what stands there while the server is asked. */
export const pending = (): Promise<never> => new Promise(() => undefined);
/** Nobody answers: the connection is gone. */
export const noAnswer = (): Promise<never> => Promise.reject(new OlchatError(NO_ANSWER, 'No answer'));

/** The messages of a card; all there are, unless older ones wait. */
export const messages = (nodes: ReturnType<typeof message>[] = [], hasNextPage = false) => ({
  nodes,
  pageInfo: { hasNextPage, endCursor: hasNextPage ? 'older' : null },
  asOf: 'snapshot',
});

/** As long as a portal lets a name be. */
export const LONG_NAME = 'Константинопольский Александр-Евстафий Верноподданнович, заместитель директора по внешнеэкономическим связям';
/** No place to break a line at. */
export const LONG_WORD = 'Длинноеназваниелиниивкоторомнетниодногопробелаикотороенигдеперенести';

/** Catching up: where the log stands, and what lies between there and here. */
import type { tl } from '@mtcute/node';
import { now, type Cloud, type Handlers } from './cloud.ts';
import { messageOf, updateOf } from './tl-objects.ts';

/** One answer; what is left is asked for by another question. */
const SLICE = 100;

export function updateMethods(cloud: Cloud): Handlers {
  const { mailboxes, faults } = cloud.parts;
  return {
    'updates.getState': ({ account }) => cloud.state(account.userId),
    'updates.getDifference': ({ account: { userId } }, { pts }) => {
      // A client that was away too long is told to begin anew; what lies between is not told.
      if (faults.hit({ service: 'telegram', method: 'too-long', to: String(userId) }, ['refuse']) !== undefined) {
        return { _: 'updates.differenceTooLong', pts: mailboxes.pts(userId) };
      }
      const lines = mailboxes.after(userId, pts);
      if (lines.length === 0) return { _: 'updates.differenceEmpty', date: now(), seq: 0 };
      const told = lines.slice(0, SLICE);
      const newMessages = told.flatMap(({ change }): tl.TypeMessage[] => {
        const message = change.kind === 'message' ? mailboxes.get(userId, change.id) : undefined;
        return message === undefined ? [] : [messageOf(message)];
      });
      const otherUpdates = told
        .filter(({ change }) => change.kind !== 'message')
        .flatMap(line => updateOf(line, id => mailboxes.get(userId, id)) ?? []);
      const said = { newMessages, newEncryptedMessages: [], otherUpdates, chats: [], users: cloud.everybody(userId) };
      const state = { ...cloud.state(userId), pts: told.at(-1)?.pts ?? pts };
      return told.length < lines.length
        ? { _: 'updates.differenceSlice', ...said, intermediateState: state }
        : { _: 'updates.difference', ...said, state };
    },
  };
}

/** What a time away, or a difference that was too long, may have swallowed: read pointers and messages, asked for by conversation. */
import type { Message, TelegramClient } from '@mtcute/node';
import type { Dialogs } from './dialogs.ts';

export interface Pointer {
  person: number;
  /** The client has read everything of ours up to this number. */
  readUpTo: number;
  /** The conversation goes on beyond what went through us. */
  missed: boolean;
}

/** The server takes more, but slower ones hold up the rest. */
const BATCH = 50;
/** Of one conversation; what lies further back is old news. */
const MISSED = 100;

export async function* readPointers(client: TelegramClient, dialogs: Dialogs): AsyncGenerator<Pointer> {
  const people = await dialogs.lively();
  for (let start = 0; start < people.length; start += BATCH) {
    const batch = people.slice(start, start + BATCH);
    const found = await client.getPeerDialogs(batch);
    for (const [index, person] of batch.entries()) {
      const dialog = found[index];
      if (dialog == null) continue;
      const newest = dialog.lastMessage?.id ?? 0;
      const top = await dialogs.top(person);
      yield { person, readUpTo: dialog.lastReadOutgoing, missed: top > 0 && newest > top };
    }
  }
}

/** Oldest first. */
export async function missedMessages(client: TelegramClient, person: number, top: number): Promise<Message[]> {
  const history = await client.getHistory(person, { limit: MISSED, minId: top });
  return history.filter(({ id }) => id > top).toReversed();
}

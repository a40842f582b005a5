import { isSameContent, type MessageContent } from './message.ts';

/** Keys of sends: one content has one key until it was accepted, so that a press after a refusal or a lost answer is never a second message (W-27). */
export interface IdempotencyKeys {
  keyFor(content: MessageContent): string;
  /** The content was accepted: the same words pressed again are a new message. */
  spend(key: string): void;
}

export function createIdempotencyKeys(newKey: () => string = randomKey): IdempotencyKeys {
  const open = new Map<string, MessageContent>();
  return {
    keyFor: content => {
      for (const [key, known] of open) if (isSameContent(known, content)) return key;
      const key = newKey();
      open.set(key, { ...content });
      return key;
    },
    spend: key => open.delete(key),
  };
}

/** 128 random bits. `crypto.randomUUID` does not exist in a frame inside a portal that is served over plain http. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

import { describe, expect, it } from 'vitest';
import { newId, type AccountId, type FileId, type RecipientId } from '../ids.ts';
import { receivedMessage } from './received-message.ts';

const TOLD = new Date('2026-03-10T09:00:05Z');
const at = (afterMs: number): Date => new Date(TOLD.getTime() + afterMs);
const stoodAt = (occurredAt: Date, learnedAt: Date): Date =>
  receivedMessage(
    newId<FileId>(),
    newId<AccountId>(),
    newId<RecipientId>(),
    {
      ...{ externalMessageId: 'A', text: 'Да', occurredAt, address: null, messengerAddress: '1' },
      ...{ fromPhone: false, name: null, file: null, change: null, unsupported: null },
    },
    learnedAt,
  ).occurredAt;

describe('the moment of a message that came', () => {
  // A client's machine answers within the second: it must stand behind what we sent in that second (S-11).
  it('is when it was heard, within the whole second that the messenger tells', () => {
    expect(stoodAt(TOLD, at(640))).toEqual(at(640));
    expect(stoodAt(TOLD, at(90_000))).toEqual(at(999));
  });

  it('is the messenger’s where its clock is ahead of ours, or where it is exact', () => {
    expect(stoodAt(TOLD, at(-3_000))).toEqual(TOLD);
    expect(stoodAt(at(250), at(640))).toEqual(at(250));
  });
});

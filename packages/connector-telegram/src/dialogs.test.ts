import { MemorySessionStore } from '@olchat/domain/testing';
import { describe, expect, it } from 'vitest';
import { Dialogs, printOf } from './dialogs.ts';

const OWN = 91;
const IVAN = 11;

function given(store = new MemorySessionStore()) {
  const dialogs = new Dialogs(store, OWN);
  const told: string[] = [];
  const read = (id: number): Promise<void> => dialogs.read(IVAN, id, ids => Promise.resolve(void told.push(...ids)));
  return { store, dialogs, told, read };
}

describe('read up to a number', () => {
  it('is each message up to it, once, and the pointer never goes back', async () => {
    const { dialogs, told, read } = given();
    for (const [id, ours] of [
      [10, 'a'],
      [12, 'b'],
      [15, 'c'],
    ] as const)
      await dialogs.accept(IVAN, ours, id);
    await read(12);
    await read(12);
    await read(10);
    expect(told).toEqual(['a', 'b']);
    await read(20);
    expect(told).toEqual(['a', 'b', 'c']);
  });

  it('that overtakes the number of the message is known when the number is (RE-23)', async () => {
    const { dialogs, told, read } = given();
    await dialogs.ask(IVAN, 'a', 'print');
    await read(10);
    expect([await dialogs.accept(IVAN, 'a', 10), told]).toEqual([true, []]);
    expect(await dialogs.accept(IVAN, 'b', 11)).toBe(false);
  });

  it('comes again when it could not be told (GU-5)', async () => {
    const { dialogs, told, read } = given();
    await dialogs.accept(IVAN, 'a', 10);
    await expect(dialogs.read(IVAN, 10, () => Promise.reject(new Error('the database is away')))).rejects.toThrow('away');
    await read(10);
    expect(told).toEqual(['a']);
  });

  it('survives the process: all of it lies in the store', async () => {
    const { store, dialogs } = given();
    await dialogs.accept(IVAN, 'a', 10);
    const heir = given(store);
    await heir.read(10);
    expect(heir.told).toEqual(['a']);
    expect(await heir.dialogs.place('a')).toEqual({ person: IVAN, id: 10 });
  });
});

describe('an outgoing message that comes as news', () => {
  it('is ours by its number, or by its content while it is asked for', async () => {
    const { dialogs } = given();
    const print = printOf('текст', null);
    await dialogs.ask(IVAN, 'a', print);
    expect(await dialogs.isOurs(IVAN, 10, print)).toBe(true);
    expect(await dialogs.isOurs(IVAN, 10, printOf('текст', 'IMAGE'))).toBe(false);
    await dialogs.accept(IVAN, 'a', 10);
    expect([await dialogs.isOurs(IVAN, 10, ''), await dialogs.isOurs(IVAN, 11, print)]).toEqual([true, false]);
  });

  it('is the phone’s when what was asked for was refused', async () => {
    const { dialogs } = given();
    await dialogs.ask(IVAN, 'a', 'print');
    await dialogs.forget(IVAN, 'a');
    expect(await dialogs.isOurs(IVAN, 10, 'print')).toBe(false);
  });
});

describe('conversations', () => {
  it('are the account’s own: another one on the same line knows nothing of them', async () => {
    const { store, dialogs } = given();
    await dialogs.note(IVAN, 10);
    const other = new Dialogs(store, 92);
    expect([await dialogs.personOf(10), await dialogs.top(IVAN), await other.personOf(10), await other.top(IVAN)]).toEqual([
      IVAN,
      10,
      null,
      0,
    ]);
    expect([await dialogs.lively(), await other.lively()]).toEqual([[IVAN], []]);
  });
});

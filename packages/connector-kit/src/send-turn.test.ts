import type { SendOutcome } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { SendTurn } from './send-turn.ts';

const never = new AbortController().signal;
const accepted: SendOutcome = { kind: 'accepted', at: new Date('2026-11-21T12:00:00Z') };

describe('the turn of sends', () => {
  it('lets one begin when the one before it is over, over the connection of that moment (Q-4)', async () => {
    let connection: string | null = 'first';
    const asked: string[] = [];
    const turn = new SendTurn<string>(
      () => connection,
      error => {
        throw error;
      },
    );
    let end: (outcome: SendOutcome) => void = () => undefined;
    const one = turn.take(never, over => {
      asked.push(over);
      return new Promise(resolve => (end = resolve));
    });
    const two = turn.take(never, over => {
      asked.push(over);
      return Promise.resolve(accepted);
    });
    await Promise.resolve();
    expect(asked).toEqual(['first']);
    connection = 'second';
    end(accepted);
    expect(await Promise.all([one, two])).toEqual([accepted, accepted]);
    expect(asked).toEqual(['first', 'second']);
  });

  it('sends nothing for whoever gave up meanwhile, and nothing while nothing is connected', async () => {
    const turn = new SendTurn<string>(
      () => null,
      () => accepted,
    );
    const ask = (): Promise<SendOutcome> => Promise.reject(new Error('nobody may be asked'));
    expect(await turn.take(AbortSignal.abort(), ask)).toMatchObject({ kind: 'not-sent', reason: 'the send was aborted' });
    expect(await turn.take(never, ask)).toMatchObject({ kind: 'not-sent', reason: 'not connected' });
  });

  it('goes on after a surprise, whose meaning the connector tells', async () => {
    const turn = new SendTurn<string>(
      () => 'connection',
      () => ({ kind: 'unknown', reason: 'no answer' }),
    );
    expect(await turn.take(never, () => Promise.reject(new Error('lost')))).toEqual({ kind: 'unknown', reason: 'no answer' });
    expect(await turn.take(never, () => Promise.resolve(accepted))).toEqual(accepted);
  });
});

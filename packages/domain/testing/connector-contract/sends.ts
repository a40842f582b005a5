/** What a send answers, and what the server then has (RE-3, RE-9, GU-3). */
import { expect, it } from 'vitest';
import { newId, REFUSAL_CODES, type MessageId, type OutgoingMessage } from '../../src/index.ts';
import { until } from '../until.ts';
import type { ConnectorBench } from './connector-bench.ts';

export function sends(bench: ConnectorBench): void {
  const { logIn, message, never, open, timesAccepted } = bench;

  it('derives one external id from one message id, every time (RE-3)', () => {
    const [one, other] = [newId<MessageId>(), newId<MessageId>()];
    expect(bench.harness.connector.externalMessageId(one)).toBe(bench.harness.connector.externalMessageId(one));
    expect(bench.harness.connector.externalMessageId(one)).not.toBe(bench.harness.connector.externalMessageId(other));
  });

  it('answers accepted when the server has the message, with our id and text (L-7, RE-26)', async () => {
    const session = await logIn();
    const sent = message('Ваш заказ готов 🎉');
    expect(await session.send(sent, never)).toMatchObject({ kind: 'accepted' });
    expect(await bench.harness.accepted()).toEqual([{ externalMessageId: sent.externalMessageId, text: 'Ваш заказ готов 🎉' }]);
  });

  it('shows the sender’s name as a line above the text, in the messenger’s own bold (S-15)', async () => {
    const session = await logIn();
    const sent = { ...message('Ваш заказ готов'), senderLine: 'Смирнова Анна:' };
    expect(await session.send(sent, never)).toMatchObject({ kind: 'accepted' });
    const [taken] = await bench.harness.accepted();
    expect(taken?.text).toMatch(/^\*?Смирнова Анна:\*?\nВаш заказ готов$/);
  });

  it('sends what is asked at once one after another, in order (Q-4)', async () => {
    const session = await logIn();
    const texts = ['раз', 'два', 'три'];
    const outcomes = await Promise.all(texts.map(text => session.send(message(text), never)));
    expect(outcomes.map(outcome => outcome.kind)).toEqual(['accepted', 'accepted', 'accepted']);
    expect((await bench.harness.accepted()).map(taken => taken.text)).toEqual(texts);
  });

  it('answers refused with a code of the catalogue and the messenger’s own (E-33)', async () => {
    const session = await logIn();
    await bench.harness.trouble('refuse');
    const sent = message();
    const outcome = await session.send(sent, never);
    expect(outcome.kind).toBe('refused');
    if (outcome.kind !== 'refused') return;
    expect(REFUSAL_CODES).toContain(outcome.code);
    expect(outcome.rawCode).not.toBeNull();
    expect(await timesAccepted(sent)).toBe(0);
  });

  it('answers unknown when the answer is lost, and never asks a second time (GU-3, Q-3)', async () => {
    const session = await logIn();
    await bench.harness.trouble('lose-answer');
    const lost = message();
    expect((await session.send(lost, never)).kind).toBe('unknown');
    // Whatever it does about its connection, it comes back and goes on, and the lost one stays alone.
    const next = message('дальше');
    await until('the next message is accepted', async () => (await session.send(next, never)).kind === 'accepted');
    expect(await timesAccepted(lost)).toBe(1);
  });

  it('answers not-sent before it is connected (RE-9)', async () => {
    const session = open();
    const sent = message();
    expect((await session.send(sent, never)).kind).toBe('not-sent');
    expect(await bench.harness.accepted()).toEqual([]);
  });

  it('answers not-sent to a send that was aborted before its turn', async () => {
    const session = await logIn();
    const sent = message();
    expect((await session.send(sent, AbortSignal.abort())).kind).toBe('not-sent');
    expect(await timesAccepted(sent)).toBe(0);
  });

  it('edits and takes back what it sent, also a second time (O-30)', async () => {
    const { edit, remove } = bench.harness.connector.capabilities.changes;
    const session = await logIn();
    const [edited, removed] = [message('в 10:00'), message('лишнее')];
    await session.send(edited, never);
    await session.send(removed, never);
    const change = ({ externalMessageId: targetExternalId, address, messengerAddress }: OutgoingMessage) => {
      const externalMessageId = bench.harness.connector.externalMessageId(newId<MessageId>());
      return { externalMessageId, targetExternalId, address, messengerAddress };
    };
    const seen = async ({ externalMessageId }: OutgoingMessage): Promise<string | null | undefined> =>
      (await bench.harness.changed()).find(one => one.externalMessageId === externalMessageId)?.text;
    if (edit !== null) {
      const correction = { ...change(edited), text: 'в 11:00' };
      expect((await session.edit(correction, never)).kind).toBe('accepted');
      expect((await session.edit(correction, never)).kind).toBe('accepted');
      expect(await seen(edited)).toBe('в 11:00');
    }
    if (remove !== null) {
      expect((await session.remove(change(removed), never)).kind).toBe('accepted');
      expect(await seen(removed)).toBeNull();
    }
  });
}

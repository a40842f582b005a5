/** What the account and the client wrote to each other before (S-11). */
import { expect, it } from 'vitest';
import type { HistoryAnswer, HistoryMessage } from '../../src/index.ts';
import { until } from '../until.ts';
import type { ConnectorBench } from './connector-bench.ts';
import { CONTENT } from './file-content.ts';

const DAY_MS = 86_400_000;

export function history(bench: ConnectorBench): void {
  const { logIn, message, never } = bench;

  it('reads by pages what was written before it was connected, joined with what went through us, and marks nothing as read (S-11)', async () => {
    if (!bench.harness.connector.capabilities.readsHistory) return;
    const began = new Date('2025-03-01T09:00:00Z').getTime();
    const texts = ['Добрый день', 'Здравствуйте!', 'Когда привезёте?', 'Завтра', 'Спасибо'];
    const past = texts.map((text, day) => ({ fromClient: day % 2 === 0, text, at: new Date(began + day * DAY_MS) }));
    await bench.harness.past?.(past);
    const session = await logIn();
    const sent = message('Это снова мы');
    expect(await session.send(sent, never)).toMatchObject({ kind: 'accepted' });
    const replied = await bench.harness.reply('И снова здравствуйте');
    await until('the reply is reported', () => bench.events.messages.length === 1);
    const newest = { externalMessageId: replied, fromClient: true, occurredAt: bench.events.messages[0]?.occurredAt ?? new Date() };
    const found: HistoryMessage[] = [];
    let before: string | null = null;
    let pages = 0;
    do {
      const answer: HistoryAnswer | undefined = await session.history?.(
        { address: bench.harness.client, messengerAddress: null, before, newest: before === null ? newest : null, limit: 3 },
        never,
      );
      if (answer?.kind !== 'page') throw new Error(`no page: ${JSON.stringify(answer)}`);
      found.push(...answer.messages);
      before = answer.before;
      pages += 1;
    } while (before !== null);
    expect(pages).toBe(3);
    expect(new Set(found.map(({ externalMessageId }) => externalMessageId)).size).toBe(found.length);
    // Whoever asks has the newest: a messenger that tells what is older than it leaves it out.
    const rest = found.filter(({ externalMessageId }) => externalMessageId !== replied);
    const [first] = found;
    if (first?.externalMessageId === replied) expect(first).toMatchObject({ text: 'И снова здравствуйте', fromClient: true, status: null });
    expect(rest.map(({ text }) => text)).toEqual(['Это снова мы', ...texts.toReversed()]);
    expect(rest.map(({ fromClient }) => fromClient)).toEqual([false, true, false, true, false, true]);
    expect(rest[0]?.externalMessageId).toBe(sent.externalMessageId);
    expect(rest.slice(1).map(({ occurredAt }) => occurredAt)).toEqual(past.map(({ at }) => at).toReversed());
    expect(rest.map(({ status }) => status)).toEqual(['sent', null, 'read', null, 'read', null]);
    expect(await bench.harness.readsTold?.()).toBe(0);
    // None of it is news.
    expect(bench.events.messages).toHaveLength(1);
  });

  it('tells a file of the history without its content, and what a closed session cannot read (S-11)', async () => {
    if (!bench.harness.connector.capabilities.readsHistory) return;
    const session = await logIn();
    await session.send(message(), never);
    await bench.harness.sendFile({ kind: 'DOCUMENT', name: 'акт.pdf', mime: 'application/pdf', bytes: CONTENT, caption: 'акт' });
    const replied = await bench.harness.reply('Посмотрите акт');
    await until('both are reported', () => bench.events.messages.length === 2);
    const newest = { externalMessageId: replied, fromClient: true, occurredAt: bench.events.messages[1]?.occurredAt ?? new Date() };
    const query = { address: bench.harness.client, messengerAddress: null, before: null, newest, limit: 10 };
    const answer = await session.history?.(query, never);
    const file = { kind: 'DOCUMENT', name: 'акт.pdf', mime: 'application/pdf', size: CONTENT.length, seconds: null };
    const older = answer?.kind === 'page' ? answer.messages.filter(one => one.externalMessageId !== replied) : [];
    expect(answer).toMatchObject({ kind: 'page', before: null });
    expect(older).toMatchObject([{ text: 'акт', file, unsupported: null }, {}]);
    await session.close();
    expect(await session.history?.(query, never)).toMatchObject({ kind: 'unknown' });
  });
}

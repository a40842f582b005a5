/** What a client writes, answers, passes on, reacts to, changes and takes back (H-1, H-4, O-30). */
import { expect, it } from 'vitest';
import { until } from '../until.ts';
import type { ConnectorBench } from './connector-bench.ts';

export function inbound(bench: ConnectorBench): void {
  const { logIn, message, never } = bench;

  it('reports what a client writes (H-1)', async () => {
    const session = await logIn();
    await session.send(message(), never);
    await bench.harness.reply('Спасибо, заберу завтра');
    await until('the message is reported', () => bench.events.messages.length === 1);
    expect(bench.events.messages[0]).toMatchObject({
      address: bench.harness.client,
      text: 'Спасибо, заберу завтра',
      fromPhone: false,
      unsupported: null,
    });
  });

  it('reports what a client answers: a message of ours, and one of his own (H-4)', async () => {
    const session = await logIn();
    await session.send(message('Ваш заказ готов'), never);
    await bench.harness.reply('Какой из двух?');
    await bench.harness.reply('Заберу завтра', 'Ваш заказ готов');
    await bench.harness.reply('Я про второй', 'Какой из двух?');
    await until('all three are reported', () => bench.events.messages.length === 3);
    expect(bench.events.messages.map(({ text, quote }) => [text, quote?.text])).toEqual([
      ['Какой из двух?', undefined],
      ['Заберу завтра', 'Ваш заказ готов'],
      ['Я про второй', 'Какой из двух?'],
    ]);
    expect(bench.events.messages.every(({ change, reaction }) => change === null && reaction === undefined)).toBe(true);
  });

  it('reports what a client passes on as such (H-4)', async () => {
    const session = await logIn();
    if (bench.harness.forward === undefined) return;
    await session.send(message(), never);
    await bench.harness.forward('Скидка до пятницы', 'Ольга Новикова');
    await until('it is reported', () => bench.events.messages.length === 1);
    expect(bench.events.messages[0]).toMatchObject({ text: 'Скидка до пятницы', fromPhone: false });
    expect(['Ольга Новикова', null]).toContain(bench.events.messages[0]?.forwarded?.from);
  });

  it('reports a reaction once, its change and its end, naming the message (H-4)', async () => {
    const session = await logIn();
    if (bench.harness.react === undefined) return;
    const sent = message('Ваш заказ готов');
    await session.send(sent, never);
    await bench.harness.react('Ваш заказ готов', '👍');
    await bench.harness.react('Ваш заказ готов', '❤');
    await bench.harness.react('Ваш заказ готов', null);
    await until('all three are reported', () => bench.events.messages.length === 3);
    expect(bench.events.messages.map(({ text, reaction }) => [text, reaction?.now])).toEqual([
      [null, '👍'],
      [null, '❤'],
      [null, null],
    ]);
    expect(
      bench.events.messages.every(({ quote }) => quote?.text === 'Ваш заказ готов' || quote?.externalMessageId === sent.externalMessageId),
    ).toBe(true);
    expect(new Set(bench.events.messages.map(one => one.externalMessageId)).size).toBe(3);
  });

  it('reports what a client changes and takes back, naming the first message (O-30)', async () => {
    const session = await logIn();
    await session.send(message(), never);
    const written = await bench.harness.reply('в 10:00');
    await bench.harness.change(written, 'в 11:00');
    await bench.harness.change(written, null);
    await until('all three are reported', () => bench.events.messages.length === 3);
    expect(bench.events.messages.map(({ text, change }) => ({ text, change }))).toEqual([
      { text: 'в 10:00', change: null },
      { text: 'в 11:00', change: { kind: 'EDIT', externalMessageId: written } },
      { text: null, change: { kind: 'DELETE', externalMessageId: written } },
    ]);
    expect(new Set(bench.events.messages.map(one => one.externalMessageId)).size).toBe(3);
  });
}

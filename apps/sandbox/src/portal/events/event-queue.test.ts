import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, connectLine, FIRST, MARIA, until, writeAsClient } from '../test-bench.ts';

let bench: Bench;
beforeEach(async () => void (bench = await Bench.start()));
afterEach(() => bench.close());

const EVENT = 'ONIMCONNECTORMESSAGEADD';

const openChat = async (): Promise<number> => {
  await bench.result(MARIA, 'event.bind', { event: EVENT, handler: `${bench.productUrl}/events` });
  const { chatId } = await writeAsClient(bench, await connectLine(bench), 'wa-1', 'Раз');
  await bench.result(MARIA, 'imopenlines.operator.answer', { CHAT_ID: chatId });
  return chatId;
};
const post = (chatId: number, text: string): Promise<unknown> =>
  bench.result(MARIA, 'im.message.add', { DIALOG_ID: `chat${chatId}`, MESSAGE: text });
const texts = (): string[] =>
  bench.events.map(({ data }) => (data as { MESSAGES: { message: { text: string } }[] }).MESSAGES[0]?.message.text ?? '');

describe('event.bind', () => {
  it('refuses unknown names, repeated handlers and other people’s tokens', async () => {
    const handler = `${bench.productUrl}/events`;
    expect(await bench.refusal(MARIA, 'event.bind', { event: 'ONNOTHING', handler })).toEqual([400, 'ERROR_EVENT_NOT_FOUND']);
    await bench.result(MARIA, 'event.bind', { event: EVENT, handler });
    expect(await bench.refusal(MARIA, 'event.bind', { event: EVENT, handler })).toEqual([400, 'ERROR_CORE']);
    expect(await bench.refusal(5, 'event.bind', { event: EVENT, handler, auth_type: 1 })).toEqual([403, 'ACCESS_DENIED']);
    expect(await bench.result(MARIA, 'event.get')).toEqual([{ event: EVENT, handler, auth_type: '0', offline: 0 }]);
    expect(await bench.result(MARIA, 'event.unbind', { event: EVENT })).toEqual({ count: 1 });
    expect(await bench.result(MARIA, 'event.get')).toEqual([]);
  });
});

describe('the event queue', () => {
  it('sends nothing before the installation is finished, and ONAPPINSTALL with the refresh token when it is', async () => {
    await bench.result(MARIA, 'event.bind', { event: 'ONAPPINSTALL', handler: `${bench.productUrl}/events` });
    const chatId = await openChat();
    await post(chatId, 'До установки');
    bench.install();
    const [installed] = await bench.eventsNamed('ONAPPINSTALL', 1);
    expect(installed?.auth).toMatchObject({
      member_id: FIRST,
      refresh_token: expect.any(String) as unknown,
      application_token: /^[0-9a-f]{32}$/.exec(String(installed?.auth['application_token']))?.[0],
    });
    expect(bench.events).toHaveLength(1);
  });

  it('sends in order, and never again what the handler refused (RE-21)', async () => {
    bench.install();
    const chatId = await openChat();
    bench.eventStatus = 500;
    await post(chatId, '1');
    await until(() => bench.events.length === 1);
    bench.eventStatus = 200;
    for (const text of ['2', '3']) await post(chatId, text);
    await until(() => bench.events.length === 3);
    expect(texts()).toEqual(['1', '2', '3']);
  });

  it('plays repeat, drop, late and reorder as told', async () => {
    bench.install();
    const chatId = await openChat();
    bench.faults.add([{ service: 'bitrix24', method: 'event', times: 1, do: 'repeat' }]);
    await post(chatId, 'дважды');
    await until(() => bench.events.length === 2);
    bench.faults.add([{ service: 'bitrix24', method: EVENT, times: 1, do: 'drop' }]);
    await post(chatId, 'потеряно');
    bench.faults.add([{ service: 'bitrix24', method: 'event', times: 1, do: 'reorder' }]);
    await post(chatId, 'второе');
    await post(chatId, 'первое');
    await until(() => bench.events.length === 4);
    bench.faults.add([{ service: 'bitrix24', method: 'event', times: 1, do: 'late', ms: 200 }]);
    await post(chatId, 'опоздало');
    await post(chatId, 'обогнало');
    await until(() => bench.events.length === 6);
    expect(texts()).toEqual(['дважды', 'дважды', 'первое', 'второе', 'обогнало', 'опоздало']);
  });

  it('overtakes the answer of the call when that is delayed', async () => {
    bench.install();
    const chatId = await openChat();
    bench.faults.add([{ service: 'bitrix24', method: 'im.message.add', times: 1, do: 'delay', ms: 300 }]);
    let answered = false;
    const posting = post(chatId, 'эхо').then(() => (answered = true));
    await until(() => bench.events.length === 1);
    expect(answered).toBe(false);
    await posting;
  });

  it('sends after a restart what was due before it', async () => {
    bench.install();
    const chatId = await openChat();
    bench.faults.add([{ service: 'bitrix24', method: 'event', times: 1, do: 'late', ms: 400 }]);
    await post(chatId, 'после перезапуска');
    await bench.restart();
    await until(() => bench.events.length === 1);
    expect(texts()).toEqual(['после перезапуска']);
  });

  it('tells of the removal without tokens, which are dead by then', async () => {
    bench.install();
    await bench.result(MARIA, 'event.bind', { event: 'ONAPPUNINSTALL', handler: `${bench.productUrl}/events` });
    const token = bench.token(MARIA);
    bench.service.uninstall(FIRST, true);
    const [event] = await bench.eventsNamed('ONAPPUNINSTALL', 1);
    expect(event?.data).toEqual({ LANGUAGE_ID: 'ru', CLEAN: '1' });
    expect(event?.auth['access_token']).toBeUndefined();
    expect(await bench.post('/rest/profile', { auth: token })).toMatchObject({ status: 401 });
  });
});

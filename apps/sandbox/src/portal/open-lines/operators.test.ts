import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, Bench, connectLine, FIRST, MARIA, OLEG, PETER, VICTOR, writeAsClient } from '../test-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
  bench.install();
});
afterEach(() => bench.close());

const bind = (event: string): Promise<unknown> => bench.result(MARIA, 'event.bind', { event, handler: `${bench.productUrl}/events` });
const dialog = async (chatId: number): Promise<Record<string, unknown>> =>
  (await bench.result(MARIA, 'imopenlines.dialog.get', { CHAT_ID: chatId })) as Record<string, unknown>;

describe('operators', () => {
  it('answer a waiting chat, and only that one', async () => {
    const line = await connectLine(bench);
    const { chatId } = await writeAsClient(bench, line, 'wa-1', 'Раз');
    expect(await bench.refusal(PETER, 'imopenlines.session.intercept', { CHAT_ID: chatId })).toEqual([400, 'OPERATOR_WRONG']);
    await bench.result(PETER, 'imopenlines.operator.answer', { CHAT_ID: chatId });
    expect(await dialog(chatId)).toMatchObject({ owner: PETER, manager_list: [PETER] });
    expect(await bench.refusal(PETER, 'imopenlines.operator.answer', { CHAT_ID: chatId })).toEqual([400, 'ACCESS_DENIED']);
    expect(await bench.refusal(MARIA, 'imopenlines.operator.answer', { CHAT_ID: chatId })).toEqual([400, 'ACCESS_DENIED']);
    await bench.result(MARIA, 'imopenlines.session.intercept', { CHAT_ID: chatId });
    expect(await dialog(chatId)).toMatchObject({ owner: MARIA, manager_list: [MARIA] });
    expect(await bench.refusal(MARIA, 'imopenlines.operator.answer', { CHAT_ID: 99_999 })).toEqual([400, 'CHAT_ID']);
  });

  it('outside the queue may take it only with a right to the linked card (A-16)', async () => {
    const line = await connectLine(bench, { QUEUE: [{ ENTITY_TYPE: 'user', ENTITY_ID: PETER }] });
    const { chatId } = await writeAsClient(bench, line, 'wa-1', 'Раз');
    expect(await bench.refusal(VICTOR, 'imopenlines.operator.answer', { CHAT_ID: chatId })).toEqual([400, 'ACCESS_DENIED']);
    await bench.result(ANNA, 'imopenlines.operator.answer', { CHAT_ID: chatId });
    expect(await dialog(chatId)).toMatchObject({ owner: ANNA });
  });

  it('transfer at once, but not to themselves', async () => {
    const line = await connectLine(bench);
    const { chatId } = await writeAsClient(bench, line, 'wa-1', 'Раз');
    expect(await bench.refusal(MARIA, 'imopenlines.operator.transfer', { CHAT_ID: chatId, USER_ID: MARIA })).toEqual([
      400,
      'OPERATOR_WRONG',
    ]);
    await bench.result(MARIA, 'imopenlines.operator.transfer', { CHAT_ID: chatId, TRANSFER_ID: String(ANNA) });
    expect(await dialog(chatId)).toMatchObject({ owner: ANNA, manager_list: [ANNA] });
    await bench.result(ANNA, 'imopenlines.operator.skip', { CHAT_ID: chatId });
    expect(await dialog(chatId)).toMatchObject({ owner: 0, manager_list: [MARIA, PETER] });
  });

  it('start a closed chat and are its operator without the queue or the client hearing of it (O-8)', async () => {
    await bind('ONIMCONNECTORMESSAGEADD');
    const line = await connectLine(bench);
    const { chatId, sessionId } = await writeAsClient(bench, line, 'wa-1', 'Раз');
    await bench.result(PETER, 'imopenlines.operator.answer', { CHAT_ID: chatId });
    await bench.result(PETER, 'imopenlines.operator.finish', { CHAT_ID: chatId });
    expect(await dialog(chatId)).toMatchObject({ owner: 0, manager_list: [] });
    expect(String((await dialog(chatId))['entity_data_1']).split('|')[5]).toBe('0');
    expect(await bench.refusal(ANNA, 'imopenlines.operator.answer', { CHAT_ID: chatId })).toEqual([400, 'ACCESS_DENIED']);
    expect(await bench.result(ANNA, 'imopenlines.crm.chat.get', { CRM_ENTITY_TYPE: 'contact', CRM_ENTITY: 51 })).toEqual([]);
    expect(await bench.result(ANNA, 'imopenlines.crm.chat.get', { CRM_ENTITY_TYPE: 'contact', CRM_ENTITY: 51, ACTIVE_ONLY: 'N' })).toEqual([
      { CHAT_ID: String(chatId), CONNECTOR_ID: 'olchat_wa', CONNECTOR_TITLE: 'WhatsApp' },
    ]);
    await bench.result(ANNA, 'imopenlines.session.start', { CHAT_ID: chatId });
    expect(await dialog(chatId)).toMatchObject({ owner: ANNA, manager_list: [ANNA] });
    expect(Number(String((await dialog(chatId))['entity_data_1']).split('|')[5])).toBeGreaterThan(sessionId);
    await bench.result(MARIA, 'imopenlines.session.join', { CHAT_ID: chatId });
    expect(await dialog(chatId)).toMatchObject({ owner: ANNA, manager_list: [ANNA, MARIA] });
    expect(bench.events).toEqual([]);
  });

  it('open a chat by its USER_CODE with or without imol|, and pin it', async () => {
    const line = await connectLine(bench);
    const { chatId, clientId } = await writeAsClient(bench, line, 'wa-1', 'Раз');
    const code = `olchat_wa|${line}|79000000011@c.us|${clientId}`;
    for (const USER_CODE of [code, `imol|${code}`])
      expect(await bench.result(PETER, 'imopenlines.session.open', { USER_CODE })).toEqual({ chatId });
    expect(await bench.refusal(PETER, 'imopenlines.session.open', { USER_CODE: 'olchat_wa|1|nobody|1' })).toEqual([400, 'ACCESS_DENIED']);
    await bench.result(PETER, 'imopenlines.operator.answer', { CHAT_ID: chatId });
    await bench.result(PETER, 'imopenlines.session.mode.pin', { CHAT_ID: chatId });
    expect(String((await dialog(chatId))['entity_data_1']).split('|')[3]).toBe('Y');
  });
});

describe('a message of an employee', () => {
  const answered = async (): Promise<{ line: number; chatId: number; sessionId: number }> => {
    const line = await connectLine(bench);
    const { chatId, sessionId } = await writeAsClient(bench, line, 'wa-1', 'Раз');
    await bench.result(PETER, 'imopenlines.operator.answer', { CHAT_ID: chatId });
    await bind('ONIMCONNECTORMESSAGEADD');
    return { line, chatId, sessionId };
  };

  it('goes to the connector as an event with the same message id, its author and his token', async () => {
    const { line, chatId } = await answered();
    const id = await bench.result(PETER, 'im.message.add', { DIALOG_ID: `chat${chatId}`, MESSAGE: 'Добрый день & всё' });
    const [event] = await bench.eventsNamed('ONIMCONNECTORMESSAGEADD', 1);
    expect(event?.data).toEqual({
      CONNECTOR: 'olchat_wa',
      LINE: String(line),
      MESSAGES: [
        {
          im: { chat_id: String(chatId), message_id: String(id) },
          message: { user_id: String(PETER), text: 'Добрый день & всё' },
          chat: { id: '79000000011@c.us' },
        },
      ],
    });
    expect(event?.auth).toMatchObject({
      member_id: FIRST,
      user_id: String(PETER),
      client_endpoint: `${bench.baseUrl}/portals/${FIRST}/rest/`,
    });
    expect(event?.auth['refresh_token']).toBeUndefined();
    expect((await bench.post('/rest/profile', { auth: event?.auth['access_token'] })).body).toMatchObject({
      result: { ID: String(PETER) },
    });
    expect(bench.ledger.rows().at(-2)).toMatchObject({
      method: 'im.message.add',
      externalId: String(id),
      body: { MESSAGE: 'Добрый день & всё' },
    });
  });

  it('is marked delivered and remembers the messenger ids by send.status.delivery', async () => {
    const { line, chatId, sessionId } = await answered();
    const id = await bench.result(PETER, 'im.message.add', { DIALOG_ID: `chat${chatId}`, MESSAGE: 'Два' });
    expect(bench.service.chats()[0]?.messages.at(-1)).toMatchObject({
      author: { id: '5', name: 'Пётр Иванов' },
      direction: 'out',
      mark: 'sending',
    });
    await bench.result(MARIA, 'imconnector.send.status.delivery', {
      CONNECTOR: 'olchat_wa',
      LINE: line,
      MESSAGES: [{ im: { chat_id: chatId, message_id: id }, message: { id: ['wa-2'], date: 1 }, chat: { id: '79000000011@c.us' } }],
    });
    expect(bench.service.chats()[0]?.messages.at(-1)).toMatchObject({ mark: 'delivered' });
    expect(await bench.result(MARIA, 'imopenlines.session.history.get', { SESSION_ID: sessionId })).toMatchObject({
      message: { [String(id)]: { senderid: '5', params: { connectorMid: ['wa-2'] } } },
    });
    expect(bench.ledger.rows().findLast(row => row.method === 'imconnector.send.status.delivery')).toMatchObject({
      externalId: String(id),
      ours: 'wa-2',
    });
  });

  it('is refused to those outside the chat, empty, or while the connector is off (E-42)', async () => {
    const { line, chatId } = await answered();
    const add = { DIALOG_ID: `chat${chatId}`, MESSAGE: 'x' };
    expect(await bench.refusal(ANNA, 'im.message.add', add)).toEqual([400, 'ACCESS_ERROR']);
    expect(await bench.refusal(PETER, 'im.message.add', { ...add, MESSAGE: ' ' })).toEqual([400, 'MESSAGE_EMPTY']);
    await bench.result(MARIA, 'imconnector.activate', { CONNECTOR: 'olchat_wa', LINE: line, ACTIVE: 0 });
    expect((await bench.call(PETER, 'im.message.add', add)).body).toMatchObject({ error_description: 'Канал коммуникации не настроен' });
    expect(await bench.result(PETER, 'im.message.add', { ...add, SYSTEM: 'Y' })).toEqual(expect.any(Number));
    expect(bench.service.chats()[0]?.messages.at(-1)).toMatchObject({ direction: 'system', author: null });
  });

  it('of a file reaches the connector with a link that opens', async () => {
    const { chatId } = await answered();
    const content = Buffer.from('голос').toString('base64');
    const uploaded = await bench.result(PETER, 'im.v2.File.upload', { dialogId: `chat${chatId}`, fields: { name: 'voice.ogg', content } });
    expect(uploaded).toMatchObject({ file: { type: 'audio', name: 'voice.ogg' }, dialogId: `chat${chatId}` });
    const [event] = await bench.eventsNamed('ONIMCONNECTORMESSAGEADD', 1);
    const data = event?.data as { MESSAGES: { message: { files: { link: string; mime: string }[] } }[] } | undefined;
    const [file] = data?.MESSAGES[0]?.message.files ?? [];
    expect(file?.mime).toBe('audio/ogg');
    expect(await (await fetch(String(file?.link))).text()).toBe('голос');
  });

  it('may be written through the card by a participant who sees it, and by nobody else', async () => {
    const { chatId } = await answered();
    const add = { CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: 81, CHAT_ID: chatId, MESSAGE: 'Из сделки' };
    expect(await bench.refusal(MARIA, 'imopenlines.crm.message.add', { ...add, USER_ID: ANNA })).toEqual([400, 'ACCESS_DENIED']);
    expect(await bench.refusal(MARIA, 'imopenlines.crm.message.add', { ...add, USER_ID: PETER, CRM_ENTITY: 82 })).toEqual([
      400,
      'CHAT_NOT_IN_CRM',
    ]);
    expect(await bench.result(MARIA, 'imopenlines.crm.message.add', { ...add, USER_ID: PETER })).toEqual(expect.any(Number));
    await bench.eventsNamed('ONIMCONNECTORMESSAGEADD', 1);
    expect(await bench.refusal(MARIA, 'imopenlines.crm.chat.get', { CRM_ENTITY_TYPE: 'order', CRM_ENTITY: 91 })).toEqual([
      400,
      'ERROR_ARGUMENT',
    ]);
  });

  it('written at the desk is the same, and an employee without rights is told so', async () => {
    const { chatId } = await answered();
    bench.service.desk.postToChat(FIRST, String(PETER), String(chatId), 'С рабочего места');
    await bench.eventsNamed('ONIMCONNECTORMESSAGEADD', 1);
    expect(() => bench.service.desk.postToChat(FIRST, String(OLEG), String(chatId), 'x')).toThrow('Сначала войдите в диалог');
    expect(() => bench.service.desk.takeChat(FIRST, String(VICTOR), String(chatId))).toThrow('нет доступа');
    bench.service.desk.takeChat(FIRST, String(ANNA), String(chatId));
    bench.service.desk.finishChat(FIRST, String(ANNA), String(chatId));
    expect(bench.service.desk.chat(FIRST, String(ANNA), String(chatId))).toMatchObject({ open: false, owner: null });
    expect(bench.service.desk.chat(FIRST, String(VICTOR), String(chatId))).toMatchObject({ canRead: false, messages: [] });
  });
});

describe('durability and reset', () => {
  it('keeps chats over a restart, and forgets them at a reset without giving an id twice', async () => {
    const line = await connectLine(bench);
    const first = await writeAsClient(bench, line, 'wa-1', 'Раз');
    await bench.restart();
    expect(bench.service.chats()).toMatchObject([{ chatId: String(first.chatId), messages: [{ text: 'Раз' }] }]);
    bench.service.reset();
    expect(bench.service.chats()).toEqual([]);
    expect(bench.service.timeline('CONTACT', '51')).toEqual([]);
    const again = await writeAsClient(bench, line, 'wa-2', 'Два');
    expect(again.chatId).toBeGreaterThan(first.chatId);
    expect(again.clientId).toBe(first.clientId);
  });
});

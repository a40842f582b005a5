import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, connectLine, MARIA, PETER, SECOND, writeAsClient } from '../test-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
  bench.install();
});
afterEach(() => bench.close());

const bind = (event: string): Promise<unknown> => bench.result(MARIA, 'event.bind', { event, handler: `${bench.productUrl}/events` });
const dialog = async (chatId: number): Promise<Record<string, unknown>> =>
  (await bench.result(MARIA, 'imopenlines.dialog.get', { CHAT_ID: chatId })) as Record<string, unknown>;

describe('a connector on a line', () => {
  it('lets messages pass only when registered, activated and told its data', async () => {
    const line = Number(await bench.result(MARIA, 'imopenlines.config.add', { PARAMS: { LINE_NAME: 'Пустая' } }));
    const status = (): Promise<unknown> => bench.result(MARIA, 'imconnector.status', { CONNECTOR: 'olchat_wa', LINE: line });
    expect(await bench.refusal(MARIA, 'imconnector.status', { CONNECTOR: 'olchat_wa', LINE: line })).toEqual([
      400,
      'IMCONNECTOR_NOT_SPECIFIED_CORRECT_CONNECTOR',
    ]);
    await connectLine(bench);
    expect(await status()).toMatchObject({ CONFIGURED: false, STATUS: false });
    await bench.result(MARIA, 'imconnector.activate', { CONNECTOR: 'olchat_wa', LINE: line, ACTIVE: '1' });
    expect(await status()).toMatchObject({ STATUS: false });
    await bench.result(MARIA, 'imconnector.connector.data.set', { CONNECTOR: 'OLCHAT_WA', LINE: line, DATA: { ID: '1' } });
    expect(await status()).toEqual({ LINE: line, CONNECTOR: 'olchat_wa', ERROR: false, CONFIGURED: true, STATUS: true });
  });

  it('refuses a registration inside a result with status 200, and leaves no ledger row', async () => {
    const { status, body } = await bench.call(MARIA, 'imconnector.register', { ID: 'with.dot', NAME: 'x' });
    expect([status, body['result']]).toMatchObject([200, { result: false, error: 'CONNECTOR_ID_REQUIRED' }]);
    expect(bench.methodsInLedger()).not.toContain('imconnector.register');
  });

  it('lets only administrators change lines', async () => {
    expect(await bench.refusal(PETER, 'imopenlines.config.add', { PARAMS: {} })).toEqual([403, 'ACCESS_DENIED']);
    const line = await connectLine(bench);
    expect(await bench.result(PETER, 'imopenlines.config.get', { CONFIG_ID: line })).toMatchObject({
      LINE_NAME: 'Линия',
      QUEUE: ['1', '5'],
    });
    expect(await bench.result(PETER, 'imopenlines.config.get', { CONFIG_ID: 99 })).toBe(false);
    expect(await bench.result(PETER, 'imopenlines.config.list.get', { PARAMS: { select: ['ID'] } })).toHaveLength(1);
  });

  it('tells of a connector switched off and of a deleted line in the documented odd shapes', async () => {
    const line = await connectLine(bench);
    await bind('ONIMCONNECTORSTATUSDELETE');
    await bind('ONIMCONNECTORLINEDELETE');
    await bench.result(MARIA, 'imconnector.activate', { CONNECTOR: 'olchat_wa', LINE: line, ACTIVE: 0 });
    expect((await bench.eventsNamed('ONIMCONNECTORSTATUSDELETE', 1))[0]?.data).toEqual({ connector: 'olchat_wa', line: String(line) });
    const message = { user: { id: 'x' }, message: { id: 'm', text: 't' }, chat: { id: 'x' } };
    expect(await bench.refusal(MARIA, 'imconnector.send.messages', { CONNECTOR: 'olchat_wa', LINE: line, MESSAGES: [message] })).toEqual([
      400,
      'NOT_ACTIVE_LINE',
    ]);
    await bench.result(MARIA, 'imopenlines.config.delete', { CONFIG_ID: line });
    expect((await bench.eventsNamed('ONIMCONNECTORLINEDELETE', 1))[0]?.data).toBe(String(line));
  });
});

describe('a message of the client', () => {
  it('makes chat, session, mark and activity, and links the contact of that phone with his open deal (O-4, L-6)', async () => {
    const line = await connectLine(bench);
    const { chatId, sessionId, clientId } = await writeAsClient(bench, line, 'wa-1', 'Здравствуйте');
    const code = `olchat_wa|${line}|79000000011@c.us|${clientId}`;
    expect(await dialog(chatId)).toMatchObject({
      owner: 0,
      entity_id: code,
      entity_data_2: 'LEAD|0|COMPANY|0|CONTACT|51|DEAL|81',
      manager_list: [MARIA, PETER],
    });
    expect(String((await dialog(chatId))['entity_data_1']).split('|')).toMatchObject(
      ['Y', 'CONTACT', '51', 'N', 'N', String(sessionId), /\d+/, String(line), '0', '0'].map((part, index) =>
        index === 6 ? (expect.any(String) as unknown) : part,
      ),
    );
    const marked = await bench.result(MARIA, 'crm.item.list', { entityTypeId: 3, filter: { '=imol': `imol|${code}` }, select: ['id'] });
    expect(marked).toMatchObject({ items: [{ id: 51 }] });
    for (const [type, id] of [
      ['CONTACT', '51'],
      ['DEAL', '81'],
    ] as const) {
      expect(bench.service.timeline(type, id)).toMatchObject([
        { title: 'Чат с клиентом', badge: 'НЕ ПРОЧИТАН', buttons: [{ title: 'ОТКРЫТЬ' }] },
      ]);
    }
    expect(bench.service.chats()).toMatchObject([
      {
        chatId: String(chatId),
        owner: null,
        card: { type: 'CONTACT', id: '51' },
        messages: [{ author: null, direction: 'in', text: 'Здравствуйте' }],
      },
    ]);
  });

  it('goes into the same chat again, twice when the same message id is sent twice', async () => {
    const line = await connectLine(bench);
    const first = await writeAsClient(bench, line, 'wa-1', 'Раз');
    expect(await writeAsClient(bench, line, 'wa-1', 'Раз')).toEqual(first);
    expect(bench.service.chats()).toMatchObject([{ messages: [{ text: 'Раз' }, { text: 'Раз' }] }]);
  });

  it('is given to the first of the queue when the line shares evenly, and to the responsible when it forwards', async () => {
    const evenly = await connectLine(bench, { QUEUE_TYPE: 'evenly', QUEUE: [{ ENTITY_TYPE: 'user', ENTITY_ID: PETER }] });
    expect(await dialog((await writeAsClient(bench, evenly, 'wa-1', 'Раз')).chatId)).toMatchObject({ owner: PETER, manager_list: [PETER] });
    const forwarding = await connectLine(bench, { CRM_FORWARD: 'Y', QUEUE: [{ ENTITY_TYPE: 'user', ENTITY_ID: PETER }] });
    expect(await dialog((await writeAsClient(bench, forwarding, 'wa-2', 'Два')).chatId)).toMatchObject({ owner: MARIA });
  });

  it('makes a lead of a stranger unless the line creates nothing', async () => {
    const user = { id: 'stranger', name: 'Новый', last_name: 'Человек', phone: '+7 900 000-00-99' };
    const silent = await connectLine(bench, { CRM_CREATE: 'none' });
    expect(await dialog((await writeAsClient(bench, silent, 'wa-1', 'Раз', { user })).chatId)).toMatchObject({
      entity_data_2: 'LEAD|0|COMPANY|0|CONTACT|0|DEAL|0',
    });
    const creating = await connectLine(bench);
    const { chatId } = await writeAsClient(bench, creating, 'wa-2', 'Два', { user });
    expect(await dialog(chatId)).toMatchObject({ entity_data_2: expect.stringMatching(/^LEAD\|10\d+\|/) as unknown });
  });

  it('is refused item by item for names with digits, empty messages and files that do not open', async () => {
    const line = await connectLine(bench);
    const send = async (user: Record<string, unknown>, message: Record<string, unknown>): Promise<unknown> =>
      await bench.result(MARIA, 'imconnector.send.messages', {
        CONNECTOR: 'olchat_wa',
        LINE: line,
        MESSAGES: [{ user: { id: 'u', ...user }, message: { id: 'm', ...message }, chat: { id: 'u' } }],
      });
    const failed = (text: string): object => ({ DATA: { RESULT: [{ SUCCESS: false, ERRORS: [expect.stringContaining(text)] }] } });
    expect(await send({ name: 'Иван2' }, { text: 'a' })).toMatchObject(failed('user.name'));
    expect(await send({}, {})).toMatchObject(failed('message.text'));
    expect(await send({}, { files: [{ url: 'http://127.0.0.1:1/x', name: 'x' }] })).toMatchObject(failed('could not be downloaded'));
    expect(bench.service.chats()).toEqual([]);
    expect(bench.methodsInLedger()).not.toContain('imconnector.send.messages');
  });

  it('brings its files, fetched by the portal itself', async () => {
    const line = await connectLine(bench);
    const files = createServer((_request, response) => response.setHeader('content-type', 'application/pdf').end('%PDF'));
    await new Promise<void>(resolve => files.listen(0, '127.0.0.1', resolve));
    const address = files.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { sessionId } = await writeAsClient(bench, line, 'wa-1', '', {
      message: { files: [{ url: `http://127.0.0.1:${port}/spec.pdf`, name: 'spec.pdf' }] },
    });
    expect(await bench.result(MARIA, 'imopenlines.session.history.get', { SESSION_ID: sessionId })).toMatchObject({
      files: { 5437: { name: 'spec.pdf', size: 4 } },
    });
    await new Promise(resolve => files.close(resolve));
  });

  it('brings the client’s picture, fetched by the portal; one that does not open refuses nothing, and the last one stays', async () => {
    const line = await connectLine(bench);
    const pictures = createServer((request, response) =>
      request.url === '/a.png' ? response.setHeader('content-type', 'image/png').end('png') : response.writeHead(404).end(),
    );
    await new Promise<void>(resolve => pictures.listen(0, '127.0.0.1', resolve));
    const address = pictures.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const shown = () => bench.service.chats()[0]?.clientPicture ?? '';
    await writeAsClient(bench, line, 'wa-1', 'Раз');
    expect(shown()).toBe('');
    await writeAsClient(bench, line, 'wa-2', 'Два', { user: { picture: { url: `http://127.0.0.1:${port}/a.png` } } });
    expect(await (await fetch(shown())).text()).toBe('png');
    const first = shown();
    await writeAsClient(bench, line, 'wa-3', 'Три', { user: { picture: { url: `http://127.0.0.1:${port}/gone.png` } } });
    expect(shown()).toBe(first);
    await new Promise(resolve => pictures.close(resolve));
  });

  it('is greeted only when the line is set so, and the greeting goes to the connector without an author', async () => {
    await bind('ONIMCONNECTORMESSAGEADD');
    const line = await connectLine(bench, { WELCOME_MESSAGE: 'Y', WELCOME_MESSAGE_TEXT: 'Добрый день!' });
    await writeAsClient(bench, line, 'wa-1', 'Раз');
    expect((await bench.eventsNamed('ONIMCONNECTORMESSAGEADD', 1))[0]?.data).toMatchObject({
      MESSAGES: [{ message: { user_id: '0', text: 'Добрый день!' } }],
    });
  });

  it('can be changed and deleted by its external id', async () => {
    const line = await connectLine(bench);
    await writeAsClient(bench, line, 'wa-1', 'Раз');
    const entry = (text: string) => ({ user: { id: '79000000011@c.us' }, message: { id: 'wa-1', text }, chat: { id: '79000000011@c.us' } });
    const target = { CONNECTOR: 'olchat_wa', LINE: line };
    await bench.result(MARIA, 'imconnector.update.messages', { ...target, MESSAGES: [entry('Два')] });
    expect(bench.service.chats()).toMatchObject([{ messages: [{ text: 'Два' }] }]);
    await bench.result(MARIA, 'imconnector.delete.messages', { ...target, MESSAGES: [entry('')] });
    expect(bench.service.chats()).toMatchObject([{ messages: [] }]);
  });

  it('stays in its own portal', async () => {
    const line = await connectLine(bench);
    await connectLine(bench, {}, SECOND);
    const { chatId } = await writeAsClient(bench, line, 'wa-1', 'Раз');
    const answer = await bench.call(MARIA, 'imopenlines.dialog.get', { CHAT_ID: chatId }, SECOND);
    expect(answer).toMatchObject({ status: 400, body: { error: 'ACCESS_ERROR' } });
  });
});

import { parseConnectorEvent } from '@olchat/bitrix24';
import { describe, expect, it } from 'vitest';
import { card, employee, given, IVAN, MARIA, PETER, PORTAL, PortalBench, VICTOR } from './portal-bench.ts';

describe('a line', () => {
  it('is made quiet, with its queue, and carries our connector (O-11)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    const { openLines } = bench.bitrix24;
    expect(given(await openLines.line(PORTAL, line))).toEqual({ id: line, name: 'WhatsApp', isActive: true, queue: ['1', '5'] });
    expect(given(await openLines.lines(PORTAL))).toContainEqual({ id: line, name: 'WhatsApp', isActive: true, queue: ['1', '5'] });
    expect(given(await openLines.line(PORTAL, '999' as typeof line))).toBeNull();
    expect(await bench.portal.result(MARIA, 'imopenlines.config.get', { CONFIG_ID: line })).toMatchObject({
      WELCOME_MESSAGE: 'N',
      VOTE_MESSAGE: 'N',
    });
  });

  it('takes the connector twice and lets it go', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA);
    const account = { id: 'account' as never, messenger: 'WHATSAPP' as const, title: 'WhatsApp', address: '+79630000000' };
    expect(await bench.bitrix24.openLines.attach(PORTAL, line, account)).toBeNull();
    expect(await bench.bitrix24.openLines.detach(PORTAL, line, 'WHATSAPP')).toBeNull();
    const message = { externalId: 'w-1', text: 'x', at: new Date(), keepTrackerQuiet: false };
    expect(await bench.bitrix24.openLines.postFromClient(PORTAL, line, 'WHATSAPP', IVAN, message)).toMatchObject({
      code: 'CHAT_NOT_CREATED',
      details: { rawCode: 'NOT_ACTIVE_LINE' },
    });
  });
});

describe('a chat', () => {
  it('begins with a message of the client and goes to the employee at once (O-1)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    bench.admit(PETER);
    const { openLines } = bench.bitrix24;
    const { openLineChatId, userCode } = await bench.writeAsIvan(line, 'w-1');
    expect(userCode).toMatch(/^olchat_whatsapp\|\d+\|79000000011\|\d+$/);
    expect(given(await openLines.dialog(PORTAL, 'main', openLineChatId))).toMatchObject({
      ownerId: null,
      sessionId: expect.stringMatching(/^\d+$/) as string,
    });
    expect(await openLines.answer(PORTAL, employee(PETER), openLineChatId)).toBeNull();
    expect(given(await openLines.dialog(PORTAL, employee(PETER), openLineChatId))).toMatchObject({
      ownerId: '5',
      linkedCards: expect.arrayContaining([card('CONTACT', 51)]) as unknown,
    });
    // He has it already.
    expect(await openLines.answer(PORTAL, employee(PETER), openLineChatId)).toBeNull();
    expect(await openLines.pin(PORTAL, employee(PETER), openLineChatId)).toBeNull();
  });

  it('is taken from the employee to whom the queue gave it', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    bench.admit(MARIA, PETER);
    const { openLines } = bench.bitrix24;
    const { openLineChatId } = await bench.writeAsIvan(line, 'w-1');
    given(await openLines.answer(PORTAL, employee(MARIA), openLineChatId));
    expect(await openLines.intercept(PORTAL, employee(PETER), openLineChatId)).toBeNull();
    expect(given(await openLines.dialog(PORTAL, 'main', openLineChatId)).ownerId).toBe('5');
  });

  it('is handed over by the main token, also to the employee whose token that is', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    const { openLines } = bench.bitrix24;
    const { openLineChatId } = await bench.writeAsIvan(line, 'w-1');
    expect(await openLines.transfer(PORTAL, openLineChatId, employee(PETER))).toBeNull();
    expect(given(await openLines.dialog(PORTAL, 'main', openLineChatId)).ownerId).toBe('5');
    expect(await openLines.transfer(PORTAL, openLineChatId, employee(MARIA))).toBeNull();
    expect(given(await openLines.dialog(PORTAL, 'main', openLineChatId)).ownerId).toBe('1');
  });

  it('is reopened for the employee after it was closed (O-8)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    bench.admit(PETER);
    const { openLines } = bench.bitrix24;
    const { openLineChatId } = await bench.writeAsIvan(line, 'w-1');
    given(await openLines.answer(PORTAL, employee(PETER), openLineChatId));
    expect(await openLines.finish(PORTAL, openLineChatId)).toBeNull();
    expect(given(await openLines.dialog(PORTAL, 'main', openLineChatId))).toMatchObject({ ownerId: null, sessionId: null });
    expect(await openLines.startSession(PORTAL, employee(PETER), openLineChatId)).toBeNull();
    expect(given(await openLines.dialog(PORTAL, 'main', openLineChatId)).ownerId).toBe('5');
  });

  it('is not given to somebody who may not use the line (O-2)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA);
    bench.admit(VICTOR);
    const message = { externalId: 'w-9', text: 'x', at: new Date(), keepTrackerQuiet: true };
    const stranger = { externalId: '79000000099', name: null, phone: null };
    const { openLineChatId } = given(await bench.bitrix24.openLines.postFromClient(PORTAL, line, 'WHATSAPP', stranger, message));
    expect(await bench.bitrix24.openLines.answer(PORTAL, employee(VICTOR), openLineChatId)).toMatchObject({
      code: 'FORBIDDEN',
      details: { right: 'line' },
    });
  });

  it('is found by the marks on the card, by the client’s phone, and by the chats of the card (O-6)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    const { openLines } = bench.bitrix24;
    expect(given(await openLines.findDialog(PORTAL, line, 'WHATSAPP', IVAN, card('CONTACT', 51)))).toBeNull();
    const opened = await bench.writeAsIvan(line, 'w-1');
    expect(given(await openLines.findDialog(PORTAL, line, 'WHATSAPP', IVAN, card('DEAL', 81)))).toEqual(opened);
    expect(given(await openLines.findDialog(PORTAL, line, 'WHATSAPP', IVAN, null))).toEqual(opened);
    const another = { ...IVAN, externalId: '79000000012', phone: null };
    expect(given(await openLines.findDialog(PORTAL, line, 'WHATSAPP', another, card('CONTACT', 51)))).toBeNull();
  });

  it('gets a message of the client once although the answer was lost (RE-10)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    const first = await bench.writeAsIvan(line, 'w-1');
    bench.portal.faults.add([{ service: 'bitrix24', method: 'imconnector.send.messages', do: 'lose-answer', times: 1 }]);
    expect(await bench.writeAsIvan(line, 'w-2', 'второе')).toEqual(first);
    expect(bench.accepted('imconnector.send.messages')).toBe(2);
    expect(await bench.bitrix24.openLines.hasMessage(PORTAL, first.openLineChatId, 'w-2')).toBe(true);
    expect(await bench.bitrix24.openLines.hasMessage(PORTAL, first.openLineChatId, 'w-3')).toBe(false);
  });

  it('says that nobody knows when nothing came, and repeats nothing by itself', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    bench.portal.faults.add([{ service: 'bitrix24', method: 'imconnector.send.messages', do: 'drop', times: 1 }]);
    const message = { externalId: 'w-1', text: 'x', at: new Date(), keepTrackerQuiet: false };
    expect(await bench.bitrix24.openLines.postFromClient(PORTAL, line, 'WHATSAPP', IVAN, message)).toMatchObject({
      code: 'CHAT_NOT_CREATED',
      details: { rawCode: 'OUTCOME_UNKNOWN' },
    });
    expect(bench.accepted('imconnector.send.messages')).toBe(0);
  });
});

describe('a message in the chat', () => {
  it('of an employee comes back as an event with the id that the portal gave (O-20)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    bench.admit(PETER);
    const { openLines } = bench.bitrix24;
    const { openLineChatId } = await bench.writeAsIvan(line, 'w-1');
    given(await openLines.answer(PORTAL, employee(PETER), openLineChatId));
    const id = given(await openLines.postAsEmployee(PORTAL, employee(PETER), openLineChatId, 'Цена [b]100[/b]'));
    const [event] = await bench.portal.eventsNamed('ONIMCONNECTORMESSAGEADD', 1);
    expect(parseConnectorEvent('ONIMCONNECTORMESSAGEADD', event?.data)).toMatchObject({
      kind: 'message-add',
      messenger: 'WHATSAPP',
      lineId: line,
      messages: [{ openLineChatId, openLineMessageId: id, authorId: '5', clientExternalId: '79000000011', files: [] }],
    });
    expect(bench.portal.service.chats()[0]?.messages.at(-1)).toMatchObject({
      author: { id: '5' },
      direction: 'out',
      text: 'Цена [\u2060b]100[\u2060/b]',
    });
  });

  it('is believed only as it stands there: same chat, client, line and employee (SE-2)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    bench.admit(PETER);
    const { openLines } = bench.bitrix24;
    const { openLineChatId } = await bench.writeAsIvan(line, 'w-1');
    given(await openLines.answer(PORTAL, employee(PETER), openLineChatId));
    const openLineMessageId = given(await openLines.postAsEmployee(PORTAL, employee(PETER), openLineChatId, 'Добрый день!'));
    const claim = {
      messenger: 'WHATSAPP' as const,
      lineId: line,
      openLineChatId,
      openLineMessageId,
      authorId: employee(PETER),
      clientExternalId: IVAN.externalId,
    };
    const isTrue = (wrong: Partial<typeof claim> = {}) => openLines.hasOperatorMessage(PORTAL, { ...claim, ...wrong });
    expect(await isTrue()).toBe(true);
    expect(await isTrue({ authorId: employee(MARIA) })).toBe(false);
    expect(await isTrue({ clientExternalId: '79000000012' })).toBe(false);
    expect(await isTrue({ lineId: '404' as never })).toBe(false);
    expect(await isTrue({ openLineMessageId: '999999' })).toBe(false);
    expect(await isTrue({ openLineChatId: '999999' })).toMatchObject({ refused: true });
  });

  it('of employees, and who has the chat, are read from its history for what no event told (RE-22)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    bench.admit(PETER);
    const { openLines } = bench.bitrix24;
    const begun = new Date(Date.now() - 1000);
    const { openLineChatId } = await bench.writeAsIvan(line, 'w-1');
    expect(given(await openLines.activity(PORTAL, openLineChatId, begun))).toEqual({ ownerId: null, messages: [] });
    given(await openLines.answer(PORTAL, employee(PETER), openLineChatId));
    const openLineMessageId = given(await openLines.postAsEmployee(PORTAL, employee(PETER), openLineChatId, 'Добрый день'));
    expect(given(await openLines.activity(PORTAL, openLineChatId, begun))).toEqual({
      ownerId: '5',
      messages: [{ openLineMessageId, authorId: '5', text: 'Добрый день', fileCount: 0 }],
    });
    const later = new Date(Date.now() + 120_000);
    expect(given(await openLines.activity(PORTAL, openLineChatId, later)).messages).toEqual([]);
    expect(await openLines.activity(PORTAL, '999999', begun)).toMatchObject({ refused: true });
  });

  it('of an employee is found by its words after a lost answer, and is not posted again (RE-10)', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    bench.admit(PETER);
    const { openLines } = bench.bitrix24;
    const { openLineChatId } = await bench.writeAsIvan(line, 'w-1');
    given(await openLines.answer(PORTAL, employee(PETER), openLineChatId));
    bench.portal.faults.add([{ service: 'bitrix24', method: 'im.message.add', do: 'lose-answer', times: 1 }]);
    const since = new Date();
    expect(await openLines.postAsEmployee(PORTAL, employee(PETER), openLineChatId, 'Добрый [b]день!')).toMatchObject({
      code: 'PUBLICATION_UNAVAILABLE',
      details: { rawCode: 'OUTCOME_UNKNOWN' },
    });
    const post = { employeeId: employee(PETER), openLineChatId, text: 'Добрый [b]день!', since };
    const [id, ...more] = given(await openLines.employeePosts(PORTAL, post));
    expect([more, bench.accepted('im.message.add')]).toEqual([[], 1]);
    expect(await openLines.employeePosts(PORTAL, { ...post, text: 'Другое' })).toEqual([]);
    expect(await openLines.employeePosts(PORTAL, { ...post, since: new Date(Date.now() + 120_000) })).toEqual([]);
    const [event] = await bench.portal.eventsNamed('ONIMCONNECTORMESSAGEADD', 1);
    expect(parseConnectorEvent('ONIMCONNECTORMESSAGEADD', event?.data)).toMatchObject({ messages: [{ openLineMessageId: id }] });
  });

  it('of an employee needs his own token', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    const { openLineChatId } = await bench.writeAsIvan(line, 'w-1');
    expect(await bench.bitrix24.openLines.postAsEmployee(PORTAL, employee(PETER), openLineChatId, 'x')).toMatchObject({
      code: 'PORTAL_TOKEN_REFUSED',
    });
  });

  it('is confirmed, and a line of the system goes to nobody', async () => {
    await using bench = await PortalBench.open();
    const line = await bench.line(MARIA, PETER);
    bench.admit(MARIA);
    const { openLines } = bench.bitrix24;
    const { openLineChatId } = await bench.writeAsIvan(line, 'w-1');
    given(await openLines.answer(PORTAL, employee(MARIA), openLineChatId));
    const openLineMessageId = given(await openLines.postAsEmployee(PORTAL, employee(MARIA), openLineChatId, 'Добрый день!'));
    const delivery = { openLineChatId, openLineMessageId, externalMessageId: '3EB0', clientExternalId: IVAN.externalId, at: new Date() };
    expect(await openLines.confirmDelivery(PORTAL, line, 'WHATSAPP', delivery)).toBeNull();
    expect(bench.portal.service.chats()[0]?.messages.at(-1)).toMatchObject({ text: 'Добрый день!', mark: 'delivered' });
    expect(await openLines.postSystem(PORTAL, 'main', openLineChatId, 'Не доставлено')).toBeNull();
    await bench.portal.eventsNamed('ONIMCONNECTORMESSAGEADD', 1);
    expect(bench.portal.service.chats()[0]?.messages.at(-1)).toMatchObject({ direction: 'system', text: 'Не доставлено' });
    expect(bench.portal.events.filter(({ event }) => event === 'ONIMCONNECTORMESSAGEADD')).toHaveLength(1);
  });
});

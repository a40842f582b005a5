/** The chat of notices and the bell against the simulated portal (N-1, A-5, N-6). */
import { describe, expect, it } from 'vitest';
import { employee, FIRST, given, IRINA, MARIA, PETER, PORTAL, PortalBench } from './portal-bench.ts';

const KEY = '01a1fe65-a0ea-74c8-b44e-c374c7023ce0';
const board = (bench: PortalBench, id: number) => bench.portal.service.desk.noticeBoard(FIRST, String(id));

describe('the chat of notices', () => {
  it('is made with its readers, found by its key, and shows what was told (N-1)', async () => {
    await using bench = await PortalBench.open();
    const { noticeBoard } = bench.bitrix24;
    expect(await noticeBoard.findChat(PORTAL, KEY)).toBeNull();
    const chatId = given(await noticeBoard.makeChat(PORTAL, { key: KEY, title: 'OLChat: уведомления', readers: [employee(PETER)] }));
    expect(await noticeBoard.findChat(PORTAL, KEY)).toBe(chatId);
    expect(await noticeBoard.readers(PORTAL, chatId)).toEqual([employee(MARIA), employee(PETER)]);
    const text = '«Продажи» [10.03.2026 12:00:00 MSK] Соединение потеряно. [b]Проверьте[/b]';
    expect(await noticeBoard.stands(PORTAL, chatId, text)).toBe(false);
    expect(await noticeBoard.post(PORTAL, chatId, text)).toBeNull();
    expect(await noticeBoard.stands(PORTAL, chatId, text)).toBe(true);
    expect(board(bench, PETER).chats).toMatchObject([{ title: 'OLChat: уведомления', messages: [{ author: null }] }]);
    expect(board(bench, IRINA).chats).toEqual([]);
  });

  it('takes and loses readers, also twice (A-5)', async () => {
    await using bench = await PortalBench.open();
    const { noticeBoard } = bench.bitrix24;
    const chatId = given(await noticeBoard.makeChat(PORTAL, { key: KEY, title: 'Уведомления', readers: [] }));
    for (let run = 0; run < 2; run += 1) expect(await noticeBoard.addReader(PORTAL, chatId, employee(IRINA))).toBeNull();
    expect(await noticeBoard.readers(PORTAL, chatId)).toEqual([employee(MARIA), employee(IRINA)]);
    for (let run = 0; run < 2; run += 1) expect(await noticeBoard.removeReader(PORTAL, chatId, employee(IRINA))).toBeNull();
    expect(await noticeBoard.readers(PORTAL, chatId)).toEqual([employee(MARIA)]);
  });

  it('that the owner of the rights is not in is closed to us (A-3)', async () => {
    await using bench = await PortalBench.open();
    const { noticeBoard } = bench.bitrix24;
    const chatId = given(await noticeBoard.makeChat(PORTAL, { key: KEY, title: 'Уведомления', readers: [] }));
    bench.tokens.pairs.set('main', bench.pairOf(PETER));
    for (const refused of [
      await noticeBoard.post(PORTAL, chatId, 'Текст'),
      await noticeBoard.readers(PORTAL, chatId),
      await noticeBoard.addReader(PORTAL, chatId, employee(PETER)),
      await noticeBoard.stands(PORTAL, chatId, 'Текст'),
    ]) {
      expect(refused).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe('a notice to one employee', () => {
  it('takes the place of the older one with its tag (N-6, N-7)', async () => {
    await using bench = await PortalBench.open();
    const { noticeBoard } = bench.bitrix24;
    for (const text of ['Первое', 'Второе']) expect(await noticeBoard.tell(PORTAL, employee(PETER), { text, tag: 'OLCHAT|A' })).toBeNull();
    expect(await noticeBoard.tell(PORTAL, employee(PETER), { text: 'Другое', tag: 'OLCHAT|B' })).toBeNull();
    expect(board(bench, PETER).bell.map(({ text }) => text)).toEqual(['Второе', 'Другое']);
    expect(board(bench, MARIA).bell).toEqual([]);
  });
});

describe('the simulated portal', () => {
  it('refuses as the documentation says', async () => {
    await using bench = await PortalBench.open();
    const error = async (method: string, parameters: Record<string, unknown>) => (await bench.portal.refusal(MARIA, method, parameters))[1];
    expect(await error('im.chat.user.list', {})).toBe('CHAT_ID_EMPTY');
    expect(await error('im.chat.user.delete', { CHAT_ID: 100_001 })).toBe('USER_ID_EMPTY');
    expect(await error('im.notify.system.add', { USER_ID: 5 })).toBe('MESSAGE_EMPTY');
    expect(await error('im.notify.system.add', { MESSAGE: 'x' })).toBe('USER_ID_EMPTY');
    expect(await error('im.dialog.messages.get', {})).toBe('DIALOG_ID_EMPTY');
    expect(await bench.portal.result(MARIA, 'im.chat.get', { ENTITY_TYPE: 'CRM' })).toBeNull();
  });
});

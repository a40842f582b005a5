import { describe, expect, it } from 'vitest';
import { aCaller, ANNA, BORIS, codeOf, DEAL, granted, World } from '../../testing/index.ts';
import { StoredFile } from '../file/stored-file.ts';
import { newId, type DraftVersion, type EmployeeId, type FileId, type RecipientId } from '../ids.ts';
import { sendMessage } from '../message/send-message.ts';
import { refuse } from '../refusal.ts';
import { DRAFT_DAYS, MAX_DRAFT_FILES, MAX_DRAFT_LENGTH, type DraftContent } from './draft.ts';
import { findDraft } from './find-draft.ts';
import { saveDraft } from './save-draft.ts';

const EMPTY: DraftContent = { text: '', fileIds: [], voiceFileId: null, asDocument: false, publication: null, createActivity: true };

async function given() {
  const world = await World.open({ recipient: { presence: 'EXISTS' } });
  const place = { card: DEAL, recipientId: world.recipient.id };
  const save = (content: Partial<DraftContent>, baseVersion: DraftVersion | null = null, caller = world.caller) =>
    saveDraft(world, caller, { ...place, baseVersion, content: { ...EMPTY, ...content } });
  /** Of the same window, over what it saw before its first saving: nothing. */
  const step = (number: number, text: string, writer = 'window') =>
    saveDraft(world, world.caller, { ...place, baseVersion: null, savedBy: { writer, step: number }, content: { ...EMPTY, text } });
  const find = (caller = world.caller) => findDraft(world, caller, place);
  const upload = async (ownerId: EmployeeId = ANNA, state: StoredFile['state'] = 'READY'): Promise<StoredFile> => {
    const file = StoredFile.begin({
      portalId: world.portal.id,
      id: newId<FileId>(),
      storageKey: newId<FileId>(),
      ownerId,
      name: 'Договор.pdf',
      asLink: false,
      createdAt: world.clock.now(),
    });
    file.state = state;
    await world.do(tx => tx.files.add(file));
    return file;
  };
  /** Of the draft that stands there. */
  const version = async (): Promise<DraftVersion | null> => (await find())?.draft.version ?? null;
  return { world, place, save, step, find, upload, version };
}

describe('a draft (decision 17)', () => {
  it('is the employee’s own: his colleague has another one in the same card', async () => {
    const { world, save, find } = await given();
    const boris = aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false });
    granted(await save({ text: 'От Анны', publication: 'INCOMING', createActivity: false }));
    expect(await find(boris)).toBeNull();
    granted(await save({ text: 'От Бориса' }, null, boris));
    expect((await find())?.draft.content).toMatchObject({ text: 'От Анны', publication: 'INCOMING', createActivity: false });
    expect((await find(boris))?.draft.content.text).toBe('От Бориса');
  });

  it('is not saved over by a window that has not seen it, and is when it has', async () => {
    const { save, find } = await given();
    const first = granted(await save({ text: 'Из первого окна' })).draft;
    expect(codeOf(await save({ text: 'Из второго окна' }))).toBe('DRAFT_CHANGED');
    expect((await find())?.draft.content.text).toBe('Из первого окна');
    granted(await save({ text: 'Из второго окна' }, first?.version));
    expect((await find())?.draft.content.text).toBe('Из второго окна');
    expect(codeOf(await save({ text: 'Снова из первого' }, first?.version))).toBe('DRAFT_CHANGED');
  });

  it('that is emptied is removed, unless another window wrote meanwhile', async () => {
    const { save, find } = await given();
    expect(granted(await save({ text: '  \n' }))).toEqual({ draft: null });
    const first = granted(await save({ text: 'Добрый день' })).draft;
    const second = granted(await save({ text: 'Добрый день!' }, first?.version)).draft;
    expect(codeOf(await save({}, first?.version))).toBe('DRAFT_CHANGED');
    expect((await find())?.draft.content.text).toBe('Добрый день!');
    expect(granted(await save({}, second?.version))).toEqual({ draft: null });
    expect(await find()).toBeNull();
  });

  it('keeps the last words of a window that closes while it is still saving, in whatever order they come', async () => {
    const { step, find } = await given();
    granted(await step(1, 'Добрый де'));
    granted(await step(2, 'Добрый день!'));
    expect((await find())?.draft.content.text).toBe('Добрый день!');
    const last = granted(await step(4, 'Добрый день! Ваш заказ готов')).draft;
    expect(granted(await step(3, 'Добрый день! Ваш')).draft?.version).toBe(last?.version);
    expect((await find())?.draft.content.text).toBe('Добрый день! Ваш заказ готов');
    expect(codeOf(await step(9, 'Из другого окна', 'other'))).toBe('DRAFT_CHANGED');
    expect(granted(await step(5, ''))).toEqual({ draft: null });
    expect(await find()).toBeNull();
  });

  it('is forgotten when nobody touched it for a month', async () => {
    const { world, save, find } = await given();
    granted(await save({ text: 'Старое' }));
    world.clock.advance(DRAFT_DAYS * 86_400_000);
    expect(await find()).toBeNull();
    granted(await save({ text: 'Новое' }));
    expect((await find())?.draft.content.text).toBe('Новое');
  });

  it('keeps the files that were uploaded for it, and says how many are lost', async () => {
    const { world, save, find, upload } = await given();
    const [one, two, voice] = [await upload(), await upload(), await upload()];
    granted(await save({ fileIds: [one.id, two.id], voiceFileId: voice.id, asDocument: true }));
    expect(await find()).toMatchObject({ files: [{ id: one.id }, { id: two.id }], voice: { id: voice.id }, lostFiles: 0 });
    world.clock.advance(5 * 86_400_000);
    expect(await world.do(tx => tx.files.expired(world.clock.now(), 10))).toEqual([]);
    await world.do(tx => tx.files.save(Object.assign(one, { state: 'GONE' as const })));
    expect(await find()).toMatchObject({ files: [{ id: two.id }], lostFiles: 1 });
  });

  it.each([
    ['another’s file', BORIS, 'READY'],
    ['a file that is not there yet', ANNA, 'UPLOADING'],
  ] as const)('takes no %s', async (_which, owner, state) => {
    const { save, find, upload } = await given();
    const file = await upload(owner, state);
    expect(codeOf(await save({ fileIds: [file.id] }))).toBe('NOT_FOUND');
    expect(codeOf(await save({ voiceFileId: file.id }))).toBe('NOT_FOUND');
    expect(await find()).toBeNull();
  });

  it('needs the right to change the card (A-20); while the portal cannot be asked the words are kept all the same', async () => {
    const { world, save, find } = await given();
    granted(await save({ text: 'Пока можно' }));
    world.crm.locked.add(ANNA);
    expect(codeOf(await save({ text: 'Уже нельзя' }))).toBe('FORBIDDEN');
    expect(await find()).toBeNull();
    world.crm.locked.clear();
    const known = (await find())?.draft.version;
    world.crm.trouble = refuse('PORTAL_UNAVAILABLE');
    granted(await save({ text: 'Портал молчит' }, known));
    expect((await find())?.draft.content.text).toBe('Портал молчит');
  });

  it('has its limits, and somebody to go to', async () => {
    const { world, save } = await given();
    expect(codeOf(await save({ text: 'ы'.repeat(MAX_DRAFT_LENGTH + 1) }))).toBe('TEXT_TOO_LONG');
    expect(codeOf(await save({ fileIds: Array.from({ length: MAX_DRAFT_FILES + 1 }, () => newId<FileId>()) }))).toBe('LIMIT_REACHED');
    const nobody = { card: DEAL, recipientId: newId<RecipientId>(), baseVersion: null, content: { ...EMPTY, text: 'Кому?' } };
    expect(codeOf(await saveDraft(world, world.caller, nobody))).toBe('NOT_FOUND');
  });
});

describe('sending', () => {
  const send = (world: World, text: string, draftVersion: DraftVersion | null, accountId = world.account.id) =>
    sendMessage(world, world.caller, {
      idempotencyKey: text,
      card: DEAL,
      accountId,
      recipientId: world.recipient.id,
      text,
      publication: 'NONE',
      createActivity: true,
      draftVersion,
    });

  it('takes the draft away in the same commit', async () => {
    const { world, save, find, version } = await given();
    granted(await save({ text: 'Добрый день' }));
    granted(await send(world, 'Добрый день!', await version()));
    expect(await find()).toBeNull();
  });

  it('leaves a draft that was written anew meanwhile, and one that it was not written as', async () => {
    const { world, save, find, version } = await given();
    granted(await save({ text: 'Добрый день' }));
    const sent = await version();
    granted(await save({ text: 'Другое' }, sent));
    granted(await send(world, 'Добрый день!', sent));
    granted(await send(world, 'Ещё раз из программы', null));
    expect((await find())?.draft.content.text).toBe('Другое');
  });

  it('that is refused leaves it (W-29)', async () => {
    const { world, save, find, version } = await given();
    granted(await save({ text: 'Добрый день' }));
    await world.changeAccount({ state: 'DISCONNECTED' });
    expect(codeOf(await send(world, 'Добрый день!', await version()))).toBe('ACCOUNT_NOT_CONNECTED');
    expect((await find())?.draft.content.text).toBe('Добрый день');
  });
});

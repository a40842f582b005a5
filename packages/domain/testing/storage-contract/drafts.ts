/** Drafts: one per employee, card and recipient; nobody saves over a version that he has not seen. */
import { describe, expect, it } from 'vitest';
import { DRAFT_DAYS, newId, type Draft, type DraftVersion, type FileId, type RecipientId } from '../../src/index.ts';
import { ANNA, DEAL } from '../builders.ts';
import type { StorageBench } from './storage-bench.ts';

const AT = new Date('2026-03-10T09:00:00.000Z');
const DAY_MS = 86_400_000;

export function drafts(bench: StorageBench): void {
  const { given, inPortal } = bench;
  const aDraft = (recipientId: RecipientId, fields: Partial<Draft> = {}): Draft => ({
    employeeId: ANNA,
    card: DEAL,
    recipientId,
    content: {
      text: 'Добрый де',
      fileIds: [newId<FileId>()],
      voiceFileId: null,
      asDocument: true,
      publication: 'NONE',
      createActivity: false,
    },
    version: newId<DraftVersion>(),
    savedAt: AT,
    savedBy: null,
    ...fields,
  });

  describe('drafts (decision 17)', () => {
    it('come back as they were saved, to their own place only', async () => {
      const { recipient } = await given();
      const draft = aDraft(recipient.id);
      expect(await inPortal(tx => tx.drafts.save(draft, null))).toBe(true);
      expect(await inPortal(tx => tx.drafts.find(draft, AT))).toEqual(draft);
      const elsewhere = { ...draft, card: { ...DEAL, id: '82' } };
      expect(await inPortal(tx => tx.drafts.find(elsewhere, AT))).toBeNull();
      expect(await inPortal(tx => tx.drafts.find({ ...draft, recipientId: newId<RecipientId>() }, AT))).toBeNull();
    });

    it('are saved over by whoever saw the last version, and by nobody else', async () => {
      const { recipient } = await given();
      const first = aDraft(recipient.id);
      const second = aDraft(recipient.id, { savedAt: new Date(AT.getTime() + 1000) });
      expect(await inPortal(tx => tx.drafts.save(first, null))).toBe(true);
      expect(await inPortal(tx => tx.drafts.save(second, null))).toBe(false);
      expect(await inPortal(tx => tx.drafts.save(second, newId<DraftVersion>()))).toBe(false);
      expect(await inPortal(tx => tx.drafts.find(first, AT))).toEqual(first);
      expect(await inPortal(tx => tx.drafts.save(second, first.version))).toBe(true);
      expect(await inPortal(tx => tx.drafts.find(first, AT))).toEqual(second);
    });

    it('of one window follow its own steps, whatever came first; another window has no say (decision 17)', async () => {
      const { recipient } = await given();
      const by = (step: number, writer = 'window-1') => aDraft(recipient.id, { savedBy: { writer, step } });
      const [first, third] = [by(1), by(3)];
      expect(await inPortal(tx => tx.drafts.save(third, null))).toBe(true);
      expect(await inPortal(tx => tx.drafts.save(first, null))).toBe(false);
      expect(await inPortal(tx => tx.drafts.save(by(4, 'window-2'), null))).toBe(false);
      expect(await inPortal(tx => tx.drafts.find(first, AT))).toEqual(third);
      const [fourth, fifth] = [by(4), by(5)];
      expect(await inPortal(tx => tx.drafts.save(fourth, null))).toBe(true);
      expect(await inPortal(tx => tx.drafts.save(fifth, third.version))).toBe(true);
      expect(await inPortal(tx => tx.drafts.find(first, AT))).toEqual(fifth);
      expect(await inPortal(tx => tx.drafts.remove(fifth, null, AT, { writer: 'window-1', step: 5 }))).toBe(false);
      expect(await inPortal(tx => tx.drafts.remove(fifth, null, AT, { writer: 'window-2', step: 9 }))).toBe(false);
      expect(await inPortal(tx => tx.drafts.remove(fifth, null, AT, { writer: 'window-1', step: 6 }))).toBe(true);
    });

    it('begun in twenty windows at once are one window’s', async () => {
      const { recipient } = await given();
      const all = Array.from({ length: 20 }, () => aDraft(recipient.id));
      const saved = await Promise.all(all.map(draft => inPortal(tx => tx.drafts.save(draft, null))));
      expect(saved.filter(Boolean)).toHaveLength(1);
    });

    it('are removed in the version that is meant', async () => {
      const { recipient } = await given();
      const draft = aDraft(recipient.id);
      await inPortal(tx => tx.drafts.save(draft, null));
      expect(await inPortal(tx => tx.drafts.remove(draft, newId<DraftVersion>(), AT))).toBe(false);
      expect(await inPortal(tx => tx.drafts.remove(draft, draft.version, AT))).toBe(true);
      expect(await inPortal(tx => tx.drafts.find(draft, AT))).toBeNull();
    });

    it('are not there any more when nobody touched them for long', async () => {
      const { recipient } = await given();
      const old = aDraft(recipient.id);
      await inPortal(tx => tx.drafts.save(old, null));
      const later = new Date(AT.getTime() + DRAFT_DAYS * DAY_MS);
      expect(await inPortal(tx => tx.drafts.find(old, new Date(later.getTime() - 1)))).toEqual(old);
      expect(await inPortal(tx => tx.drafts.find(old, later))).toBeNull();
      expect(await inPortal(tx => tx.drafts.remove(old, old.version, later))).toBe(false);
      const fresh = aDraft(recipient.id, { savedAt: later });
      expect(await inPortal(tx => tx.drafts.save(fresh, old.version))).toBe(false);
      expect(await inPortal(tx => tx.drafts.save(fresh, null))).toBe(true);
      expect(await inPortal(tx => tx.drafts.find(old, later))).toEqual(fresh);
    });
  });
}

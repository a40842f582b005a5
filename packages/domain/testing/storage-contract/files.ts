import { expect, it } from 'vitest';
import { newId, StoredFile, type FileId, type MessageFile, type MessageTemplate } from '../../src/index.ts';
import { aMessage, ANNA } from '../builders.ts';
import type { StorageBench } from './storage-bench.ts';

const AT = new Date('2026-03-10T09:00:00.000Z');
const HOUR_MS = 3_600_000;
const PDF = { size: 12_345, sha256: 'ab'.repeat(32), mime: 'application/pdf', kind: 'DOCUMENT', seconds: null } as const;

export function files(bench: StorageBench): void {
  const { given, inPortal } = bench;
  const begin = (createdAt = AT): StoredFile => {
    const { portalId } = bench;
    const [id, storageKey] = [newId<FileId>(), newId<FileId>()];
    return StoredFile.begin({ portalId, id, storageKey, ownerId: ANNA, name: 'Договор №1.pdf', asLink: false, createdAt });
  };

  it('keeps a file’s record, and what was found out when its bytes had come (W-19)', async () => {
    const file = begin();
    await inPortal(tx => tx.files.add(file));
    expect(await inPortal(tx => tx.files.find(file.id))).toEqual(file);
    file.arrived(PDF);
    file.use(AT);
    await inPortal(tx => tx.files.save(file));
    const found = await inPortal(tx => tx.files.find(file.id));
    expect(found).toEqual(file);
    expect(found).toMatchObject({ state: 'READY', size: 12_345, name: 'Договор №1.pdf', ownerId: ANNA });
    expect(await inPortal(tx => tx.files.find(newId<FileId>()))).toBeNull();
  });

  it('keeps how a recording sounds, and which voice note was made of it (W-20, W-22)', async () => {
    const [recording, voice] = [begin(), begin()];
    voice.arrived({ ...PDF, mime: 'audio/ogg', kind: 'VOICE', seconds: 7, waveform: [0, 55, 100] });
    recording.voiceId = voice.id;
    await inPortal(async tx => {
      for (const file of [voice, recording]) await tx.files.add(file);
    });
    expect(await inPortal(tx => tx.files.find(recording.id))).toEqual(recording);
    voice.waveform = [1, 2];
    await inPortal(tx => tx.files.save(voice));
    expect(await inPortal(tx => tx.files.find(voice.id))).toMatchObject({ kind: 'VOICE', seconds: 7, waveform: [1, 2], voiceId: null });
  });

  it('keeps what a message was sent with and the name of its template, whatever becomes of both (L-15)', async () => {
    const stored = begin();
    const { account, recipient } = await given();
    const file: MessageFile = { id: stored.id, kind: 'VOICE', name: 'голос.ogg', mime: 'audio/ogg', size: 7, seconds: 3 };
    const template: MessageTemplate = { id: newId(), title: 'Приветствие' };
    const message = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id, text: '', file, template });
    await inPortal(async tx => {
      await tx.files.add(stored);
      await tx.messages.accept([message]);
    });
    stored.state = 'GONE';
    await inPortal(tx => tx.files.save(stored));
    expect(await inPortal(tx => tx.messages.find(message.id))).toMatchObject({ file, template });
  });

  it('keeps that a virus was in it, until its time is over (SE-33)', async () => {
    const file = begin();
    await inPortal(tx => tx.files.add(file));
    file.state = 'INFECTED';
    await inPortal(tx => tx.files.save(file));
    expect(await inPortal(tx => tx.files.find(file.id))).toMatchObject({ state: 'INFECTED', heldBytes: 0 });
    expect((await inPortal(tx => tx.files.expired(new Date(file.expiresAt.getTime() + 1), 100))).map(({ id }) => id)).toContain(file.id);
  });

  it('keeps a preview, which nobody overwrites who saves the file without knowing of it (SE-34)', async () => {
    const file = begin();
    await inPortal(tx => tx.files.add(file));
    file.arrived({ ...PDF, mime: 'image/png', kind: 'IMAGE' });
    await inPortal(tx => tx.files.save(file));
    const preview = { previewKey: newId<FileId>(), previewBytes: 4321 };
    await inPortal(async tx => {
      const locked = await tx.files.lock(file.id);
      if (locked !== null) await tx.files.savePreview(Object.assign(locked, preview, { name: 'не её дело' }));
    });
    file.use(AT);
    await inPortal(tx => tx.files.save(file));
    expect(await inPortal(tx => tx.files.find(file.id))).toEqual(Object.assign(file, preview));
  });

  it('knows what all files hold: those that are there, with their previews, to the byte, also when many change at once (SE-33)', async () => {
    const held = (): Promise<number> => inPortal(tx => tx.files.storedBytes());
    expect(await held()).toBe(0);
    const several = Array.from({ length: 5 }, () => begin());
    await inPortal(async tx => {
      for (const file of several) await tx.files.add(file);
    });
    expect(await held()).toBe(0);
    await Promise.all(
      several.map(async (file, index) => {
        file.arrived({ ...PDF, size: 10 ** index });
        await inPortal(tx => tx.files.save(file));
      }),
    );
    expect(await held()).toBe(11_111);
    const [one, other] = several as [StoredFile, StoredFile];
    await inPortal(tx => tx.files.savePreview(Object.assign(one, { previewKey: newId<FileId>(), previewBytes: 70_000 })));
    expect(await held()).toBe(81_111);
    other.state = 'GONE';
    await inPortal(tx => tx.files.save(other));
    await inPortal(tx => tx.files.save(other));
    expect(await held()).toBe(81_101);
    one.state = 'GONE';
    await inPortal(tx => tx.files.save(one));
    expect(await held()).toBe(11_100);
  });

  it('counts the bytes that came since a moment (SE-33)', async () => {
    for (const [hours, size] of [
      [0, 5],
      [2, 10],
      [3, 20],
    ] as const) {
      const file = begin(new Date(AT.getTime() + hours * HOUR_MS));
      file.arrived({ ...PDF, size });
      await inPortal(tx => tx.files.add(file));
      await inPortal(tx => tx.files.save(file));
    }
    expect(await inPortal(tx => tx.files.bytesSince(new Date(AT.getTime() + HOUR_MS)))).toBe(30);
  });

  it('names those whose time is over and whose bytes are not removed, the oldest first', async () => {
    const at = (hours: number): Date => new Date(AT.getTime() + hours * HOUR_MS);
    const [older, newer, gone, used] = [begin(at(0)), begin(at(1)), begin(at(0)), begin(at(0))];
    gone.state = 'GONE';
    used.use(AT);
    await inPortal(async tx => {
      for (const file of [newer, older, gone, used]) await tx.files.add(file);
      for (const file of [gone, used]) await tx.files.save(file);
    });
    const expired = async (hours: number, limit = 10): Promise<string[]> =>
      (await inPortal(tx => tx.files.expired(at(hours), limit))).map(file => file.id);
    expect(await expired(24)).toEqual([]);
    expect(await expired(24.5)).toEqual([older.id]);
    expect(await expired(26)).toEqual([older.id, newer.id]);
    expect(await expired(26, 1)).toEqual([older.id]);
  });
}

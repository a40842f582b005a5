/** Recipients: one per address, and what is known of each. */
import { describe, expect, it } from 'vitest';
import { newId, StoredFile, type FileId } from '../../src/index.ts';
import { newNumber } from '../builders.ts';
import type { StorageBench } from './storage-bench.ts';

export function recipients(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('recipients', () => {
    it('are one per address, also when twenty make them at once, in any order (D-3)', async () => {
      const addresses = [newNumber(), newNumber(), newNumber()];
      const made = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          inPortal(tx =>
            tx.recipients.ensure(
              'WHATSAPP',
              (index % 2 === 0 ? addresses : addresses.toReversed()).map(address => ({ address, name: null })),
            ),
          ),
        ),
      );
      for (const address of addresses) {
        expect(
          new Set(
            made
              .flat()
              .filter(one => one.address === address)
              .map(one => one.id),
          ).size,
        ).toBe(1);
      }
      expect(made[0]?.map(recipient => recipient.address)).toEqual(addresses);
      expect(made[1]?.map(recipient => recipient.address)).toEqual(addresses.toReversed());
    });

    it('take a name while they have none, and keep the one they have', async () => {
      const address = newNumber();
      const named = (name: string | null) => inPortal(async tx => (await tx.recipients.ensure('WHATSAPP', [{ address, name }]))[0]?.name);
      expect([await named(null), await named('Иван'), await named('Пётр'), await named(null)]).toEqual([null, 'Иван', 'Иван', 'Иван']);
    });

    it('are called what a card calls them now, not what it was the first to say (D-3)', async () => {
      const address = newNumber();
      const named = (name: string | null) =>
        inPortal(async tx => (await tx.recipients.ensure('WHATSAPP', [{ address, name }], 'RENEWED'))[0]?.name);
      expect([await named(null), await named('Иван'), await named('Пётр'), await named(''), await named(null)]).toEqual([
        null,
        'Иван',
        'Пётр',
        'Пётр',
        'Пётр',
      ]);
    });

    it('keep what the messenger said (D-8)', async () => {
      const { account, recipient } = await given();
      const at = new Date('2026-03-10T10:00:00.000Z');
      await inPortal(async tx => {
        const found = await tx.recipients.find(recipient.id);
        found?.learnPresence('EXISTS', '7900@s.whatsapp.net', account.id, at);
        if (found !== null) await tx.recipients.save(found);
      });
      expect(await inPortal(tx => tx.recipients.findByAddress('WHATSAPP', ['+1', recipient.address]))).toMatchObject({
        presence: 'EXISTS',
        checkedAt: at,
        checkedThrough: account.id,
        messengerAddress: '7900@s.whatsapp.net',
      });
    });
  });

  it('keep when the picture was asked for, what it is, and when that ended (H-1)', async () => {
    const { recipient } = await given();
    const [asked, checked] = [new Date('2026-03-10T10:00:00.000Z'), new Date('2026-03-10T10:00:01.000Z')];
    const id = newId<FileId>();
    const fields = { portalId: bench.portalId, ownerId: null, name: 'client.jpg', asLink: false, createdAt: asked };
    const file = StoredFile.begin({ ...fields, id, storageKey: newId<FileId>() });
    const find = () => inPortal(tx => tx.recipients.find(recipient.id));
    expect(await find()).toMatchObject({ pictureId: null, pictureAskedAt: null, pictureCheckedAt: null });
    await inPortal(async tx => {
      await tx.files.add(file);
      const found = await tx.recipients.find(recipient.id);
      found?.askPicture(asked);
      found?.learnPicture(file.id, checked);
      if (found !== null) await tx.recipients.save(found);
    });
    expect(await find()).toMatchObject({ pictureId: file.id, pictureAskedAt: asked, pictureCheckedAt: checked });
  });
}

import { describe, expect, it } from 'vitest';
import { aCaller, BORIS, codeOf, granted, World } from '../../testing/index.ts';
import type { ApplicationSettings } from './application-settings.ts';
import { mayOpenPage, updateSettings } from './update-settings.ts';

async function given() {
  const world = await World.open();
  const update = (wanted: Partial<ApplicationSettings>) => updateSettings(world, world.caller, wanted);
  return { world, update, stored: () => world.do(tx => tx.portal()), changes: () => world.do(tx => tx.changes.page(10, null)) };
}

describe('settings of the application', () => {
  it.each(['statusesWidget', 'templatesInChat'] as const)(
    'bring the portal in line when %s is switched, and only then (A-8, S-26, M-12)',
    async place => {
      const { world, update } = await given();
      granted(await update({ [place]: true }));
      expect(world.checksAsked).toBe(1);
      granted(await update({ [place]: true, forceWidget: true, textLimit: 900 }));
      expect(world.checksAsked).toBe(1);
      granted(await update({ [place]: false }));
      expect(world.checksAsked).toBe(2);
    },
  );

  it('are stored and recorded with before and after; what is absent stays (A-2, A-4, A-8, A-9, W-15, A-23)', async () => {
    const { update, stored, changes } = await given();
    const writingHours = { redUntil: 6, orangeUntil: 9, greenUntil: 18, orangeAgainUntil: 22 };
    granted(await update({ administratorsOnly: true, writingHours, statusesWidget: true, textLimit: 4096 }));
    expect(await stored()).toMatchObject({
      administratorsOnly: true,
      writingHours,
      statusesWidget: true,
      textLimit: 4096,
      forceWidget: false,
    });
    const [change] = await changes();
    expect(JSON.parse(change?.before ?? '')).toMatchObject({ administratorsOnly: false, textLimit: 1000 });
    expect(Object.keys(JSON.parse(change?.after ?? '') as object)).toEqual([
      'administratorsOnly',
      'writingHours',
      'statusesWidget',
      'textLimit',
    ]);
    granted(await update({ administratorsOnly: true }));
    expect(await changes()).toHaveLength(1);
  });

  it.each<Partial<ApplicationSettings>>([
    { textLimit: 0 },
    { textLimit: 4097 },
    { writingHours: { redUntil: 9, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 } },
    { writingHours: { redUntil: 7, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 25 } },
    { writingHours: { redUntil: -1, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 } },
  ])('refuse %j', async wanted => {
    const { update, changes } = await given();
    expect(codeOf(await update({ forceWidget: true, ...wanted }))).toBe('OUT_OF_RANGE');
    expect(await changes()).toEqual([]);
  });

  it('are changed by administrators, and the page is theirs alone when they say so (A-2)', async () => {
    const { world } = await given();
    const employee = aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false });
    expect(codeOf(await updateSettings(world, employee, { textLimit: 10 }))).toBe('FORBIDDEN');
    const may = (administratorsOnly: boolean) => [world.caller, employee].map(caller => mayOpenPage({ administratorsOnly }, caller));
    expect([may(false), may(true)]).toEqual([[true, true], [true, false]]); // prettier-ignore
  });
});

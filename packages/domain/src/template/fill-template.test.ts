import { describe, expect, it } from 'vitest';
import { ANNA, BORIS, DEAL, World } from '../../testing/index.ts';
import { cardKey } from '../card/card.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { FilledText } from './fill-text.ts';
import { fillTemplate, type FillTemplate } from './fill-template.ts';
import { createTemplate } from './save-template.ts';

const CONTACT = { type: 'CONTACT' as const, smartProcessTypeId: null };
const command = (fields: Partial<FillTemplate>): FillTemplate => ({
  templateId: null,
  text: null,
  card: DEAL,
  person: null,
  recipientId: null,
  ...fields,
});
const given = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer;
};

async function settled(): Promise<{ world: World; fill: (fields: Partial<FillTemplate>) => Promise<FilledText | Refusal> }> {
  const world = await World.open();
  world.directory.employees.add(ANNA).add(BORIS);
  world.crm.cards.set(cardKey(DEAL), {
    card: DEAL,
    title: 'Сделка',
    addresses: [
      { holder: { type: 'CONTACT', id: '51', name: 'Иван' }, kind: 'PHONE', valueType: 'WORK', value: '+79005550001' },
      { holder: { type: 'CONTACT', id: '52', name: 'Елена' }, kind: 'PHONE', valueType: 'WORK', value: world.recipient.address },
    ],
    people: [
      { type: 'CONTACT', id: '51', name: 'Иван' },
      { type: 'CONTACT', id: '52', name: 'Елена' },
    ],
  });
  world.cardFields.print({ ...CONTACT, id: '51' }, 'NAME', 'Иван');
  world.cardFields.print({ ...CONTACT, id: '52' }, 'NAME', 'Елена');
  world.cardFields.print(DEAL, 'UF_CRM_SIZE', 'XL');
  return { world, fill: fields => fillTemplate(world, world.caller, command(fields)) };
}

describe('filling a template', () => {
  it('takes the values of the contact whose number was chosen, else of the primary one (M-6)', async () => {
    const { world, fill } = await settled();
    expect(given(await fill({ text: 'Привет, {{CONTACT:NAME}}!', recipientId: world.recipient.id })).text).toBe('Привет, Елена!');
    expect(given(await fill({ text: 'Привет, {{CONTACT:NAME}}!' })).text).toBe('Привет, Иван!');
  });

  it('takes the values of the person one is known to write to, also of one who is not behind the card (M-6, M-12)', async () => {
    const { world, fill } = await settled();
    world.cardFields.print({ ...CONTACT, id: '77' }, 'NAME', 'Олег');
    const person = { ...CONTACT, id: '77' };
    const filled = given(await fill({ text: '{{CONTACT:NAME}}, {{UF_CRM_SIZE}}', person, recipientId: world.recipient.id }));
    expect(filled).toMatchObject({ text: 'Олег, XL', gaps: [] });
  });

  it('has for a contact without a card the values of the contact alone (M-14)', async () => {
    const { world, fill } = await settled();
    world.crm.trouble = refuse('PORTAL_UNAVAILABLE');
    const text = '{{CONTACT:NAME}} {{COMPANY:TITLE}} {{LEAD:TITLE}} {{DEAL:TITLE}} {{ORDER:PRICE}} {{UF_CRM_SIZE}}';
    const filled = given(await fill({ text, card: null, person: { ...CONTACT, id: '51' } }));
    expect(filled.text).toBe('Иван {{COMPANY:TITLE}} {{LEAD:TITLE}} {{DEAL:TITLE}} {{ORDER:PRICE}} {{UF_CRM_SIZE}}');
    expect(filled.gaps.map(({ reason }) => reason)).toEqual(Array.from({ length: 5 }, () => 'NOT_LINKED'));
  });

  it('has no values at all without a card and a person; a text without variables stays as it is (M-12)', async () => {
    const { fill } = await settled();
    expect(given(await fill({ text: '{{CONTACT:NAME}}', card: null })).gaps).toEqual([
      { variable: '{{CONTACT:NAME}}', reason: 'NOT_LINKED' },
    ]);
    expect(given(await fill({ text: 'Добрый день!', card: null })).text).toBe('Добрый день!');
  });

  it('takes a field without an entity from the card itself (M-4, M-5)', async () => {
    const { fill } = await settled();
    expect(given(await fill({ text: '{{UF_CRM_SIZE}} {{DEAL:UF_CRM_SIZE}}' })).text).toBe('XL XL');
  });

  it('says which variables have no value, and why (W-13)', async () => {
    const { fill } = await settled();
    expect(given(await fill({ text: '{{COMPANY:TITLE}} {{LEAD:TITLE}} {{CONTACT:LAST_NAME}}' })).gaps).toEqual([
      { variable: '{{COMPANY:TITLE}}', reason: 'NOT_LINKED' },
      { variable: '{{LEAD:TITLE}}', reason: 'NOT_LINKED' },
      { variable: '{{CONTACT:LAST_NAME}}', reason: 'EMPTY' },
    ]);
  });

  it('asks nobody for a text without variables', async () => {
    const { world, fill } = await settled();
    expect(given(await fill({ text: 'Добрый день! {a|b}' })).text).toBe('Добрый день! {a|b}');
    expect(world.cardFields.asked).toEqual([]);
  });

  it('uses a saved template, notes it as recently used, and refuses one that the caller has no access to (M-2, M-11)', async () => {
    const { world, fill } = await settled();
    const template = given(
      await createTemplate(world, world.caller, {
        title: 'Приветствие',
        text: 'Добрый день, {{CONTACT:NAME}}!',
        categoryId: null,
        access: [{ kind: 'USER', id: ANNA }],
      }),
    );
    expect(given(await fill({ templateId: template.id })).text).toBe('Добрый день, Иван!');
    const stranger = { ...world.caller, employeeId: BORIS, isAdministrator: false };
    expect(await fillTemplate(world, stranger, command({ templateId: template.id }))).toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'templateId' },
    });
  });

  it('refuses what is neither a template nor a text, and a text that is too long', async () => {
    const { fill } = await settled();
    expect(await fill({})).toMatchObject({ code: 'TEXT_EMPTY' });
    expect(await fill({ text: 'я'.repeat(4097) })).toMatchObject({ code: 'TEXT_TOO_LONG', details: { limit: 4096 } });
  });

  it('passes on why the portal cannot be asked', async () => {
    const { world, fill } = await settled();
    world.cardFields.refusal = { refused: true, code: 'PORTAL_UNAVAILABLE', retry: 'YES', details: {} };
    expect(await fill({ text: '{{CONTACT:NAME}}' })).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
  });
});

/** Templates through a partner's client: from the list of variables to the text that the client reads (section 5, W-10…W-13). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OlchatClient } from '@olchat/client';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { FIRST, session } from './support/portal.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

const MANAGER = { memberId: FIRST, employeeId: '5' };
/** Елена: the second contact of deal 83. */
const SERVICE_DEAL = { type: 'DEAL', id: '83' } as const;
const DMITRY = '79000000015';

let system: System;
let administrator: OlchatClient;
let manager: OlchatClient;
let account: string;

beforeAll(async () => {
  system = await startSystem();
  administrator = partnerClient(system);
  manager = partnerClient(system, await session(system, MANAGER));
  account = await accountId(system);
});

afterAll(async () => {
  await administrator.close();
  await manager.close();
  await system.stop();
});

const save = async (client: OlchatClient, title: string, text: string, more: Record<string, unknown> = {}) =>
  expectMember(await client.createTemplate({ input: { title, text, ...more } }), 'TemplateSaved').template;

describe('a template', () => {
  it('is made of the portal’s own fields, and an unknown one is refused by its name (M-3, M-4, M-7)', async () => {
    const groups = await administrator.templateVariables();
    const variables = groups.flatMap(group => group.variables.map(({ variable }) => variable));
    expect(variables).toEqual(expect.arrayContaining(['{{CONTACT:NAME}}', '{{DEAL:UF_CRM_COLOUR}}', '{{DEAL:ASSIGNED_BY_ID|NAME}}']));
    const refused = await administrator.createTemplate({ input: { title: 'Возраст', text: 'Вам {{CONTACT:AGE}}?' } });
    expect(refused).toMatchObject({ __typename: 'ContentRejected', code: 'VARIABLE_UNKNOWN' });
    expect(refused).toHaveProperty('message', expect.stringContaining('{{CONTACT:AGE}}'));
  });

  it('is filled with what the card shows, and the client reads exactly that (M-5, M-6, W-12)', async () => {
    const recipient = await recipientId(administrator, account, DEAL, IVAN);
    const template = await save(
      administrator,
      'Счёт',
      'Здравствуйте, {{CONTACT:NAME}}! Сумма {{DEAL:OPPORTUNITY}}, до {{DEAL:CLOSEDATE}}. Ваш менеджер {{DEAL:ASSIGNED_BY_ID}}.',
    );
    const filled = expectMember(
      await administrator.fillTemplate({ input: { templateId: template.id, card: DEAL, recipientId: recipient } }),
      'TemplateFilled',
    );
    expect(filled.text).toBe('Здравствуйте, Иван! Сумма 150\u00a0000 ₽, до 31.12.2026. Ваш менеджер Мария Смирнова.');
    expect(filled.gaps).toEqual([]);
    expect(filled.filled.map(({ start, length }) => filled.text.slice(start, start + length))).toEqual([
      'Иван',
      '150\u00a0000 ₽',
      '31.12.2026',
      'Мария Смирнова',
    ]);
    const { accepted } = expectMember(
      await administrator.sendMessage({
        input: { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text: filled.text },
      }),
      'MessageAccepted',
    );
    await until('the client has it', async () => (await administrator.message({ id: accepted.id }))?.status === 'READ');
    expect((await system.control.phone(IVAN)).messages.map(({ text }) => text)).toContain(filled.text);
  });

  it('speaks to the contact whose number was chosen, and says what the card has not (M-6, W-13)', async () => {
    const recipient = await recipientId(administrator, account, SERVICE_DEAL, DMITRY);
    const filled = expectMember(
      await administrator.fillTemplate({
        input: { text: '{{CONTACT:NAME}}, {{LEAD:TITLE}} {{CONTACT:SECOND_NAME}}', card: SERVICE_DEAL, recipientId: recipient },
      }),
      'TemplateFilled',
    );
    expect(filled.text).toBe('Дмитрий, {{LEAD:TITLE}} {{CONTACT:SECOND_NAME}}');
    expect(filled.gaps).toEqual([
      { variable: '{{LEAD:TITLE}}', reason: 'NOT_LINKED' },
      { variable: '{{CONTACT:SECOND_NAME}}', reason: 'EMPTY' },
    ]);
  });

  it('is found by search, and those used last stand first (M-2)', async () => {
    await save(administrator, 'Доставка завтра', 'Привезём завтра');
    const used = await save(administrator, 'Яблоки', 'Свежие');
    await administrator.fillTemplate({ input: { templateId: used.id, card: DEAL } });
    expect((await administrator.templates()).nodes[0]?.title).toBe('Яблоки');
    expect((await administrator.templates({ search: 'ПРИВЕЗЁМ' })).nodes.map(({ title }) => title)).toEqual(['Доставка завтра']);
  });

  it('without access is neither listed nor filled nor changed (M-8, M-9, M-11)', async () => {
    const secret = await save(administrator, 'Только мне', 'Тайна', { access: [{ kind: 'USER', id: '1' }] });
    const open = await save(administrator, 'Всем', 'Добрый день');
    const listed = (await manager.templates({ first: 100 })).nodes;
    expect(listed.map(({ id }) => id)).not.toContain(secret.id);
    expect(listed.find(({ id }) => id === open.id)).toMatchObject({ mayChange: false, access: [] });
    const missing = { __typename: 'GeneralRefusal', code: 'NOT_FOUND' };
    expect(await manager.fillTemplate({ input: { templateId: secret.id, card: DEAL } })).toMatchObject(missing);
    expect(await manager.updateTemplate({ input: { templateId: open.id, title: 'Моё' } })).toMatchObject(missing);
    expect(await manager.deleteTemplate({ input: { templateId: open.id } })).toMatchObject(missing);
    const own = await save(manager, 'Петра', 'Привет');
    expect(own.mayChange).toBe(true);
    expectMember(await manager.updateTemplate({ input: { templateId: own.id, access: [{ kind: 'USER', id: '5' }] } }), 'TemplateSaved');
    expectMember(await manager.deleteTemplate({ input: { templateId: own.id } }), 'TemplateDeleted');
  });

  it('stays when its category goes (M-10)', async () => {
    const { category } = expectMember(await administrator.createTemplateCategory({ input: { title: 'Акции' } }), 'TemplateCategorySaved');
    const template = await save(administrator, 'Скидка', 'Только сегодня', { categoryId: category.id });
    expect((await administrator.templates({ categoryId: category.id })).nodes).toMatchObject([{ category: { title: 'Акции' } }]);
    expect(await manager.deleteTemplateCategory({ input: { categoryId: category.id } })).toMatchObject({ code: 'FORBIDDEN' });
    await administrator.deleteTemplateCategory({ input: { categoryId: category.id } });
    const { nodes } = await administrator.templates({ search: 'Скидка' });
    expect(nodes).toMatchObject([{ id: template.id, category: null }]);
  });
});

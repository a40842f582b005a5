import { parseVariable, type CardRef, type FieldValue, type WantedValue } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { card, employee, given, MARIA, OLEG, PORTAL, PortalBench, VICTOR } from './portal-bench.ts';

const DEAL = card('DEAL', 81);
const IVAN = card('CONTACT', 51);
const ROMASHKA = card('COMPANY', 41);

const want = (spelling: string, record: CardRef | null): WantedValue => {
  const variable = parseVariable(spelling);
  if (variable === null) throw new Error(`${spelling} is no variable`);
  return { variable, record };
};
const value = (text: string): FieldValue => ({ kind: 'value', text });
const gap = (reason: 'EMPTY' | 'UNKNOWN' | 'NOT_LINKED' | 'HIDDEN'): FieldValue => ({ kind: 'gap', reason });

const ask = async (bench: PortalBench, ...wanted: WantedValue[]): Promise<Record<string, FieldValue>> => {
  bench.admit(MARIA);
  return Object.fromEntries(given(await bench.bitrix24.cardFields.values(PORTAL, employee(MARIA), wanted)));
};

describe('values for a template', () => {
  it('print as the card shows them, whatever their type, in two requests (M-6)', async () => {
    await using bench = await PortalBench.open();
    const values = await ask(
      bench,
      want('DEAL:TITLE', DEAL),
      want('DEAL:OPPORTUNITY', DEAL),
      want('DEAL:CLOSEDATE', DEAL),
      want('DEAL:STAGE_ID', DEAL),
      want('DEAL:CATEGORY_ID', DEAL),
      want('DEAL:CURRENCY_ID', DEAL),
      want('DEAL:CLOSED', DEAL),
      want('DEAL:COMMENTS', DEAL),
      want('DEAL:ASSIGNED_BY_ID', DEAL),
      want('DEAL:CONTACT_ID', DEAL),
      want('UF_CRM_DELIVERY', DEAL),
      want('UF_CRM_PREPAYMENT', DEAL),
      want('UF_CRM_COLOUR', DEAL),
      want('UF_CRM_MANAGERS', DEAL),
      want('UF_CRM_INSTALLATION', DEAL),
      want('CONTACT:NAME', IVAN),
      want('CONTACT:PHONE', IVAN),
      want('CONTACT:TYPE_ID', IVAN),
      want('COMPANY:TITLE', ROMASHKA),
    );
    expect(values).toEqual({
      'DEAL:TITLE': value('Поставка оборудования'),
      'DEAL:OPPORTUNITY': value('150\u00a0000 ₽'),
      'DEAL:CLOSEDATE': value('31.12.2026'),
      'DEAL:STAGE_ID': value('Новая'),
      'DEAL:CATEGORY_ID': value('Общая'),
      'DEAL:CURRENCY_ID': value('Российский рубль'),
      'DEAL:CLOSED': value('нет'),
      'DEAL:COMMENTS': value('Звонить утром'),
      'DEAL:ASSIGNED_BY_ID': value('Мария Смирнова'),
      'DEAL:CONTACT_ID': value('Иван Петров'),
      UF_CRM_DELIVERY: value('01.12.2026 09:30'),
      UF_CRM_PREPAYMENT: value('45\u00a0000,50 ₽'),
      UF_CRM_COLOUR: value('Синий'),
      UF_CRM_MANAGERS: value('Пётр Иванов'),
      UF_CRM_INSTALLATION: value('да'),
      'CONTACT:NAME': value('Иван'),
      'CONTACT:PHONE': value('+7 900 000-00-11'),
      'CONTACT:TYPE_ID': value('Клиенты'),
      'COMPANY:TITLE': value('ООО «Ромашка»'),
    });
    expect(bench.budget.taken).toHaveLength(2);
  });

  it('follow a link to the record behind a field (M-4)', async () => {
    await using bench = await PortalBench.open();
    expect(
      await ask(
        bench,
        want('CONTACT:ASSIGNED_BY_ID|NAME', IVAN),
        want('CONTACT:COMPANY_ID|INDUSTRY', IVAN),
        want('CONTACT:COMPANY_ID|TITLE', IVAN),
        want('CONTACT:ASSIGNED_BY_ID|PASSWORD', IVAN),
        want('CONTACT:COMPANY_ID|NOTHING', IVAN),
      ),
    ).toEqual({
      'CONTACT:ASSIGNED_BY_ID|NAME': value('Мария'),
      'CONTACT:COMPANY_ID|INDUSTRY': value('Другое'),
      'CONTACT:COMPANY_ID|TITLE': value('ООО «Ромашка»'),
      'CONTACT:ASSIGNED_BY_ID|PASSWORD': gap('UNKNOWN'),
      'CONTACT:COMPANY_ID|NOTHING': gap('UNKNOWN'),
    });
  });

  it('print goods as lines (M-6)', async () => {
    await using bench = await PortalBench.open();
    expect(await ask(bench, want('DEAL:PRODUCT_ROWS', DEAL), want('PRODUCT_ROWS', card('DEAL', 82)))).toEqual({
      'DEAL:PRODUCT_ROWS': value('Станок — 2 шт × 60\u00a0000 ₽ = 120\u00a0000 ₽\nНаладка — 20 ч × 1\u00a0500 ₽ = 30\u00a0000 ₽'),
      PRODUCT_ROWS: gap('EMPTY'),
    });
  });

  it('say why there is none: empty, unknown, not linked (W-13)', async () => {
    await using bench = await PortalBench.open();
    expect(
      await ask(
        bench,
        want('CONTACT:SECOND_NAME', IVAN),
        want('CONTACT:UF_CRM_GONE', IVAN),
        want('COMPANY:TITLE', null),
        want('DEAL:TITLE', card('DEAL', 999)),
        want('CONTACT:FM', IVAN),
      ),
    ).toEqual({
      'CONTACT:SECOND_NAME': gap('EMPTY'),
      'CONTACT:UF_CRM_GONE': gap('UNKNOWN'),
      'COMPANY:TITLE': gap('NOT_LINKED'),
      'DEAL:TITLE': gap('NOT_LINKED'),
      'CONTACT:FM': gap('EMPTY'),
    });
  });

  it('never show what the employee may not read (A-20, E-71)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(VICTOR);
    const values = given(
      await bench.bitrix24.cardFields.values(PORTAL, employee(VICTOR), [want('DEAL:TITLE', DEAL), want('CONTACT:NAME', IVAN)]),
    );
    expect([...values.values()]).toEqual([gap('HIDDEN'), gap('HIDDEN')]);
  });

  it('of an order come from the shop', async () => {
    await using bench = await PortalBench.open();
    const order = card('ORDER', 91);
    expect(await ask(bench, want('ORDER:ACCOUNT_NUMBER', order), want('ORDER:PRICE', order), want('ORDER:USER_ID', order))).toEqual({
      'ORDER:ACCOUNT_NUMBER': value('91'),
      'ORDER:PRICE': value('1\u00a0480 ₽'),
      'ORDER:USER_ID': gap('UNKNOWN'),
    });
  });

  it('of an order are not read for an employee who may not see it: for him there is none (A-20, E-71)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(VICTOR);
    const values = given(await bench.bitrix24.cardFields.values(PORTAL, employee(VICTOR), [want('ORDER:PRICE', card('ORDER', 91))]));
    expect([...values.values()]).toEqual([gap('NOT_LINKED')]);
    expect(bench.accepted('sale.order.get')).toBe(0);
  });

  it('of a smart process come from its own fields and stages', async () => {
    await using bench = await PortalBench.open();
    const project = card('SMART_PROCESS', 62, '1038');
    expect(
      await ask(
        bench,
        want('SMART_PROCESS:TITLE', project),
        want('SMART_PROCESS:STAGE_ID', project),
        want('SMART_PROCESS:PARENT_ID2', project),
      ),
    ).toEqual({
      'SMART_PROCESS:TITLE': value('Монтаж по сделке'),
      'SMART_PROCESS:STAGE_ID': value('Начало'),
      'SMART_PROCESS:PARENT_ID2': expect.objectContaining({ kind: 'value' }) as FieldValue,
    });
  });

  it('are refused without the employee’s own token', async () => {
    await using bench = await PortalBench.open();
    expect(await bench.bitrix24.cardFields.values(PORTAL, employee(OLEG), [want('DEAL:TITLE', DEAL)])).toMatchObject({
      code: 'PORTAL_TOKEN_REFUSED',
    });
  });
});

describe('the list of variables (M-3)', () => {
  it('names the fields of every entity of the portal, custom ones with their titles, in the portal’s language', async () => {
    await using bench = await PortalBench.open();
    const { groups, employeeFields } = given(await bench.bitrix24.cardFields.nameable(PORTAL));
    expect(groups.map(({ entity, title }) => [entity, title])).toEqual([
      ['LEAD', 'Лид'],
      ['DEAL', 'Сделка'],
      ['CONTACT', 'Контакт'],
      ['COMPANY', 'Компания'],
      ['SMART_PROCESS', 'Проекты'],
      ['SMART_PROCESS', 'Внутренние заявки'],
      ['ORDER', 'Заказ'],
    ]);
    const deal = groups.find(({ entity }) => entity === 'DEAL')?.fields ?? [];
    expect(deal).toContainEqual({ field: 'UF_CRM_COLOUR', title: 'Цвет', linksTo: null });
    expect(deal.find(({ field }) => field === 'ASSIGNED_BY_ID')?.linksTo).toBe('EMPLOYEE');
    expect(deal.find(({ field }) => field === 'COMPANY_ID')?.linksTo).toBe('COMPANY');
    expect(employeeFields).toContainEqual({ field: 'NAME', title: 'Имя', linksTo: null });
    const contact = groups.find(({ entity }) => entity === 'CONTACT')?.fields.map(({ field }) => field) ?? [];
    expect(contact).toEqual(expect.arrayContaining(['NAME', 'PHONE', 'EMAIL']));
    expect(contact).not.toContain('HAS_PHONE');
    expect(contact).not.toContain('FM');
  });
});

/** What a variable may name on this portal, grouped by entity (M-3). Titles are in the language of the portal's main employee. */
import type { CardFields, FieldChoice, FieldGroup, PortalId, VariableEntity } from '@olchat/domain';
import { z } from 'zod';
import { MAX_COMMANDS, type RestCommand } from '../rest/batch.ts';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { fieldsBody, fieldsOf, isSendable, type Field } from './field.ts';
import { LINKED_USER_FIELDS } from './look-up.ts';
import { ORDER_FIELDS } from './order-fields.ts';
import { PRODUCT_ROWS } from './product-rows.ts';
import { fieldsCommand, MULTI_FIELDS } from './read-values.ts';

const WORDS = { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' } as const;

const typesBody = z.object({
  types: z.array(z.object({ entityTypeId: z.coerce.number(), title: z.string() })),
});

const ENTITIES = [
  { entity: 'LEAD', typeId: 1, title: { ru: 'Лид', en: 'Lead' } },
  { entity: 'DEAL', typeId: 2, title: { ru: 'Сделка', en: 'Deal' } },
  { entity: 'CONTACT', typeId: 3, title: { ru: 'Контакт', en: 'Contact' } },
  { entity: 'COMPANY', typeId: 4, title: { ru: 'Компания', en: 'Company' } },
] as const satisfies readonly { entity: VariableEntity; typeId: number; title: { ru: string; en: string } }[];
const LINKS: Readonly<Record<string, FieldChoice['linksTo']>> = {
  user: 'EMPLOYEE',
  employee: 'EMPLOYEE',
  crm_lead: 'LEAD',
  crm_deal: 'DEAL',
  crm_contact: 'CONTACT',
  crm_company: 'COMPANY',
};
/** Records that are sold in. */
const WITH_GOODS: readonly number[] = [1, 2];

const WORDS_OF = {
  ru: {
    order: 'Заказ',
    goods: 'Товары',
    PHONE: 'Телефон',
    EMAIL: 'E-mail',
    WEB: 'Сайт',
    IM: 'Мессенджер',
    NAME: 'Имя',
    LAST_NAME: 'Фамилия',
    SECOND_NAME: 'Отчество',
    WORK_POSITION: 'Должность',
    WORK_PHONE: 'Рабочий телефон',
    PERSONAL_MOBILE: 'Мобильный телефон',
  },
  en: {
    order: 'Order',
    goods: 'Products',
    PHONE: 'Phone',
    EMAIL: 'E-mail',
    WEB: 'Website',
    IM: 'Messenger',
    NAME: 'First name',
    LAST_NAME: 'Last name',
    SECOND_NAME: 'Second name',
    WORK_POSITION: 'Position',
    WORK_PHONE: 'Work phone',
    PERSONAL_MOBILE: 'Mobile phone',
  },
} as const;

/** A batch of them all leaves room for the four built-in types. */
const MAX_TYPES = MAX_COMMANDS - ENTITIES.length;

export const readNameable = async (
  rest: RestClient,
  language: (portalId: PortalId) => Promise<'ru' | 'en'>,
  portalId: PortalId,
): ReturnType<CardFields['nameable']> => {
  const caller = { portalId, as: 'main' as const };
  const locale = await language(portalId);
  // Only administrators of CRM may list the types; without them there are none to offer.
  const types = await rest.call(caller, { method: 'crm.type.list' }, typesBody, 'repeatable');
  if (!types.ok && types.failure.kind !== 'denied') return refusalOf(types.failure, WORDS);
  const smartProcesses = types.ok ? types.value.types.slice(0, MAX_TYPES) : [];
  const places = [
    ...ENTITIES.map(({ entity, typeId, title }) => ({ entity, typeId, title: title[locale], smartProcessTypeId: null })),
    ...smartProcesses.map(({ entityTypeId, title }) => ({
      entity: 'SMART_PROCESS' as const,
      typeId: entityTypeId,
      title,
      smartProcessTypeId: String(entityTypeId),
    })),
  ];
  const commands: Record<string, RestCommand> = Object.fromEntries(places.map(({ typeId }) => [`fields_${typeId}`, fieldsCommand(typeId)]));
  const answer = await rest.batch(caller, commands, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, WORDS);
  const groups: FieldGroup[] = [];
  for (const { entity, typeId, title, smartProcessTypeId } of places) {
    const fields = answer.value.read(`fields_${typeId}`, fieldsBody);
    // A type that was deleted a moment ago has none.
    if (!fields.ok) continue;
    groups.push({ entity, title, smartProcessTypeId, fields: choicesOf(fieldsOf(fields.value), typeId, locale) });
  }
  const order = ORDER_FIELDS.map(({ code, title }) => ({ field: code, title: title[locale], linksTo: null }));
  return {
    groups: [...groups, { entity: 'ORDER', title: WORDS_OF[locale].order, smartProcessTypeId: null, fields: order }],
    employeeFields: employeeFields(locale),
  };
};

const choicesOf = (fields: ReadonlyMap<string, Field>, typeId: number, locale: 'ru' | 'en'): FieldChoice[] => {
  const words = WORDS_OF[locale];
  const plain = [...fields.values()].filter(isSendable).map(field => ({
    field: field.code,
    title: field.title === '' ? field.code : field.title,
    linksTo: LINKS[field.type] ?? null,
  }));
  const multi = fields.has('FM') ? MULTI_FIELDS.map(code => ({ field: code, title: words[code], linksTo: null })) : [];
  const goods = WITH_GOODS.includes(typeId) ? [{ field: PRODUCT_ROWS, title: words.goods, linksTo: null }] : [];
  return [...plain, ...multi, ...goods];
};

const employeeFields = (locale: 'ru' | 'en'): FieldChoice[] =>
  LINKED_USER_FIELDS.map(field => ({ field, title: WORDS_OF[locale][field], linksTo: null }));

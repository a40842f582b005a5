/** Cards as the portal's own pages show them. */
import type { CardField, CardSummary, CardView, LinkedCard } from '../desk.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import { findDeskEmployee } from '../users/employees.ts';
import { cardTypeCode, COMPANY, CONTACT, DEAL, ORDER, smartProcessTypeId } from './card-types.ts';
import type { CardKey } from './card-types.ts';
import { builtInField, userFieldsOfType } from './item-fields.ts';
import { cardOfItem, employeeName, findCard, findItem, items, itemsOfType, numbers, orders, smartProcessTypes } from './items.ts';
import type { Card, Item, Order } from './items.ts';
import { printedSum, printedValue } from './printed-value.ts';

export const listCards = (portal: Portal): CardSummary[] => [
  ...items(portal)
    .values()
    .map(item => summarise(portal, cardOfItem(item))),
  ...orders(portal)
    .values()
    .flatMap(({ id }) => {
      const card = findCard(portal, { entityTypeId: ORDER, id });
      return card === undefined ? [] : [summarise(portal, card)];
    }),
];

const TYPE_TITLES: Readonly<Record<string, string>> = {
  LEAD: 'Лид',
  DEAL: 'Сделка',
  CONTACT: 'Контакт',
  COMPANY: 'Компания',
  ORDER: 'Заказ',
};

const summarise = (portal: Portal, { entityTypeId, id, title, responsibleId }: Card): CardSummary => {
  const type = cardTypeCode(entityTypeId);
  const typeTitle =
    TYPE_TITLES[type] ??
    smartProcessTypes(portal)
      .values()
      .find(candidate => candidate.entityTypeId === entityTypeId)?.title ??
    '';
  return {
    type,
    id: String(id),
    smartProcessTypeId: smartProcessTypeId(entityTypeId),
    title,
    subtitle: `${typeTitle} · ${employeeName(portal, responsibleId)}`,
  };
};

export const viewCard = (portal: Portal, key: CardKey): CardView | undefined => {
  const card = findCard(portal, key);
  if (card === undefined) return undefined;
  const item = findItem(portal, key);
  const order = key.entityTypeId === ORDER ? orders(portal).get(recordKey(key.id)) : undefined;
  return {
    ...summarise(portal, card),
    fields: item !== undefined ? itemFields(portal, item) : order !== undefined ? orderFields(order) : [],
    linked: item !== undefined ? linkedToItem(portal, item) : order !== undefined ? linkedToOrder(portal, order) : [],
    responsible: findDeskEmployee(portal, card.responsibleId),
  };
};

const SHOWN = ['name', 'secondName', 'lastName', 'post', 'companyTitle', 'statusId', 'stageId', 'sourceId', 'opportunity', 'comments'];
const KINDS = { PHONE: 'Телефон', EMAIL: 'E-mail', WEB: 'Сайт', IM: 'Мессенджер' } as const;

const itemFields = (portal: Portal, { entityTypeId, fields, fm }: Item): CardField[] => [
  ...SHOWN.flatMap(name => {
    const value = fields[name];
    return value === undefined || value === '' || value === null
      ? []
      : [{ name, label: builtInField(portal, entityTypeId, name)?.title ?? name, value: shown(portal, entityTypeId, name, fields) }];
  }),
  ...fm.map(({ id, typeId, valueType, value }) => ({ name: `fm${id}`, label: `${KINDS[typeId]} (${valueType})`, value })),
  // Fields of an application's type are drawn by the application itself.
  ...userFieldsOfType(portal, entityTypeId)
    .filter(field => !field.userTypeId.startsWith('rest_'))
    .map(({ fieldName, title, userTypeId, items: values }) => ({
      name: fieldName,
      label: title,
      value: printedValue(portal, { type: userTypeId, ...(values !== undefined && { items: values }) }, fields[fieldName] ?? ''),
    })),
];

const shown = (portal: Portal, entityTypeId: number, name: string, fields: Item['fields']): string => {
  const value = fields[name] ?? '';
  if (name === 'opportunity') return printedSum(value, fields['currencyId'] ?? '');
  return printedValue(portal, builtInField(portal, entityTypeId, name) ?? { type: 'string' }, value);
};

const orderFields = ({ price, currency, propertyValues }: Order): CardField[] => [
  { name: 'price', label: 'Сумма', value: printedSum(price, currency) },
  ...propertyValues.map(({ code, name, value }) => ({ name: code, label: name, value })),
];

const link = (portal: Portal, key: CardKey, relation: string): LinkedCard[] => {
  const card = findCard(portal, key);
  return card === undefined ? [] : [{ type: cardTypeCode(key.entityTypeId), id: String(key.id), title: card.title, relation }];
};

const linkedToItem = (portal: Portal, { entityTypeId, id, fields }: Item): LinkedCard[] => [
  ...numbers(fields['contactIds']).flatMap(contactId => link(portal, { entityTypeId: CONTACT, id: contactId }, 'Контакт')),
  ...[...new Set([Number(fields['companyId'] ?? 0), ...numbers(fields['companyIds'])])].flatMap(companyId =>
    link(portal, { entityTypeId: COMPANY, id: companyId }, 'Компания'),
  ),
  ...link(portal, { entityTypeId: DEAL, id: Number(fields['parentId2'] ?? 0) }, 'Сделка'),
  ...(entityTypeId === CONTACT
    ? itemsOfType(portal, DEAL)
        .filter(deal => numbers(deal.fields['contactIds']).includes(id))
        .flatMap(deal => link(portal, deal, 'Сделка'))
    : []),
];

const linkedToOrder = (portal: Portal, { clients }: Order): LinkedCard[] =>
  clients.flatMap(({ entityTypeId, entityId }) =>
    link(portal, { entityTypeId, id: entityId }, entityTypeId === CONTACT ? 'Контакт' : 'Компания'),
  );

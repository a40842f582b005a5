/** Cards of every type, with every form of an address that a card may hold (D-2, D-3, D-21 … D-24). The same in both portals. */
import { COMPANY, CONTACT, DEAL, LEAD } from '../crm/card-types.ts';
import type { UserField } from '../crm/item-fields.ts';
import type { ProductRow } from '../crm/product-row-methods.ts';
import type { FieldValue, Item, MultiField, Order, SmartProcessType } from '../crm/items.ts';

type Address = readonly [typeId: MultiField['typeId'], valueType: string, value: string];

const CREATED = '2026-07-01T10:00:00+03:00';

/** Multi-field ids are unique in the portal: a hundred to a card. */
const card = (entityTypeId: number, id: number, fields: Record<string, FieldValue>, addresses: readonly Address[] = []): Item => ({
  entityTypeId,
  id,
  fields: { createdTime: CREATED, updatedTime: CREATED, assignedById: 1, ...fields },
  fm: addresses.map(([typeId, valueType, value], index) => ({ id: entityTypeId * 100_000 + id * 100 + index, typeId, valueType, value })),
});

const client = (contactIds: number[], companyId = 0): Record<string, FieldValue> => ({
  contactId: contactIds[0] ?? 0,
  contactIds,
  companyId,
});
const money = (opportunity: number): Record<string, FieldValue> => ({ opportunity, currencyId: 'RUB' });

const person = (id: number, name: string, lastName: string, addresses: readonly Address[], more: Record<string, FieldValue> = {}): Item =>
  card(
    CONTACT,
    id,
    { name, lastName, secondName: '', post: '', typeId: 'CLIENT', companyId: 0, companyIds: [], comments: '', ...more },
    addresses,
  );

const contacts: readonly Item[] = [
  person(
    51,
    'Иван',
    'Петров',
    [
      ['PHONE', 'MOBILE', '+7 900 000-00-11'],
      ['EMAIL', 'WORK', 'ivan@example.com'],
    ],
    { companyId: 41, companyIds: [41], post: 'Директор' },
  ),
  // Three numbers; one in two spellings, one without WhatsApp.
  person(
    52,
    'Елена',
    'Соколова',
    [
      ['PHONE', 'WORK', '+7 (900) 000-00-12'],
      ['PHONE', 'MOBILE', '8 900 000 00 13'],
      ['PHONE', 'HOME', '89000000012'],
      ['PHONE', 'OTHER', '+79000000014'],
    ],
    { companyId: 41, companyIds: [41, 42], assignedById: 5 },
  ),
  person(53, 'Сергей', 'Волков', [['EMAIL', 'WORK', 'volkov@example.com']], { assignedById: 7 }),
  person(54, 'Дмитрий', 'Орлов', [['PHONE', 'WORK', '+7 900 000-00-15']]),
  person(55, 'Алиса', 'Лебедева', [['IM', 'TELEGRAM', '@alisa_demo']], { assignedById: 5 }),
  person(56, 'Никита', 'Скрытный', [['PHONE', 'MOBILE', '+7 900 000-00-16']]),
  person(57, 'Ольга', 'Фролова', [['IM', 'OPENLINE', 'imol|olchat_telegram|1|700000057|571']]),
  person(58, 'Глеб', 'Тихонов', [['WEB', 'OTHER', 'https://t.me/gleb_demo']], { assignedById: 7 }),
  person(59, 'Юлия', 'Комарова', [['WEB', 'WORK', 'https://julia_demo.t.me/']]),
  person(60, 'Павел', 'Морозов', [['IM', 'TELEGRAM', '+7 900 000-00-17']], { assignedById: 11 }),
];

const companies: readonly Item[] = [
  card(COMPANY, 41, { title: 'ООО «Ромашка»', industry: 'OTHER', contactIds: [51, 52], comments: '' }, [
    ['PHONE', 'WORK', '+7 900 000-00-31'],
    ['WEB', 'WORK', 'https://romashka.example.com'],
  ]),
  card(COMPANY, 42, { title: 'АО «Без телефона»', industry: 'OTHER', contactIds: [52], comments: '', assignedById: 5 }),
];

const leads: readonly Item[] = [
  card(
    LEAD,
    31,
    {
      title: 'Заявка с сайта',
      name: 'Татьяна',
      lastName: 'Белова',
      secondName: '',
      statusId: 'NEW',
      sourceId: 'WEB',
      ...money(0),
      ...client([]),
      comments: '',
    },
    [['PHONE', 'MOBILE', '+7 900 000-00-21']],
  ),
  card(LEAD, 32, {
    title: 'Звонок без номера',
    name: 'Аноним',
    lastName: '',
    secondName: '',
    statusId: 'NEW',
    sourceId: 'CALL',
    ...money(0),
    ...client([]),
    comments: '',
    assignedById: 5,
  }),
  card(LEAD, 33, {
    title: 'Повторная заявка',
    name: '',
    lastName: '',
    secondName: '',
    statusId: 'IN_PROCESS',
    sourceId: 'WEB',
    ...money(12_000),
    ...client([51], 41),
    comments: '',
    assignedById: 7,
  }),
];

const deals: readonly Item[] = [
  card(DEAL, 81, {
    title: 'Поставка оборудования',
    stageId: 'NEW',
    categoryId: 0,
    closed: 'N',
    closedate: '2026-12-31T03:00:00+03:00',
    ...money(150_000),
    ...client([51], 41),
    comments: '<p>Звонить <b>утром</b></p>',
    UF_CRM_DELIVERY: '2026-12-01T09:30:00+03:00',
    UF_CRM_PREPAYMENT: '45000.5|RUB',
    UF_CRM_COLOUR: 502,
    UF_CRM_MANAGERS: [5, 7],
    UF_CRM_INSTALLATION: 1,
  }),
  card(DEAL, 82, {
    title: 'Сделка без контакта',
    stageId: 'NEW',
    categoryId: 0,
    closed: 'N',
    closedate: '2026-12-31',
    ...money(0),
    ...client([]),
    comments: '',
  }),
  card(DEAL, 83, {
    title: 'Годовое обслуживание',
    stageId: 'EXECUTING',
    categoryId: 0,
    closed: 'N',
    closedate: '2026-12-31',
    ...money(90_000),
    ...client([52, 54], 42),
    comments: '',
    assignedById: 5,
  }),
  card(DEAL, 84, {
    title: 'Пробная партия',
    stageId: 'NEW',
    categoryId: 0,
    closed: 'N',
    closedate: '2026-12-31',
    ...money(5_000),
    ...client([], 41),
    comments: '',
    assignedById: 11,
  }),
];

const PROJECT = 1038;
const REQUEST = 1046;

export const seededSmartProcessTypes: readonly SmartProcessType[] = [
  { id: 7, title: 'Проекты', entityTypeId: PROJECT, isClientEnabled: 'Y', categoryId: 10 },
  { id: 9, title: 'Внутренние заявки', entityTypeId: REQUEST, isClientEnabled: 'N', categoryId: 12 },
];

const smartProcessItems: readonly Item[] = [
  card(PROJECT, 61, { title: 'Запуск склада', stageId: `DT${PROJECT}_10:NEW`, ...money(300_000), ...client([51], 41) }),
  card(PROJECT, 62, {
    title: 'Монтаж по сделке',
    stageId: `DT${PROJECT}_10:NEW`,
    ...money(0),
    ...client([]),
    parentId2: 81,
    assignedById: 5,
  }),
  card(REQUEST, 71, { title: 'Заказ пропуска', stageId: `DT${REQUEST}_12:NEW` }),
  // No client field: whom to write to is known only through the deal.
  card(REQUEST, 72, { title: 'Пропуск для монтажа', stageId: `DT${REQUEST}_12:NEW`, parentId2: 81, assignedById: 5 }),
];

export const seededItems: readonly Item[] = [...contacts, ...companies, ...leads, ...deals, ...smartProcessItems];

export const seededOrders: readonly Order[] = [
  {
    id: 91,
    accountNumber: '91',
    responsibleId: 1,
    price: 1480,
    currency: 'RUB',
    statusId: 'N',
    clients: [
      { entityTypeId: CONTACT, entityId: 51, isPrimary: 'Y' },
      { entityTypeId: COMPANY, entityId: 41, isPrimary: 'Y' },
    ],
    propertyValues: [{ code: 'PHONE', name: 'Телефон', value: '79000000041' }],
  },
  {
    id: 92,
    accountNumber: '92',
    responsibleId: 5,
    price: 990,
    currency: 'RUB',
    statusId: 'N',
    clients: [],
    propertyValues: [{ code: 'PHONE', name: 'Телефон', value: '+7 900 000-00-32' }],
  },
];

const dealField = (id: number, fieldName: string, userTypeId: string, title: string, more: Partial<UserField> = {}): UserField => ({
  id,
  entityId: 'CRM_DEAL',
  entityTypeId: DEAL,
  fieldName,
  userTypeId,
  title,
  ...more,
});

/** One custom field of each kind of value that a template prints (M-6). */
export const seededUserFields: readonly UserField[] = [
  dealField(301, 'UF_CRM_DELIVERY', 'datetime', 'Доставка'),
  dealField(302, 'UF_CRM_PREPAYMENT', 'money', 'Предоплата'),
  dealField(303, 'UF_CRM_COLOUR', 'enumeration', 'Цвет', {
    items: [
      { ID: '501', VALUE: 'Белый' },
      { ID: '502', VALUE: 'Синий' },
    ],
  }),
  dealField(304, 'UF_CRM_MANAGERS', 'employee', 'Менеджеры', { isMultiple: true }),
  dealField(305, 'UF_CRM_INSTALLATION', 'boolean', 'Нужен монтаж'),
];

export const seededProductRows: readonly ProductRow[] = [
  { id: 401, ownerTypeId: DEAL, ownerId: 81, productName: 'Станок', price: 60_000, quantity: 2, measureName: 'шт' },
  { id: 402, ownerTypeId: DEAL, ownerId: 81, productName: 'Наладка', price: 1500, quantity: 20, measureName: 'ч' },
];

import { cardIds, REFUSAL, type Table } from '../expectation.ts';

const TEMPLATE = 'id title text mayChange access { id name } category { id title }';
/** Without its id, so that two of the same content can be compared. */
const SAVED = `... on TemplateSaved { template { title text mayChange access { id name } category { title } } } ${REFUSAL}`;
const CATEGORY = `... on TemplateCategorySaved { category { id title } } ${REFUSAL}`;
const FILLED = `... on TemplateFilled { text gaps { variable reason } filled { start length } } ${REFUSAL}`;

/** Administrators keep the categories; of a foreign one there is none (M-10). */
const KEPT_BY_ADMINISTRATORS = { foreignEmployee: 'refused FORBIDDEN', reader: 'refused FORBIDDEN', trainee: 'refused FORBIDDEN' } as const;
/** Changed by its author and by administrators; for others it is not there (M-9, M-11). */
const CHANGED_BY_ITS_AUTHOR = {
  foreignEmployee: 'refused NOT_FOUND',
  foreignAdministrator: 'refused NOT_FOUND',
  reader: 'refused NOT_FOUND',
  trainee: 'refused NOT_FOUND',
} as const;

export const templates: Table = {
  'Query.templates': {
    document: `query ($categoryId: ID, $after: String) { templates(categoryId: $categoryId, after: $after, order: TITLE) { nodes { ${TEMPLATE} } } }`,
    variables: ({ templateCategoryId }) => ({ categoryId: templateCategoryId }),
    foreignEmployee: 'empty',
    foreignAdministrator: 'empty',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: { categoryId: 'empty', after: 'empty' },
  },
  'Query.templateCategories': {
    document: `{ templateCategories { id title } }`,
    variables: () => ({}),
    foreignEmployee: 'allowed', // his own
    foreignAdministrator: 'allowed',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: {},
  },
  'Query.templateVariables': {
    document: `{ templateVariables { entity title smartProcessTypeId variables { variable title } } }`,
    variables: () => ({}),
    foreignEmployee: 'allowed', // of his own portal
    foreignAdministrator: 'allowed',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.createTemplate': {
    document: `mutation ($input: CreateTemplateInput!) { createTemplate(input: $input) { ${SAVED} } }`,
    variables: ({ templateCategoryId }) => ({
      input: { title: 'Новый', text: 'Добрый день', categoryId: templateCategoryId, access: { kind: 'USER', id: '1' } },
    }),
    foreignEmployee: 'refused NOT_FOUND',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    // Employees have Bitrix24's own numbers: under the same one it is the caller's own.
    ids: { 'input.categoryId': 'refused NOT_FOUND', 'input.access.id': 'allowed' },
  },
  'Mutation.updateTemplate': {
    document: `mutation ($input: UpdateTemplateInput!) { updateTemplate(input: $input) { ${SAVED} } }`,
    variables: ({ templateId, templateCategoryId }) => ({
      input: { templateId, categoryId: templateCategoryId, text: 'Добрый вечер, {{CONTACT:NAME}}!', access: { kind: 'USER', id: '1' } },
    }),
    ...CHANGED_BY_ITS_AUTHOR,
    owner: 'allowed',
    ids: {
      'input.templateId': 'refused NOT_FOUND',
      'input.categoryId': 'refused NOT_FOUND',
      'input.access.id': 'allowed',
    },
  },
  'Mutation.fillTemplate': {
    document: `mutation ($input: FillTemplateInput!) { fillTemplate(input: $input) { ${FILLED} } }`,
    variables: ({ templateId, card, recipientId }) => ({ input: { templateId, card, person: { type: 'CONTACT', id: '51' }, recipientId } }),
    foreignEmployee: 'refused NOT_FOUND',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'allowed',
    trainee: 'refused NOT_FOUND',
    owner: 'allowed',
    ids: {
      'input.templateId': 'refused NOT_FOUND',
      // Only tells which contact answers; one that is not on the card changes nothing.
      'input.recipientId': 'allowed',
      ...cardIds('input.card', 'refused NOT_FOUND', 'allowed'),
      // One that he may not read is a gap; a smart process is nobody one could write to.
      ...cardIds('input.person', 'allowed', 'error BAD_USER_INPUT'),
    },
  },
  'Mutation.deleteTemplate': {
    document: `mutation ($input: DeleteTemplateInput!) { deleteTemplate(input: $input) { ... on TemplateDeleted { templateId } ${REFUSAL} } }`,
    variables: ({ templateId }) => ({ input: { templateId } }),
    ...CHANGED_BY_ITS_AUTHOR,
    owner: 'allowed',
    ids: { 'input.templateId': 'refused NOT_FOUND' },
  },
  'Mutation.createTemplateCategory': {
    document: `mutation ($input: CreateTemplateCategoryInput!) { createTemplateCategory(input: $input) { ${CATEGORY} } }`,
    variables: () => ({ input: { title: 'Продажи' } }),
    ...KEPT_BY_ADMINISTRATORS,
    foreignAdministrator: 'allowed', // in his own portal
    owner: 'allowed',
    ids: {},
  },
  'Mutation.renameTemplateCategory': {
    document: `mutation ($input: RenameTemplateCategoryInput!) { renameTemplateCategory(input: $input) { ${CATEGORY} } }`,
    variables: ({ templateCategoryId }) => ({ input: { categoryId: templateCategoryId, title: 'Акции' } }),
    ...KEPT_BY_ADMINISTRATORS,
    foreignAdministrator: 'refused NOT_FOUND',
    owner: 'allowed',
    ids: { 'input.categoryId': 'refused NOT_FOUND' },
  },
  'Mutation.deleteTemplateCategory': {
    document: `mutation ($input: DeleteTemplateCategoryInput!) { deleteTemplateCategory(input: $input) { ... on TemplateCategoryDeleted { categoryId } ${REFUSAL} } }`,
    variables: ({ templateCategoryId }) => ({ input: { categoryId: templateCategoryId } }),
    ...KEPT_BY_ADMINISTRATORS,
    foreignAdministrator: 'refused NOT_FOUND',
    owner: 'allowed',
    ids: { 'input.categoryId': 'refused NOT_FOUND' },
  },
};

import { REFUSAL, type Table } from '../expectation.ts';

/** Of no portal: employees are named by Bitrix24's own ids, which mean the caller's own portal. */
const NOBODY = '999999';

export const notices: Table = {
  'Query.notices': {
    document: `{ notices { chatId openUrl employees { id name } } }`,
    variables: () => ({}),
    foreignEmployee: 'error FORBIDDEN',
    foreignAdministrator: 'allowed', // of his own portal
    reader: 'error FORBIDDEN',
    trainee: 'error FORBIDDEN',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.addNoticeReader': {
    document: `mutation ($input: AddNoticeReaderInput!) { addNoticeReader(input: $input) { ... on NoticeReaderAdded { notices { chatId } } ${REFUSAL} } }`,
    variables: () => ({ input: { employeeId: NOBODY } }),
    foreignEmployee: 'refused FORBIDDEN',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'refused FORBIDDEN',
    trainee: 'refused FORBIDDEN',
    owner: 'refused NOT_FOUND',
    ids: { 'input.employeeId': 'refused NOT_FOUND' },
  },
  'Mutation.removeNoticeReader': {
    document: `mutation ($input: RemoveNoticeReaderInput!) { removeNoticeReader(input: $input) { ... on NoticeReaderRemoved { notices { chatId } } ${REFUSAL} } }`,
    variables: () => ({ input: { employeeId: NOBODY } }),
    foreignEmployee: 'refused FORBIDDEN',
    foreignAdministrator: 'allowed', // nobody leaves his own chat
    reader: 'refused FORBIDDEN',
    trainee: 'refused FORBIDDEN',
    owner: 'allowed',
    ids: { 'input.employeeId': 'allowed' },
  },
};

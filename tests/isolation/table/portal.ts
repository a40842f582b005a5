import { REFUSAL, type Table } from '../expectation.ts';

export const portal: Table = {
  'Query.viewer': {
    document: `{ viewer { portal { id title } employee { id name } isAdministrator locale lastAccountId textLimit } }`,
    variables: () => ({}),
    foreignEmployee: 'allowed', // himself
    foreignAdministrator: 'allowed',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: {},
  },
  'Query.feedCursor': {
    document: `{ feedCursor }`,
    variables: () => ({}),
    foreignEmployee: 'allowed', // of his own feed
    foreignAdministrator: 'allowed',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.createPartnerKey': {
    document: `mutation ($input: CreatePartnerKeyInput!) { createPartnerKey(input: $input) { ... on PartnerKeyCreated { key { id title } } ${REFUSAL} } }`,
    variables: () => ({ input: { title: 'Ключ' } }),
    foreignEmployee: 'refused FORBIDDEN',
    foreignAdministrator: 'allowed', // in his own portal
    reader: 'refused FORBIDDEN',
    trainee: 'refused FORBIDDEN',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.revokePartnerKey': {
    document: `mutation ($input: RevokePartnerKeyInput!) { revokePartnerKey(input: $input) { ... on PartnerKeyRevoked { key { id title } } ${REFUSAL} } }`,
    variables: ({ keyId }) => ({ input: { id: keyId } }),
    foreignEmployee: 'refused FORBIDDEN',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'refused FORBIDDEN',
    trainee: 'refused FORBIDDEN',
    owner: 'allowed',
    ids: { 'input.id': 'refused NOT_FOUND' },
  },
};

import { REFUSAL, type Table } from '../expectation.ts';

/** The same numbers in both portals, so that a foreign one is the caller's own: what he changes is his portal. */
const variables = () => ({ input: { smartProcessTypeId: '1046' } });

export const smartProcesses: Table = {
  'Query.smartProcesses': {
    document: `{ smartProcesses { smartProcessTypeId title hasClients } }`,
    variables: () => ({}),
    foreignEmployee: 'error FORBIDDEN',
    foreignAdministrator: 'allowed', // of his own portal
    reader: 'error FORBIDDEN',
    trainee: 'error FORBIDDEN',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.embedInSmartProcess': {
    document: `mutation ($input: SmartProcessInput!) { embedInSmartProcess(input: $input) { ... on SmartProcessEmbedded { smartProcess { smartProcessTypeId embedded } } ${REFUSAL} } }`,
    variables,
    foreignEmployee: 'refused FORBIDDEN',
    foreignAdministrator: 'allowed', // in his own portal
    reader: 'refused FORBIDDEN',
    trainee: 'refused FORBIDDEN',
    owner: 'allowed',
    ids: { 'input.smartProcessTypeId': 'allowed' },
  },
  'Mutation.removeFromSmartProcess': {
    document: `mutation ($input: SmartProcessInput!) { removeFromSmartProcess(input: $input) { ... on SmartProcessReleased { smartProcess { smartProcessTypeId embedded } } ${REFUSAL} } }`,
    variables,
    foreignEmployee: 'refused FORBIDDEN',
    foreignAdministrator: 'allowed', // in his own portal
    reader: 'refused FORBIDDEN',
    trainee: 'refused FORBIDDEN',
    owner: 'allowed',
    ids: { 'input.smartProcessTypeId': 'allowed' },
  },
};

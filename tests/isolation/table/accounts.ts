import { REFUSAL, type Table } from '../expectation.ts';

const ACCOUNT =
  'id title address state stateReason { code } line { id name isActive } limits { queued sentToday } publications { publication available }';
const STEP = `... on LoginStep { accountId kind qr } ${REFUSAL}`;
/** In order, for those who are not administrators. */
const ADMINISTRATORS_ONLY = { reader: 'refused FORBIDDEN', trainee: 'refused FORBIDDEN', foreignEmployee: 'refused FORBIDDEN' } as const;

export const accounts: Table = {
  'Query.accounts': {
    document: `{ accounts { ${ACCOUNT} settings { access { id name } ignoredNumbers } health { state lastError { code } phoneSeenAt } } }`,
    variables: () => ({}),
    foreignEmployee: 'allowed', // his own
    foreignAdministrator: 'allowed',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: {},
  },
  'Query.lines': {
    document: `{ lines { id name isActive account { id title } } }`,
    variables: () => ({}),
    foreignEmployee: 'error FORBIDDEN',
    foreignAdministrator: 'allowed',
    reader: 'error FORBIDDEN',
    trainee: 'error FORBIDDEN',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.connectAccount': {
    document: `mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { ${STEP} } }`,
    variables: ({ lineId }) => ({ input: { kind: 'WHATSAPP_WEB', title: 'Захват', lineId } }),
    ...ADMINISTRATORS_ONLY,
    foreignAdministrator: 'refused NOT_FOUND',
    owner: 'refused LINE_TAKEN',
    ids: { 'input.lineId': 'refused NOT_FOUND' },
  },
  'Mutation.continueLogin': {
    document: `mutation ($input: ContinueLoginInput!) { continueLogin(input: $input) { ${STEP} } }`,
    variables: ({ accountId }) => ({ input: { accountId } }),
    ...ADMINISTRATORS_ONLY,
    foreignAdministrator: 'refused ACCOUNT_NOT_FOUND',
    owner: 'allowed',
    ids: { 'input.accountId': 'refused ACCOUNT_NOT_FOUND' },
  },
  'Mutation.restartAccount': {
    document: `mutation ($input: RestartAccountInput!) { restartAccount(input: $input) { ... on AccountRestarting { account { ${ACCOUNT} } } ${REFUSAL} } }`,
    variables: ({ accountId }) => ({ input: { accountId } }),
    ...ADMINISTRATORS_ONLY,
    foreignAdministrator: 'refused ACCOUNT_NOT_FOUND',
    owner: 'allowed',
    ids: { 'input.accountId': 'refused ACCOUNT_NOT_FOUND' },
  },
  'Mutation.disconnectAccount': {
    document: `mutation ($input: DisconnectAccountInput!) { disconnectAccount(input: $input) { ... on AccountDisconnected { account { ${ACCOUNT} } } ${REFUSAL} } }`,
    variables: ({ spareAccountId }) => ({ input: { accountId: spareAccountId, queued: 'CANCEL' } }),
    ...ADMINISTRATORS_ONLY,
    foreignAdministrator: 'refused ACCOUNT_NOT_FOUND',
    owner: 'allowed',
    ids: { 'input.accountId': 'refused ACCOUNT_NOT_FOUND' },
  },
  'Mutation.updateAccount': {
    document: `mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { ... on AccountUpdated { account { ${ACCOUNT} } } ${REFUSAL} } }`,
    variables: ({ accountId }) => ({ input: { accountId, sendIntervalMs: 600 } }),
    ...ADMINISTRATORS_ONLY,
    foreignAdministrator: 'refused ACCOUNT_NOT_FOUND',
    owner: 'allowed',
    ids: { 'input.accountId': 'refused ACCOUNT_NOT_FOUND' },
  },
  'Mutation.restrictAccount': {
    document: `mutation ($input: RestrictAccountInput!) { restrictAccount(input: $input) { ... on AccountRestricted { account { ${ACCOUNT} settings { access { id name } } } } ${REFUSAL} } }`,
    // Nobody has this number, so that the lists stay as they are. One entry may stand for a list of one.
    variables: ({ spareAccountId }) => ({ input: { accountId: spareAccountId, access: { kind: 'USER', id: '404404' } } }),
    ...ADMINISTRATORS_ONLY,
    foreignAdministrator: 'refused ACCOUNT_NOT_FOUND',
    owner: 'refused NOT_FOUND',
    ids: { 'input.accountId': 'refused ACCOUNT_NOT_FOUND', 'input.access.id': 'refused NOT_FOUND' },
  },
  'Query.accessChoices': {
    document: `{ accessChoices { employees { id name } departments { id name } workgroups { id name } } }`,
    variables: () => ({}),
    foreignEmployee: 'allowed', // of his own portal
    foreignAdministrator: 'allowed',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: {},
  },
  'Subscription.accountState': {
    document: `subscription ($accountId: ID, $after: Cursor) { accountState(accountId: $accountId, after: $after) { __typename ... on FeedResync { reason } ... on AccountStateChanged { account { ${ACCOUNT} } } } }`,
    variables: ({ accountId }) => ({ accountId }),
    foreignEmployee: 'error NOT_FOUND',
    foreignAdministrator: 'error NOT_FOUND',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: { accountId: 'error NOT_FOUND', after: 'refused UNKNOWN_CURSOR' },
  },
  'Subscription.login': {
    document: `subscription ($accountId: ID!) { login(accountId: $accountId) { accountId kind qr } }`,
    variables: ({ spareAccountId }) => ({ accountId: spareAccountId }),
    foreignEmployee: 'error FORBIDDEN',
    foreignAdministrator: 'error ACCOUNT_NOT_FOUND',
    reader: 'error FORBIDDEN',
    trainee: 'error FORBIDDEN',
    owner: 'allowed',
    ids: { accountId: 'error ACCOUNT_NOT_FOUND' },
  },
};

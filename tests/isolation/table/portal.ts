import { REFUSAL, type Table } from '../expectation.ts';

export const portal: Table = {
  'Query.viewer': {
    document: `{ viewer { portal { id title writingHours { redUntil greenUntil } workingAs { employee { id name } state since } } employee { id name } isAdministrator locale lastAccountId lastPublication lastCreateActivity sendBy showTemplateText closeAfterTemplate textLimit } }`,
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
  'Query.installation': {
    document: `{ installation { checkedAt kept mended { what at } failed { what code message since } } }`,
    variables: () => ({}),
    foreignEmployee: 'null',
    foreignAdministrator: 'allowed', // of his own portal
    reader: 'null',
    trainee: 'null',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.takeOverRights': {
    document: `mutation { takeOverRights { ... on RightsTakenOver { portal { id title } } ${REFUSAL} } }`,
    variables: () => ({}),
    foreignEmployee: 'refused FORBIDDEN',
    foreignAdministrator: 'allowed', // in his own portal
    reader: 'refused FORBIDDEN',
    trainee: 'refused FORBIDDEN',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.checkInstallation': {
    document: `mutation { checkInstallation { ... on InstallationChecked { installation { checkedAt kept failed { what code } } } ${REFUSAL} } }`,
    variables: () => ({}),
    foreignEmployee: 'refused FORBIDDEN',
    foreignAdministrator: 'allowed', // in his own portal
    reader: 'refused FORBIDDEN',
    trainee: 'refused FORBIDDEN',
    owner: 'allowed',
    ids: {},
  },
  'Query.settings': {
    document: `{ settings { administratorsOnly textLimit statusesWidget writingHours { redUntil } } }`,
    variables: () => ({}),
    foreignEmployee: 'allowed', // of his own portal
    foreignAdministrator: 'allowed',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.updateSettings': {
    document: `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { ... on SettingsUpdated { settings { administratorsOnly } } ${REFUSAL} } }`,
    variables: () => ({ input: { administratorsOnly: false } }),
    foreignEmployee: 'refused FORBIDDEN',
    foreignAdministrator: 'allowed', // in his own portal
    reader: 'refused FORBIDDEN',
    trainee: 'refused FORBIDDEN',
    owner: 'allowed',
    ids: {},
  },
  'Mutation.updatePreferences': {
    document: `mutation ($input: UpdatePreferencesInput!) { updatePreferences(input: $input) { ... on PreferencesUpdated { sendBy } ${REFUSAL} } }`,
    variables: () => ({ input: { sendBy: 'CTRL_ENTER' } }),
    foreignEmployee: 'allowed', // his own
    foreignAdministrator: 'allowed',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: {},
  },
  'Query.changes': {
    document: `query ($after: String) { changes(after: $after) { nodes { id at what subject before after employee { id name } } } }`,
    variables: () => ({}),
    foreignEmployee: 'error FORBIDDEN',
    foreignAdministrator: 'allowed', // of his own portal
    reader: 'error FORBIDDEN',
    trainee: 'error FORBIDDEN',
    owner: 'allowed',
    ids: { after: 'empty' },
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

import { cardIds, REFUSAL, type Table } from '../expectation.ts';

const RECIPIENT = 'id address label presence';

export const chats: Table = {
  'Mutation.checkRecipient': {
    document: `mutation ($input: CheckRecipientInput!) { checkRecipient(input: $input) { ... on RecipientChecked { recipient { ${RECIPIENT} } } ${REFUSAL} } }`,
    variables: ({ accountId, recipientId }) => ({ input: { accountId, recipientId } }),
    foreignEmployee: 'refused ACCOUNT_NOT_FOUND',
    foreignAdministrator: 'refused ACCOUNT_NOT_FOUND',
    reader: 'allowed',
    trainee: 'allowed',
    owner: 'allowed',
    ids: { 'input.accountId': 'refused ACCOUNT_NOT_FOUND', 'input.recipientId': 'refused NOT_FOUND' },
  },
  'Mutation.createChat': {
    document: `mutation ($input: CreateChatInput!) { createChat(input: $input) { ... on ChatCreated { created chat { id openUrl owner { id } recipient { ${RECIPIENT} } } } ${REFUSAL} } }`,
    variables: ({ card, accountId, recipientId }) => ({ input: { card, accountId, recipientId } }),
    foreignEmployee: 'refused NOT_FOUND',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'refused FORBIDDEN',
    trainee: 'refused NOT_FOUND',
    owner: 'allowed',
    ids: {
      'input.accountId': 'refused ACCOUNT_NOT_FOUND',
      'input.recipientId': 'refused NOT_FOUND',
      ...cardIds('input.card', 'refused NOT_FOUND', 'allowed'),
    },
  },
  'Mutation.takeOverChat': {
    document: `mutation ($input: TakeOverChatInput!) { takeOverChat(input: $input) { ... on ChatTakenOver { chat { id openUrl owner { id } recipient { ${RECIPIENT} } } } ${REFUSAL} } }`,
    variables: ({ chatId }) => ({ input: { chatId } }),
    foreignEmployee: 'refused NOT_FOUND',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'refused FORBIDDEN',
    trainee: 'refused NOT_FOUND',
    owner: 'allowed',
    ids: { 'input.chatId': 'refused NOT_FOUND' },
  },
  'Query.openLineDialog': {
    document: `query ($id: ID!) { openLineDialog(id: $id) { id card { type id } cardTitle cardIsHidden person { type id } } }`,
    variables: ({ dialogId }) => ({ id: dialogId }),
    // Bitrix24's own number: in another portal it is a chat of that one.
    foreignEmployee: 'allowed',
    foreignAdministrator: 'allowed',
    reader: 'allowed',
    trainee: 'null',
    owner: 'allowed',
    ids: { id: 'allowed' },
  },
  'Recipient.chat': {
    document: `query ($messageId: ID!, $accountId: ID!) { message(id: $messageId) { recipient { id chat(accountId: $accountId) { id openUrl } } } }`,
    variables: ({ messageId, accountId }) => ({ messageId, accountId }),
    at: 'message.recipient.chat',
    foreignEmployee: 'null',
    foreignAdministrator: 'null',
    reader: 'allowed',
    trainee: 'null',
    owner: 'allowed',
    ids: { messageId: 'null', accountId: 'null' },
  },
  'Recipient.obstacle': {
    document: `query ($messageId: ID!, $accountId: ID!) { message(id: $messageId) { recipient { id obstacle(accountId: $accountId) { code } } } }`,
    variables: ({ messageId, accountId }) => ({ messageId, accountId }),
    at: 'message.recipient.obstacle',
    foreignEmployee: 'null',
    foreignAdministrator: 'null',
    reader: 'null',
    trainee: 'null',
    owner: 'null',
    ids: { messageId: 'null', accountId: 'null' },
  },
};

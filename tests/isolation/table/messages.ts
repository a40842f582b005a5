import { cardIds, REFUSAL, type Table } from '../expectation.ts';

const MESSAGE = 'id groupId text status account { id title } recipient { id address } card { id } sender { id name } chat { id openUrl }';

export const messages: Table = {
  'Query.message': {
    document: `query ($id: ID!) { message(id: $id) { ${MESSAGE} history { status } activityId sentAgainAs { id } } }`,
    variables: ({ messageId }) => ({ id: messageId }),
    foreignEmployee: 'null',
    foreignAdministrator: 'null',
    reader: 'allowed', // he sees the card that it was written from
    trainee: 'null',
    owner: 'allowed',
    ids: { id: 'null' },
  },
  'Query.messages': {
    document: `query ($card: CardInput, $accountId: ID, $after: String) { messages(card: $card, accountId: $accountId, after: $after, first: 50) { nodes { ${MESSAGE} } } }`,
    variables: ({ card, accountId }) => ({ card, accountId }),
    foreignEmployee: 'error ACCOUNT_NOT_FOUND',
    foreignAdministrator: 'error ACCOUNT_NOT_FOUND',
    reader: 'allowed',
    trainee: 'error NOT_FOUND',
    owner: 'allowed',
    ids: { accountId: 'error ACCOUNT_NOT_FOUND', after: 'empty', ...cardIds('card', 'error NOT_FOUND', 'empty') },
  },
  'Query.canWrite': {
    document: `query ($card: CardInput, $accountId: ID!, $recipientId: ID!) { canWrite(card: $card, accountId: $accountId, recipientId: $recipientId) { answer reasons { code message } obstacles { helper remedy account { id title } } } }`,
    variables: ({ card, accountId, recipientId }) => ({ card, accountId, recipientId }),
    foreignEmployee: 'refused NOT_FOUND ACCOUNT_NOT_FOUND',
    foreignAdministrator: 'refused NOT_FOUND ACCOUNT_NOT_FOUND',
    reader: 'refused FORBIDDEN',
    trainee: 'refused NOT_FOUND',
    owner: 'allowed',
    ids: {
      accountId: 'refused ACCOUNT_NOT_FOUND',
      recipientId: 'refused NOT_FOUND',
      ...cardIds('card', 'refused NOT_FOUND', 'allowed'),
    },
  },
  'Mutation.sendMessage': {
    document: `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { ... on MessageAccepted { duplicate message { ${MESSAGE} } } ${REFUSAL} } }`,
    variables: ({ card, accountId, recipientId, idempotencyKey, fileId }) => ({
      input: { idempotencyKey, card, accountId, recipientId, text: 'Здравствуйте', fileIds: [fileId], publication: 'NONE' },
    }),
    foreignEmployee: 'refused NOT_FOUND',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'refused FORBIDDEN',
    trainee: 'refused NOT_FOUND',
    owner: 'refused IDEMPOTENCY_CONFLICT', // the key of his first message, with other words
    ids: {
      'input.accountId': 'refused ACCOUNT_NOT_FOUND',
      'input.recipientId': 'refused NOT_FOUND',
      'input.fileIds': 'refused NOT_FOUND',
      'input.voiceFileId': 'refused NOT_FOUND',
      'input.templateId': 'refused NOT_FOUND',
      'input.idempotencyKey': 'allowed', // each portal has its own keys
      ...cardIds('input.card', 'refused NOT_FOUND', 'allowed'),
    },
  },
  'Mutation.cancelMessage': {
    document: `mutation ($input: CancelMessageInput!) { cancelMessage(input: $input) { ... on MessageCancelled { message { ${MESSAGE} } } ${REFUSAL} } }`,
    variables: ({ messageId }) => ({ input: { messageId } }),
    foreignEmployee: 'refused NOT_FOUND',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'refused NOT_FOUND',
    trainee: 'refused NOT_FOUND',
    owner: 'refused ALREADY_FINAL',
    ids: { 'input.messageId': 'refused NOT_FOUND' },
  },
  'Mutation.sendAgain': {
    document: `mutation ($input: SendAgainInput!) { sendAgain(input: $input) { ... on MessageAccepted { message { ${MESSAGE} } } ${REFUSAL} } }`,
    variables: ({ messageId, idempotencyKey }) => ({ input: { messageId, idempotencyKey } }),
    foreignEmployee: 'refused NOT_FOUND',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'refused NOT_FOUND',
    trainee: 'refused NOT_FOUND',
    owner: 'refused ALREADY_FINAL',
    ids: { 'input.messageId': 'refused NOT_FOUND', 'input.idempotencyKey': 'refused ALREADY_FINAL' },
  },
  'Subscription.messageStatus': {
    document: `subscription ($messageId: ID, $card: CardInput, $accountId: ID, $after: Cursor) { messageStatus(messageId: $messageId, card: $card, accountId: $accountId, after: $after) { __typename ... on FeedResync { reason } ... on MessageStatusChanged { message { ${MESSAGE} } } } }`,
    variables: ({ messageId, card, accountId }) => ({ messageId, card, accountId }),
    foreignEmployee: 'error NOT_FOUND',
    foreignAdministrator: 'error NOT_FOUND',
    reader: 'allowed',
    trainee: 'error NOT_FOUND',
    owner: 'allowed',
    ids: {
      messageId: 'error NOT_FOUND',
      accountId: 'error NOT_FOUND',
      after: 'refused UNKNOWN_CURSOR',
      ...cardIds('card', 'error NOT_FOUND', 'allowed'),
    },
  },
};

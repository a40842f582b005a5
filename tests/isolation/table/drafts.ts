import { cardIds, REFUSAL, type Table } from '../expectation.ts';

export const drafts: Table = {
  'Query.draft': {
    document: `query ($card: CardInput!, $recipientId: ID!) { draft(card: $card, recipientId: $recipientId) { text version files { id } } }`,
    variables: ({ card, recipientId }) => ({ card, recipientId }),
    foreignEmployee: 'null',
    foreignAdministrator: 'null',
    reader: 'null', // a draft is its writer's own
    trainee: 'null',
    owner: 'allowed',
    ids: { recipientId: 'null', ...cardIds('card', 'null', 'null') },
  },
  'Mutation.saveDraft': {
    document: `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { ... on DraftSaved { version savedAt } ${REFUSAL} } }`,
    variables: ({ card, recipientId, draftVersion, fileId }) => ({
      input: { card, recipientId, baseVersion: draftVersion, text: 'Здравствуйте', fileIds: [fileId], voiceFileId: fileId },
    }),
    foreignEmployee: 'refused NOT_FOUND',
    foreignAdministrator: 'refused NOT_FOUND',
    reader: 'refused FORBIDDEN',
    trainee: 'refused NOT_FOUND',
    owner: 'allowed',
    ids: {
      'input.recipientId': 'refused NOT_FOUND',
      'input.fileIds': 'refused NOT_FOUND',
      'input.voiceFileId': 'refused NOT_FOUND',
      'input.baseVersion': 'refused DRAFT_CHANGED',
      ...cardIds('input.card', 'refused NOT_FOUND', 'refused DRAFT_CHANGED'),
    },
  },
};

import { cardIds, type Table } from '../expectation.ts';

export const cards: Table = {
  'Query.card': {
    document: `query ($card: CardInput!) { card(card: $card) { id title } }`,
    variables: ({ card }) => ({ card }),
    foreignEmployee: 'null',
    foreignAdministrator: 'null',
    reader: 'allowed',
    trainee: 'null',
    owner: 'allowed',
    ids: cardIds('card', 'null', 'allowed'),
  },
  'Card.recipients': {
    document: `query ($card: CardInput!, $accountId: ID!) { card(card: $card) { recipients(accountId: $accountId) { omitted reason { code message } recipients { id address label numbering { country region operator timeZones } } } } }`,
    variables: ({ card, accountId }) => ({ card, accountId }),
    at: 'card.recipients',
    foreignEmployee: 'null',
    foreignAdministrator: 'null',
    reader: 'allowed',
    trainee: 'null',
    owner: 'allowed',
    ids: { accountId: 'refused ACCOUNT_NOT_FOUND', ...cardIds('card', 'null', 'allowed') },
  },
  'Card.messages': {
    document: `query ($card: CardInput!, $after: String) { card(card: $card) { messages(after: $after) { nodes { id text } } } }`,
    variables: ({ card }) => ({ card }),
    at: 'card.messages',
    foreignEmployee: 'null',
    foreignAdministrator: 'null',
    reader: 'allowed',
    trainee: 'null',
    owner: 'allowed',
    ids: { after: 'empty', ...cardIds('card', 'null', 'empty') },
  },
};

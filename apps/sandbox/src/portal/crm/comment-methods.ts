/** Comments in the timeline of a card: only text, as far as an application needs it (Bitrix24 docs, crm.timeline.comment.*). */
import type { Collection } from '../../kernel/store.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { readInteger, readText } from '../rest/parameters.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { accessDenied, notFound, RestError } from '../rest/rest-error.ts';
import { portalTime } from '../rest/time-block.ts';
import { entityTypeIdOf, isSmartProcess, sameCard } from './card-types.ts';
import type { CardKey } from './card-types.ts';
import { findCard, isItemType, mayChangeCard, mayReadCard } from './items.ts';

interface Comment {
  id: number;
  card: CardKey;
  authorId: number;
  createdAtMs: number;
  text: string;
}

export const commentMethods: readonly RestMethod[] = [
  { name: 'crm.timeline.comment.add', scope: 'crm', run: add },
  { name: 'crm.timeline.comment.list', scope: 'crm', run: list },
];

const comments = (portal: Portal): Collection<Comment> => portal.records('comment');

const FIXED = ['lead', 'deal', 'contact', 'company', 'order'] as const;

/** `deal`, `order`, `dynamic_1038`; undefined for what is no type of this portal. */
const typeIdOf = (portal: Portal, word: string): number | undefined => {
  const fixed = FIXED.find(known => known === word.toLowerCase());
  if (fixed !== undefined) return entityTypeIdOf(fixed.toUpperCase() as Uppercase<typeof fixed>);
  const dynamic = Number(/^dynamic_(\d+)$/i.exec(word)?.[1]);
  return isSmartProcess(dynamic) && isItemType(portal, dynamic) ? dynamic : undefined;
};

function add({ parameters, portal, employee }: Call): Answer {
  const fields = parameters.requiredObject('fields');
  const id = readInteger(fields['ENTITY_ID']);
  const word = readText(fields['ENTITY_TYPE']);
  if (id === undefined || word === undefined) throw new RestError(400, '100', 'Could not find value for parameter {fields}');
  const entityTypeId = typeIdOf(portal, word);
  if (entityTypeId === undefined) throw new RestError(400, 'OWNER_NOT_FOUND', 'Owner was not found');
  const card = findCard(portal, { entityTypeId, id });
  if (card === undefined) throw notFound('Not found.');
  if (!mayChangeCard(employee, card)) throw accessDenied();
  const text = readText(fields['COMMENT'])?.trim() ?? '';
  if (text === '') throw new RestError(400, 'INVALID_ARG_VALUE', 'Empty comment message');
  const comment: Comment = {
    id: portal.nextId('activity', 901),
    card: { entityTypeId, id },
    authorId: employee.id,
    createdAtMs: Date.now(),
    text,
  };
  comments(portal).put(recordKey(comment.id), comment);
  portal.changed('timeline');
  return { result: comment.id, externalId: comment.id };
}

/** Whoever may not read the card is refused with an empty code; of a card that does not exist the list is empty. */
function list({ parameters, portal, employee }: Call): Answer {
  const filter = parameters.object('filter') ?? {};
  const id = readInteger(filter['ENTITY_ID']);
  const word = readText(filter['ENTITY_TYPE']);
  const entityTypeId = word === undefined ? undefined : typeIdOf(portal, word);
  if (id === undefined || word === undefined || entityTypeId === undefined) throw emptyCode();
  const card = findCard(portal, { entityTypeId, id });
  if (card !== undefined && !mayReadCard(employee, card)) throw emptyCode();
  const others = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== 'ENTITY_ID' && name !== 'ENTITY_TYPE'));
  const found = comments(portal)
    .values()
    .filter(comment => sameCard(comment.card, { entityTypeId, id }))
    .map(comment => view(comment, word))
    .filter(comment => matchesFilter(others, name => comment[name as keyof typeof comment]));
  return page(found, parameters.integer('start'), rows => rows);
}

const emptyCode = (): RestError => new RestError(400, '', 'Access denied.');

const view = ({ id, card, authorId, createdAtMs, text }: Comment, word: string) => ({
  ID: String(id),
  ENTITY_ID: String(card.id),
  ENTITY_TYPE: word.toLowerCase(),
  CREATED: portalTime(createdAtMs),
  COMMENT: text,
  AUTHOR_ID: String(authorId),
  FILES: [],
});

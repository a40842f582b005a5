/** What a caller may get from one field of the schema, as the table says it; and what he did get. */
import type { Place } from './places.ts';

/** `error`: of GraphQL, `refused`: data of a union or of a list that says why it is empty. */
export type Outcome = 'allowed' | 'empty' | 'null' | `error ${string}` | `refused ${string}`;

export interface Expectation {
  /** Without aliases and cursors, so that two answers can be compared byte for byte. */
  document: string;
  variables: (place: Place) => Record<string, unknown>;
  /** Where in `data` the answer stands; the root field if absent. */
  at?: string;
  /** An employee of the other portal who names everything of the first one. */
  foreignEmployee: Outcome;
  /** The other portal's administrator, and its partner key. */
  foreignAdministrator: Outcome;
  /** Of the first portal: sees every card, changes none. */
  reader: Outcome;
  /** Of the first portal: sees his own cards only, and has none. */
  trainee: Outcome;
  owner: Outcome;
  /**
   * Every argument that names something, by its path in the variables. The other portal's administrator gets this when he names
   * that one thing of the first portal among his own; and the same, byte for byte, when he names what does not exist.
   */
  ids: Record<string, Outcome>;
}

export type Table = Record<string, Expectation>;

/** Cards are named by Bitrix24's own ids, so a foreign one is either missing or, under the same number, the caller's own. */
export const cardIds = (path: string, missing: Outcome, own: Outcome): Record<string, Outcome> => ({
  [`${path}.id`]: missing,
  [`${path}.smartProcessTypeId`]: own,
});

export const REFUSAL = '... on Refusal { code sentence: message retry }';

export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

export function judge({ data, errors }: Answer, at: string): Outcome {
  const [error] = errors ?? [];
  if (error !== undefined) return `error ${error.extensions?.code ?? 'without a code'}`;
  const value = at.split('.').reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : null), data ?? null);
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : 'allowed';
  return isRecord(value) ? judgeObject(value) : 'allowed';
}

function judgeObject(value: Record<string, unknown>): Outcome {
  const { __typename: type, code, reason, reasons, answer, nodes } = value;
  if (type === 'FeedResync') return `refused ${String(reason)}`;
  if (typeof code === 'string') return `refused ${code}`;
  if (isRecord(reason) && typeof reason['code'] === 'string') return `refused ${reason['code']}`;
  if (answer === 'NO' && Array.isArray(reasons))
    return `refused ${reasons.map(one => (isRecord(one) ? String(one['code']) : '')).join(' ')}`;
  if (Array.isArray(nodes)) return nodes.length === 0 ? 'empty' : 'allowed';
  return 'allowed';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

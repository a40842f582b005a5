/** The journal of changes with its chain of hashes, in memory. */
import { createHash } from 'node:crypto';
import {
  chainText,
  EMPTY_CHAIN,
  endBreak,
  followChain,
  isBreak,
  newId,
  type ChainHead,
  type Change,
  type ChangeId,
  type Changes,
} from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf } from './stored-copies.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export function changesOf(state: MemoryState): Changes {
  const json = (values: unknown): string | null => (values === null ? null : JSON.stringify(values));
  const head = (): ChainHead => state.changes.at(-1) ?? EMPTY_CHAIN;
  return {
    async add(change) {
      const { seq, hash } = head();
      const record = {
        ...change,
        portalId: state.portal.id,
        id: newId<ChangeId>(),
        seq: seq + 1,
        before: json(change.before),
        after: json(change.after),
      };
      state.changes.push({ ...record, hash: hashOf(chainText(record, hash)) });
    },
    async page(first, after) {
      const end = after === null ? state.changes.length : state.changes.findIndex(({ id }) => id === after);
      return state.changes
        .slice(0, Math.max(0, end))
        .toReversed()
        .slice(0, first)
        .map(copyOf<Change>);
    },
    async firstBreak() {
      const followed = followChain(EMPTY_CHAIN, state.changes, hashOf);
      return isBreak(followed) ? followed : endBreak(followed, head());
    },
  };
}

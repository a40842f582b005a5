import type { ChainBreak } from '../../change/change-chain.ts';
import type { Change, NewChange } from '../../change/change.ts';
import type { ChangeId } from '../../ids.ts';

/** The portal's record of changes: entries are added and read, never changed or removed (SE-52). */
export interface Changes {
  /** Puts it at the end of the chain; stands or falls with the change itself. */
  add(change: NewChange): Promise<void>;
  /** Newest first; `after`: those before this entry. An unknown one finds nothing. */
  page(first: number, after: ChangeId | null): Promise<Change[]>;
  /** Follows the whole chain. Null: every entry is there and as it was written. */
  firstBreak(): Promise<ChainBreak | null>;
}

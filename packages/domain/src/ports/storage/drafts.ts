import type { Draft, DraftPlace, DraftWriter } from '../../draft/draft.ts';
import type { DraftVersion } from '../../ids.ts';

/** What employees have written and not sent (decision 17). One per place; what is older than DRAFT_DAYS is not there any more. */
export interface Drafts {
  find(place: DraftPlace, now: Date): Promise<Draft | null>;
  /**
   * In place of the version that its writer saw (null: none), or of an earlier step of the same writer (`isLaterStep`). False: another one
   * stands there, and stays. Atomic over all processes.
   */
  save(draft: Draft, baseVersion: DraftVersion | null): Promise<boolean>;
  /** This version only, or an earlier step of the same writer. False: neither is there. */
  remove(place: DraftPlace, version: DraftVersion | null, now: Date, removedBy?: DraftWriter | null): Promise<boolean>;
}

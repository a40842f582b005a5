import type { Draft, DraftPlace } from '../../draft/draft.ts';
import type { DraftVersion } from '../../ids.ts';

/** What employees have written and not sent (decision 17). One per place; what is older than DRAFT_DAYS is not there any more. */
export interface Drafts {
  find(place: DraftPlace, now: Date): Promise<Draft | null>;
  /** In place of the version that its writer saw (null: none). False: another one stands there, and stays. Atomic over all processes. */
  save(draft: Draft, baseVersion: DraftVersion | null): Promise<boolean>;
  /** This version only. False: it is not there. */
  remove(place: DraftPlace, version: DraftVersion, now: Date): Promise<boolean>;
}

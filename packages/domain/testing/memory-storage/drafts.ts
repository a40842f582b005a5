/** Drafts in memory. */
import { draftExpiry, draftKey, isLaterStep, type Draft, type DraftPlace, type Drafts } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, found } from './stored-copies.ts';

export const draftsOf = (state: MemoryState): Drafts => {
  const living = (place: DraftPlace, now: Date): Draft | undefined => {
    const draft = state.drafts.get(draftKey(place));
    return draft !== undefined && draftExpiry(draft.savedAt) > now ? draft : undefined;
  };
  return {
    find: async (place, now) => found(living(place, now)),
    save: async (draft, baseVersion) => {
      const standing = living(draft, draft.savedAt);
      if ((standing?.version ?? null) !== baseVersion && !isLaterStep(draft.savedBy, standing?.savedBy ?? null)) return false;
      state.drafts.set(draftKey(draft), copyOf(draft));
      return true;
    },
    remove: async (place, version, now, removedBy = null) => {
      const standing = living(place, now);
      const isMeant = standing !== undefined && (standing.version === version || isLaterStep(removedBy, standing.savedBy));
      return isMeant && state.drafts.delete(draftKey(place));
    },
  };
};

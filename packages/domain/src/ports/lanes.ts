/** Doing something in a lane from outside the worker: waits its turn, holds the lane while it works, lets go (O-6). */
import type { PortalId } from '../ids.ts';

export interface Lanes {
  /** Throws LaneBusyError when the lane does not come free in time (10 s). */
  hold<T>(portalId: PortalId, laneKey: string, work: () => Promise<T>): Promise<T>;
}

export class LaneBusyError extends Error {
  override readonly name = 'LaneBusyError';
}

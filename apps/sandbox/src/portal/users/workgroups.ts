/** Workgroups and projects of a portal, with their members, in the shapes of `sonet_group.get` and `sonet_group.user.get`. */
import type { Collection } from '../../kernel/store.ts';
import { recordKey, type Portal } from '../portal-data.ts';

/** Owner, moderator, member; Z asks to join or is invited, and is none yet. */
export type WorkgroupRole = 'A' | 'E' | 'K' | 'Z';

export interface Workgroup {
  id: number;
  name: string;
  ownerId: number;
  /** False: a secret one, that only its members and administrators see. */
  visible: boolean;
  closed: boolean;
  members: { userId: number; role: WorkgroupRole }[];
}

export const workgroups = (portal: Portal): Collection<Workgroup> => portal.records('workgroup');

export const findWorkgroup = (portal: Portal, id: number): Workgroup | undefined => workgroups(portal).get(recordKey(id));

export const belongsTo = (workgroup: Workgroup, userId: number): boolean =>
  workgroup.members.some(member => member.userId === userId && member.role !== 'Z');

/** Our record in the card's timeline («дело»), one per group of messages (W-18). */
import type { CardRef } from '../card/card.ts';
import type { EmployeeId, MessageGroupId, PortalId } from '../ids.ts';
import type { Failure } from '../refusal.ts';

export class Activity {
  portalId!: PortalId;
  groupId!: MessageGroupId;
  card!: CardRef;
  responsibleId!: EmployeeId;
  /** Bitrix24's id; null until it is written. */
  activityId!: string | null;
  /** Fingerprint of the view as last written: equal views cost no call (RE-44). */
  writtenView!: string | null;
  /** Somebody deleted it, or the card is gone: nothing more is written (L-16). */
  isGone!: boolean;
  /** How often a button of it was pressed: each press is answered by an update, which ends the loader in the timeline. */
  presses!: number;
  /** Why the last press of «Отправить ещё раз» sent nothing. */
  pressRefusal!: Failure | null;

  static create(fields: Pick<Activity, 'portalId' | 'groupId' | 'card' | 'responsibleId'>): Activity {
    return Object.assign(new Activity(), fields, {
      activityId: null,
      writtenView: null,
      isGone: false,
      presses: 0,
      pressRefusal: null,
    });
  }
}

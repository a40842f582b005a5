/** An address in a messenger: as entered on the card and as resolved by the messenger. One per portal, messenger and address. */
import type { AccountId, FileId, PortalId, RecipientId } from '../ids.ts';
import type { Messenger } from '../ports/connector.ts';
import { formatPhone } from './normalise-phone.ts';

export type Presence = 'EXISTS' | 'ABSENT' | 'UNKNOWN';

/** A person's picture is asked for once in such a time, also when there was none (H-1). */
const PICTURE_AGE_MS = 24 * 3_600_000;

/** What a person reads instead of the address: a number as people write it, else the user name; a bare id says nothing to anybody. */
export function shownAddress({ address, username, phone, name }: Pick<Recipient, 'address' | 'username' | 'phone' | 'name'>): string {
  if (address.startsWith('+')) return formatPhone(address);
  if (username !== null) return `@${username}`;
  return phone === null ? (name ?? address) : formatPhone(phone);
}

export class Recipient {
  portalId!: PortalId;
  id!: RecipientId;
  messenger!: Messenger;
  /** E.164 with + where the messenger knows people by numbers, else its own id of the person: one row per person (D-25). */
  address!: string;
  /** The messenger's own form, learnt from a check or an inbound message. */
  messengerAddress!: string | null;
  /** The name that the client gave himself in the messenger, or the card's. */
  name!: string | null;
  /** Without @, as the person spells it; null: the messenger has none, or he has none. */
  username!: string | null;
  /** E.164 with +, where the address is not the number and the messenger shows it. */
  phone!: string | null;
  presence!: Presence;
  /** D-8: when it was checked, and through which account. */
  checkedAt!: Date | null;
  checkedThrough!: AccountId | null;
  /** The picture that he shows of himself, as it was last seen; null: none, hidden, or never seen (H-1). */
  pictureId!: FileId | null;
  /** When the messenger was to be asked for the picture, and when that ended, whatever came of it. */
  pictureAskedAt!: Date | null;
  pictureCheckedAt!: Date | null;
  createdAt!: Date;

  static create(fields: Pick<Recipient, 'portalId' | 'id' | 'messenger' | 'address' | 'name' | 'createdAt'>): Recipient {
    return Object.assign(new Recipient(), fields, {
      messengerAddress: null,
      username: null,
      phone: null,
      presence: 'UNKNOWN' as const,
      checkedAt: null,
      checkedThrough: null,
      pictureId: null,
      pictureAskedAt: null,
      pictureCheckedAt: null,
    });
  }

  learnPresence(presence: Presence, messengerAddress: string | null, through: AccountId, at: Date): void {
    this.presence = presence;
    this.messengerAddress = messengerAddress ?? this.messengerAddress;
    this.checkedAt = at;
    this.checkedThrough = through;
  }

  isPictureDue(now: Date): boolean {
    return this.pictureAskedAt === null || now.getTime() - this.pictureAskedAt.getTime() >= PICTURE_AGE_MS;
  }

  /** Asked for, and nobody knows yet what comes of it. */
  awaitsPicture(): boolean {
    return this.pictureAskedAt !== null && (this.pictureCheckedAt === null || this.pictureCheckedAt < this.pictureAskedAt);
  }

  askPicture(at: Date): void {
    this.pictureAskedAt = at;
  }

  /** `KEPT`: the messenger could not say; what was seen before stays. */
  learnPicture(picture: FileId | null | 'KEPT', at: Date): void {
    if (picture !== 'KEPT') this.pictureId = picture;
    this.pictureCheckedAt = at;
  }
}

import { shownPresence, type FoundRecipients, type Presence, type Recipient } from '@olchat/domain';
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { refusalType, RefusalType } from '../refusals.ts';
import { DateTime } from '../scalars.ts';
import { wordList } from '../word-list.ts';

const PresenceEnum = wordList<Presence>('Presence', 'Whether an address has an account in the messenger, as far as is known.', {
  EXISTS: 'It has one.',
  ABSENT: 'It had none when it was checked; after a day that is UNKNOWN again.',
  UNKNOWN: 'Not checked yet, or the check was impossible. It may be written to.',
});

type RecipientListState = 'READY' | 'SYNCHRONISING';
const RecipientListStateEnum = wordList<RecipientListState>('RecipientListState', 'Whether a list of recipients is complete.', {
  READY: 'Complete.',
  SYNCHRONISING: 'The account still loads its contacts; more may follow.',
});

@ObjectType('Recipient', { description: 'An address in a messenger.' })
export class RecipientType {
  readonly source: Recipient;

  constructor(source: Recipient) {
    this.source = source;
  }

  @Field(() => ID, { description: 'Id of the recipient: one per portal, messenger and address.' })
  get id() {
    return this.source.id;
  }

  @Field(() => String, { description: "Who it is: the holder's name on the card, or the client's own in the messenger; else the address." })
  get label(): string {
    return this.source.name === null || this.source.name === '' ? this.source.address : this.source.name;
  }

  @Field(() => String, {
    description:
      "The address: for WhatsApp the number, E.164 with +; for Telegram the messenger's own id of the person, one row per person.",
  })
  get address() {
    return this.source.address;
  }

  @Field(() => String, {
    nullable: true,
    description: "The client's user name without @, where the messenger has them and the client has one.",
  })
  get username(): string | null {
    return this.source.username;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The number, E.164 with +: the address itself, or for Telegram what the messenger shows of it; null: hidden or not known.',
  })
  get phone(): string | null {
    return this.source.address.startsWith('+') ? this.source.address : this.source.phone;
  }

  @Field(() => PresenceEnum, { description: 'Whether the address has an account in the messenger.' })
  presence(@Ctx() { services }: RequestContext) {
    return shownPresence(this.source, services.clock.now());
  }

  @Field(() => DateTime, { nullable: true, description: 'When it was checked last.' })
  get checkedAt() {
    return this.source.checkedAt;
  }
}

@ObjectType('RecipientList', { description: 'The recipients of a card.' })
export class RecipientListType {
  @Field(() => RecipientListStateEnum, { description: 'Whether the list is complete.' })
  readonly state: RecipientListState;

  @Field(() => [RecipientType], {
    description:
      "At most ten. WhatsApp: in the order of the card, its own addresses first, then the primary contact's. Telegram: one per person, found by id before user name before number.",
  })
  readonly recipients: RecipientType[];

  @Field(() => Int, { description: 'So many more there are.' })
  readonly omitted: number;

  @Field(() => Int, {
    description: 'Entries of the card that the messenger has not answered for yet; ask again in a few seconds. Always 0 for WhatsApp.',
  })
  readonly pending: number;

  @Field(() => RefusalType, {
    nullable: true,
    description:
      'Why the list is empty: NO_ADDRESS, NUMBER_MALFORMED, NOT_IN_TELEGRAM (nobody, or hidden by his settings), LIMIT_REACHED with the time from which the messenger is asked again, CHECK_IMPOSSIBLE.',
  })
  readonly reason: RefusalType | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'With NOT_IN_TELEGRAM: before then `fresh` asks Telegram nothing anew about entries it has answered for; null: it does now, or the list is not of that kind.',
  })
  readonly askedAgainFrom: Date | null;

  constructor({ state, recipients, omitted, pending, reason, askedAgainFrom }: FoundRecipients, locale: 'ru' | 'en') {
    this.state = state;
    this.pending = pending;
    this.askedAgainFrom = askedAgainFrom;
    this.recipients = recipients.map(recipient => new RecipientType(recipient));
    this.omitted = omitted;
    this.reason = reason === null ? null : refusalType(reason, locale);
  }
}

import { advisedLimits, type Account, type ConnectorCapabilities, type OwnLimits, type Publication } from '@olchat/domain';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { AccessEntryType } from '../access/access-entry.type.ts';
import type { RequestContext } from '../context.ts';
import { PublicationEnum } from '../enums.ts';
import { AccountType } from './account.type.ts';

@ObjectType('OwnLimits', {
  description: "What an administrator set instead of the connector's advice; null: as advised. What holds now stands in `Account.limits`.",
})
export class OwnLimitsType {
  @Field(() => Int, { nullable: true, description: 'Numbers that may be checked in a day.' })
  readonly checksPerDay: number | null;

  @Field(() => Int, { nullable: true, description: 'User names that may be searched for in a day.' })
  readonly searchesPerDay: number | null;

  @Field(() => Int, { nullable: true, description: 'New recipients in any 24 hours.' })
  readonly firstMessagesPerDay: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Pause between two first messages to people known by their numbers only, in milliseconds.',
  })
  readonly firstMessageEveryMs: number | null;

  @Field(() => Int, { nullable: true, description: 'Messages of any kind in any 60 seconds; null: as many as one likes.' })
  readonly messagesPerMinute: number | null;

  @Field(() => Int, { nullable: true, description: 'Messages of any kind in any 24 hours; null: as many as one likes.' })
  readonly messagesPerDay: number | null;

  constructor(limits: OwnLimits) {
    this.messagesPerMinute = limits.messagesPerMinute ?? null;
    this.messagesPerDay = limits.messagesPerDay ?? null;
    this.checksPerDay = limits.checksPerDay ?? null;
    this.searchesPerDay = limits.searchesPerDay ?? null;
    this.firstMessagesPerDay = limits.firstMessagesPerDay ?? null;
    this.firstMessageEveryMs = limits.firstMessageEveryMs ?? null;
  }
}

@ObjectType('AdvisedLimits', {
  description: 'What the connector advises for the account now. Messengers publish no numbers: more may get the account restricted.',
})
export class AdvisedLimitsType {
  @Field(() => Int, { description: 'Numbers that may be checked in a day.' })
  readonly checksPerDay: number;

  @Field(() => Int, { description: 'User names that may be searched for in a day; 0: the messenger has none.' })
  readonly searchesPerDay: number;

  @Field(() => Int, { nullable: true, description: 'New recipients in any 24 hours; null: as many as one likes.' })
  readonly firstMessagesPerDay: number | null;

  @Field(() => Int, { description: 'Pause between two first messages to people known by their numbers only, in milliseconds; 0: none.' })
  readonly firstMessageEveryMs: number;

  @Field(() => Boolean, { description: 'The account is in its first days: later more new recipients are advised.' })
  readonly young: boolean;

  constructor(account: Account, capabilities: ConnectorCapabilities | undefined, now: Date) {
    const advised = advisedLimits(account, capabilities, now);
    this.checksPerDay = advised.checksPerDay;
    this.searchesPerDay = advised.searchesPerDay;
    this.firstMessagesPerDay = advised.firstMessagesPerDay;
    this.firstMessageEveryMs = advised.firstMessageEveryMs;
    this.young = advised.isYoung;
  }
}

@ObjectType('AccountSettings', { description: 'What administrators set for an account.' })
export class AccountSettingsType {
  @Field(() => [AccessEntryType], { description: 'Who may use the account; empty: everybody with access to the application.' })
  readonly access: AccessEntryType[];

  @Field(() => Boolean, {
    description: 'Sent messages are shown in the open-line chat. False: none is, from any origin, whatever the sender asks for.',
  })
  readonly publishOutgoing: boolean;

  @Field(() => PublicationEnum, { description: 'The way that «Публиковать в чате» means for this account.' })
  readonly defaultPublication: Publication;

  @Field(() => Int, { description: 'Pause between two messages of the account, in milliseconds, from 500 to 600000.' })
  readonly sendIntervalMs: number;

  @Field(() => OwnLimitsType, { description: 'Limits that an administrator set.' })
  readonly limits: OwnLimitsType;

  @Field(() => AdvisedLimitsType, { description: 'What holds where no limit is set.' })
  readonly advisedLimits: AdvisedLimitsType;

  @Field(() => [String], { description: 'Numbers whose messages create no chat, E.164 with +.' })
  readonly ignoredNumbers: string[];

  @Field(() => Boolean, { description: 'Left out of lists of accounts; only a disconnected account can be hidden.' })
  readonly hidden: boolean;

  constructor(account: Account, capabilities: ConnectorCapabilities | undefined, now: Date) {
    this.advisedLimits = new AdvisedLimitsType(account, capabilities, now);
    this.access = account.access.map(entry => new AccessEntryType(entry));
    this.publishOutgoing = account.publishOutgoing;
    this.defaultPublication = account.defaultPublication;
    this.sendIntervalMs = account.sendIntervalMs;
    this.limits = new OwnLimitsType(account.ownLimits);
    this.ignoredNumbers = account.ignoredNumbers;
    this.hidden = account.hidden;
  }
}

@Resolver(() => AccountType)
export class AccountSettingsResolver {
  @FieldResolver(() => AccountSettingsType, { nullable: true, description: 'Its settings; null for those who are not administrators.' })
  settings(@Root() { source }: AccountType, @Ctx() { caller, services }: RequestContext): AccountSettingsType | null {
    if (!caller.isAdministrator) return null;
    return new AccountSettingsType(source, services.connectors.profile(source.kind)?.capabilities, services.clock.now());
  }
}

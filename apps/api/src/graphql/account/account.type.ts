import { isRefusal, lineAdvice, publicationOptions, refuse, type Account, type LineId } from '@olchat/domain';
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { AccountStateEnum, ConnectorKindEnum, MessengerEnum, PublicationEnum } from '../enums.ts';
import { refusalType, RefusalType } from '../refusals.ts';
import { DateTime } from '../scalars.ts';
import { AccountCapabilitiesType } from './account-capabilities.type.ts';
import { AccountLimitsType } from './account-limits.type.ts';
import { LineAdviceType } from './line-advice.type.ts';
import { PublicationOptionType } from './publication-option.type.ts';

@ObjectType('Synchronisation', { description: 'Contacts of an account that is just connected, on their way to OLChat.' })
export class SynchronisationType {
  @Field(() => Int, { description: 'People known so far.' })
  readonly done: number;

  @Field(() => Int, { nullable: true, description: 'Of so many; null where the messenger does not tell.' })
  readonly total: number | null;

  constructor({ done, total }: NonNullable<Account['progress']>) {
    this.done = done;
    this.total = total;
  }
}

@ObjectType('Account', { description: 'A connected number or user, attached to one open line. People see it as «Линия».' })
export class AccountType {
  readonly source: Account;

  constructor(source: Account) {
    this.source = source;
  }

  @Field(() => ID, { description: 'Id of the account.' })
  get id() {
    return this.source.id;
  }

  @Field(() => ConnectorKindEnum, { description: 'The way into the messenger.' })
  get kind() {
    return this.source.kind;
  }

  @Field(() => MessengerEnum, { description: 'The messenger.' })
  get messenger() {
    return this.source.messenger;
  }

  @Field(() => String, { description: 'Name that people gave it.' })
  get title() {
    return this.source.title;
  }

  @Field(() => String, { nullable: true, description: 'Its number, E.164 with +; null until the first login.' })
  get address() {
    return this.source.address;
  }

  @Field(() => String, {
    nullable: true,
    description: "The messenger's own id of the account, where it has one (Telegram); null until the first login.",
  })
  get messengerId() {
    return this.source.messengerId;
  }

  @Field(() => String, { nullable: true, description: 'Its user name without @; null: the messenger has none, or the account has none.' })
  get username() {
    return this.source.username;
  }

  @Field(() => SynchronisationType, { nullable: true, description: 'How far its contacts are loaded, while `state` is SYNCHRONISING.' })
  get synchronisation(): SynchronisationType | null {
    return this.source.progress === null ? null : new SynchronisationType(this.source.progress);
  }

  @Field(() => AccountStateEnum, { description: 'What it can do now.' })
  get state() {
    return this.source.state;
  }

  @Field(() => RefusalType, { nullable: true, description: 'Why it is not connected; null while it is, or comes back by itself.' })
  stateReason(@Ctx() { locale }: RequestContext): RefusalType | null {
    const { stateReason, stateRawCode, state, restrictedUntil } = this.source;
    if (stateReason === null) return null;
    const reason = refuse(stateReason, {
      accountState: state,
      ...(stateRawCode === null ? {} : { rawCode: stateRawCode }),
      ...(restrictedUntil === null ? {} : { freeAt: restrictedUntil.toISOString() }),
    });
    return refusalType(reason, locale);
  }

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  get stateSince() {
    return this.source.stateSince;
  }

  @Field(() => LineType, { nullable: true, description: 'The open line that it is attached to.' })
  get line(): LineType {
    return new LineType({ id: this.source.lineId, name: this.source.lineName, account: this.source });
  }

  @Field(() => PublicationEnum, { description: 'The way that «Публиковать в чате» means for this account.' })
  get defaultPublication() {
    return this.source.defaultPublication;
  }

  @Field(() => AccountCapabilitiesType, { description: 'What it can do.' })
  capabilities(@Ctx() { services }: RequestContext): AccountCapabilitiesType {
    return new AccountCapabilitiesType(services.connectors.profile(this.source.kind)?.capabilities);
  }

  @Field(() => [PublicationOptionType], { description: 'Every way to show a message in the chat, available to the caller or not.' })
  async publications(@Ctx() { caller, loaders, locale, services }: RequestContext): Promise<PublicationOptionType[]> {
    const [hasOwnToken, switchedOff] = await Promise.all([
      loaders.hasOwnToken.load(caller.employeeId),
      loaders.switchedOff.load(caller.portalId),
    ]);
    return publicationOptions(this.source, { hasOwnToken, switchedOff, now: services.clock.now() }).map(
      ({ publication, reason }) => new PublicationOptionType(publication, reason, locale),
    );
  }

  @Field(() => AccountLimitsType, { description: 'How much of its limits is used.' })
  async limits(@Ctx() { loaders, services }: RequestContext): Promise<AccountLimitsType> {
    const capabilities = services.connectors.profile(this.source.kind)?.capabilities;
    return new AccountLimitsType(this.source, capabilities, await loaders.accountUse.load(this.source.id), services.clock.now());
  }
}

export interface LineSource {
  id: string;
  name: string;
  /** Undefined: Bitrix24 is asked when the field is. */
  isActive?: boolean;
  account: Account | null;
  /** Of every messenger; absent: `account` alone. */
  accounts?: readonly Account[];
}

@ObjectType('Line', { description: "An open line of the portal: Bitrix24's shared inbox of a channel." })
export class LineType {
  readonly source: LineSource;

  constructor(source: LineSource) {
    this.source = source;
  }

  @Field(() => ID, { description: "Bitrix24's id of the line." })
  get id() {
    return this.source.id;
  }

  @Field(() => String, { description: 'Name of the line.' })
  get name() {
    return this.source.name;
  }

  @Field(() => Boolean, { description: 'It is switched on, as Bitrix24 last said.' })
  async isActive(@Ctx() { caller, shared }: RequestContext): Promise<boolean> {
    const { isActive, account } = this.source;
    if (isActive !== undefined || account === null) return isActive ?? true;
    return shared.lineNews.isActive(caller.portalId, account.lineId);
  }

  @Field(() => [LineAdviceType], {
    nullable: true,
    description:
      "What an administrator should change in the line's settings, most important first; empty: nothing. Read from Bitrix24 when asked. " +
      'Null for those who are not administrators, and when Bitrix24 cannot be asked.',
  })
  async advice(@Ctx() { caller, services, locale }: RequestContext): Promise<LineAdviceType[] | null> {
    if (!caller.isAdministrator) return null;
    const settings = await services.openLines.lineSettings(caller.portalId, this.source.id as LineId);
    return settings === null || isRefusal(settings) ? null : lineAdvice(settings).map(code => new LineAdviceType(code, locale));
  }

  @Field(() => [AccountType], { description: 'The accounts on this line, at most one per messenger.' })
  get accounts(): AccountType[] {
    const { account, accounts = account === null ? [] : [account] } = this.source;
    return accounts.map(one => new AccountType(one));
  }

  @Field(() => AccountType, { nullable: true, description: 'An account on this line, the oldest if there are several; see `accounts`.' })
  get account(): AccountType | null {
    return this.source.account === null ? null : new AccountType(this.source.account);
  }
}

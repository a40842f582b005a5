/** A refusal of the domain → the member of a mutation's union: one type per shape of data, one code per cause. */
import { isRefusal, type AccountState, type Refusal, type RefusalCode, type Retry } from '@olchat/domain';
import { createUnionType, Field, Int, InterfaceType, ObjectType, type ClassType } from 'type-graphql';
import { sentence } from '../refusal-texts/sentence.ts';
import { AccountStateEnum } from './enums.ts';
import { MissingRightEnum, RefusalCodeEnum, RetryEnum, type MissingRight } from './refusal-codes.ts';
import { DateTime } from './scalars.ts';

type Locale = 'ru' | 'en';

@InterfaceType('Refusal', { description: 'A known "no": nothing was done. Every refusal of every mutation has these fields.' })
export abstract class RefusalType {
  @Field(() => RefusalCodeEnum, { description: 'The cause. Branch on this.' })
  readonly code: RefusalCode;

  @Field(() => String, { description: "A sentence for people in the caller's language, with what they can do next." })
  readonly message: string;

  @Field(() => RetryEnum, { description: 'Whether the same request can succeed later.' })
  readonly retry: Retry;

  constructor(refusal: Refusal, locale: Locale) {
    this.code = refusal.code;
    this.message = sentence(refusal, locale);
    this.retry = refusal.retry;
  }
}

@ObjectType('GeneralRefusal', { implements: RefusalType, description: 'A refusal that the code says everything about.' })
export class GeneralRefusal extends RefusalType {}

@ObjectType('NotAllowed', { implements: RefusalType, description: 'The caller lacks a right.' })
export class NotAllowed extends RefusalType {
  @Field(() => MissingRightEnum, { description: 'Which right.' })
  readonly right: MissingRight;

  constructor(refusal: Refusal, locale: Locale) {
    super(refusal, locale);
    this.right = RIGHTS[refusal.details.right ?? 'app'];
  }
}

const RIGHTS: Record<NonNullable<Refusal['details']['right']>, MissingRight> = {
  account: 'ACCOUNT',
  card: 'CARD',
  line: 'LINE',
  app: 'APP',
  administrator: 'ADMINISTRATOR',
};

@ObjectType('AccountUnavailable', { implements: RefusalType, description: 'Nothing can be sent through this account now.' })
export class AccountUnavailable extends RefusalType {
  @Field(() => AccountStateEnum, { nullable: true, description: 'How the account stands; null when the caller may not know it.' })
  readonly state: AccountState | null;

  @Field(() => DateTime, { nullable: true, description: 'When it becomes free again, if that is known.' })
  readonly freeAt: Date | null;

  constructor(refusal: Refusal, locale: Locale) {
    super(refusal, locale);
    const { accountState, freeAt } = refusal.details;
    this.state = accountState !== undefined && accountState in AccountStateEnum ? (accountState as AccountState) : null;
    this.freeAt = freeAt === undefined ? null : new Date(freeAt);
  }
}

@ObjectType('ContentRejected', { implements: RefusalType, description: 'Something in the input itself must be changed.' })
export class ContentRejected extends RefusalType {
  @Field(() => String, { description: 'Name of the input field.' })
  readonly field: string;

  @Field(() => Int, { nullable: true, description: 'The limit that it exceeds, in characters or bytes.' })
  readonly limit: number | null;

  constructor(refusal: Refusal, locale: Locale) {
    super(refusal, locale);
    this.field = refusal.details.field ?? 'text';
    this.limit = refusal.details.limit ?? null;
  }
}

@ObjectType('LimitReached', { implements: RefusalType, description: 'A limit of messages, checks or waiting is used up.' })
export class LimitReached extends RefusalType {
  @Field(() => Int, { nullable: true, description: 'The limit.' })
  readonly limit: number | null;

  @Field(() => DateTime, { nullable: true, description: 'The next moment when the request can succeed, if that is known.' })
  readonly freeAt: Date | null;

  constructor(refusal: Refusal, locale: Locale) {
    super(refusal, locale);
    this.limit = refusal.details.limit ?? null;
    this.freeAt = refusal.details.freeAt === undefined ? null : new Date(refusal.details.freeAt);
  }
}

type SpecialShape = typeof NotAllowed | typeof AccountUnavailable | typeof ContentRejected | typeof LimitReached;
type Shape = typeof GeneralRefusal | SpecialShape;

/** Exhaustive: a new code does not compile until its shape is chosen. */
function shapeOf(code: RefusalCode): Shape {
  switch (code) {
    case 'FORBIDDEN':
      return NotAllowed;
    case 'NO_ACCOUNT':
    case 'ACCOUNT_NOT_CONNECTED':
    case 'ACCOUNT_NOT_FOUND':
    case 'ACCOUNT_UNPAID':
    case 'ACCOUNT_RESTRICTED':
    case 'DEVICE_LOST':
    case 'ACCOUNT_FROZEN':
    case 'ACCOUNT_BANNED':
    case 'SESSION_ENDED':
      return AccountUnavailable;
    case 'TEXT_EMPTY':
    case 'TEXT_TOO_LONG':
    case 'VARIABLE_UNKNOWN':
    case 'VARIABLE_EMPTY':
    case 'FILE_EMPTY':
    case 'FILE_TOO_LARGE':
    case 'FILE_UNREADABLE':
    case 'PICTURE_TOO_LARGE':
    case 'FILE_SPACE_FULL':
    case 'FILE_INFECTED':
    case 'FILE_NOT_SCANNED':
    case 'FILE_GONE':
    case 'VOICE_NOT_CONVERTIBLE':
    case 'OUT_OF_RANGE':
      return ContentRejected;
    case 'LIMIT_REACHED':
    case 'LOGIN_TOO_MANY_TRIES':
      return LimitReached;
    case 'PORTAL_AUTH_MISSING':
    case 'PORTAL_TOKEN_REFUSED':
    case 'PORTAL_UNAVAILABLE':
    case 'NOT_IN_WHATSAPP':
    case 'NO_ADDRESS':
    case 'NOT_IN_TELEGRAM':
    case 'NUMBER_MALFORMED':
    case 'OWN_NUMBER':
    case 'CHECK_IMPOSSIBLE':
    case 'HISTORY_NOT_OFFERED':
    case 'HISTORY_UNAVAILABLE':
    case 'HISTORY_NO_START':
    case 'HISTORY_PHONE_SILENT':
    case 'CONTACT_REFUSED':
    case 'MESSENGER_REFUSED':
    case 'NOT_CONFIRMED':
    case 'TOO_OLD':
    case 'CHAT_NOT_CREATED':
    case 'CHAT_OF_ANOTHER':
    case 'NO_CLIENT':
    case 'CHAT_CLOSING':
    case 'PUBLICATION_UNAVAILABLE':
    case 'PUBLICATION_SWITCHED_OFF':
    case 'ACTIVITY_NOT_WRITTEN':
    case 'IDEMPOTENCY_CONFLICT':
    case 'DRAFT_CHANGED':
    case 'IN_FLIGHT':
    case 'ALREADY_FINAL':
    case 'LINE_TAKEN':
    case 'ACCOUNT_CONNECTED':
    case 'LOGIN_EXPIRED':
    case 'PREMIUM_NEEDED':
    case 'PAYMENT_NEEDED':
    case 'BLOCKED_BY_CLIENT':
    case 'CLIENT_BLOCKED':
    case 'CLIENT_DELETED':
    case 'NOT_A_PERSON':
    case 'VOICE_REFUSED':
    case 'LOGIN_CODE_WRONG':
    case 'LOGIN_CODE_EXPIRED':
    case 'LOGIN_PASSWORD_WRONG':
    case 'LOGIN_NO_ACCOUNT':
    case 'LOGIN_NUMBER_BANNED':
    case 'LOGIN_UNSUPPORTED':
    case 'LOGIN_NOT_CONFIGURED':
    case 'SENDER_DISMISSED':
    case 'NOT_FOUND':
      return GeneralRefusal;
  }
}

/** For fields of the type `Refusal`. */
export const refusalType = (refusal: Refusal, locale: Locale): RefusalType => new (shapeOf(refusal.code))(refusal, locale);

export interface ResultUnion {
  /** The union, for the decorator. */
  type: object;
  /** The answer of a use case as a member of this union. A shape that the union does not list becomes a GeneralRefusal with the same code. */
  of<Answer, Success extends object>(answer: Answer | Refusal, locale: Locale, success: (answer: Answer) => Success): Success | RefusalType;
}

/** The result of a mutation: its success, GeneralRefusal, and the shapes that it can also answer with. */
export function resultUnion(name: string, success: ClassType, shapes: readonly SpecialShape[]): ResultUnion {
  const type: object = createUnionType({
    name,
    description: `What \`${name.charAt(0).toLowerCase()}${name.slice(1, -'Result'.length)}\` answers: success or a refusal.`,
    types: () => [success, GeneralRefusal, ...shapes] as const,
  });
  return {
    type,
    of: (answer, locale, succeed) => {
      if (!isRefusal(answer)) return succeed(answer);
      const shape = shapeOf(answer.code);
      const isListed = (shapes as readonly Shape[]).includes(shape);
      return new (isListed ? shape : GeneralRefusal)(answer, locale);
    },
  };
}

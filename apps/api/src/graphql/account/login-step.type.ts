import { refuse, type CodeStep, type LoginProblem, type LoginProgress, type LoginStep, type RefusalDetails } from '@olchat/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { AccountUnavailable, ContentRejected, NotAllowed, refusalType, RefusalType, resultUnion } from '../refusals.ts';
import { DateTime } from '../scalars.ts';
import { wordList } from '../word-list.ts';

type LoginStepKind = 'QR' | 'WAIT' | 'PHONE' | 'CODE' | 'PASSWORD' | 'DONE' | 'EXPIRED';
const LoginStepKindEnum = wordList<LoginStepKind>('LoginStepKind', 'What a login needs now.', {
  QR: "Show `qr` as a QR code; the account's phone scans it. A new code comes every 20 to 60 seconds.",
  WAIT: 'Nothing: the messenger is at work, the next step follows by itself.',
  PHONE: 'Ask for the phone number.',
  CODE: 'Ask for the code that the messenger sent.',
  PASSWORD: 'Ask for the password of the account.',
  DONE: 'The account is logged in.',
  EXPIRED: 'The series of codes ended; `continueLogin` begins a new one.',
});

type CodeWay = CodeStep['sentBy'];
const CodeWayEnum = wordList<CodeWay>('CodeWay', 'Where the code of a login went.', {
  APP: "Into the person's own chat with the messenger, not by SMS.",
  SMS: 'By SMS.',
  CALL: 'A call tells it.',
  MISSED_CALL: 'The last digits of a number that calls and hangs up.',
  EMAIL: 'By e-mail.',
  OTHER: 'By another way that the messenger chose.',
});

@ObjectType('LoginStep', { description: 'What the login of an account needs now.' })
export class LoginStepType {
  @Field(() => ID, { description: 'The account that is being logged in.' })
  readonly accountId: string;

  @Field(() => LoginStepKindEnum, { description: 'What is needed.' })
  readonly kind: LoginStepKind;

  @Field(() => String, { nullable: true, description: 'Content of the QR code; null while the first code is being made.' })
  readonly qr: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When this code ends and the next one comes.' })
  readonly qrExpiresAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "A hint of the messenger: with CODE the number that it was asked for, with PASSWORD the person's own reminder.",
  })
  readonly hint: string | null;

  @Field(() => CodeWayEnum, { nullable: true, description: 'With CODE: where the code went.' })
  readonly codeSentBy: CodeWay | null;

  @Field(() => Int, { nullable: true, description: 'With CODE: characters of the code; null where the messenger does not tell.' })
  readonly codeLength: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'With CODE: from then on another one may be asked for by `continueLogin` with `resendCode`; null: never.',
  })
  readonly resendAt: Date | null;

  @Field(() => RefusalType, {
    nullable: true,
    description:
      'Why the last answer did not do; the same step waits for another one. LOGIN_CODE_WRONG, LOGIN_CODE_EXPIRED, LOGIN_PASSWORD_WRONG, LOGIN_TOO_MANY_TRIES, LOGIN_NO_ACCOUNT, LOGIN_NUMBER_BANNED, NUMBER_MALFORMED, LOGIN_UNSUPPORTED, LOGIN_NOT_CONFIGURED.',
  })
  readonly problem: RefusalType | null;

  @Field(() => DateTime, { nullable: true, description: 'When the next try can succeed, if `problem` names a time.' })
  readonly freeAt: Date | null;

  /** Null: the worker has not shown a step yet; it follows by the subscription. */
  constructor(accountId: string, step: LoginStep | null, locale: 'ru' | 'en') {
    const code = step?.kind === 'CODE' ? step : null;
    const problem = problemOf(step);
    this.accountId = accountId;
    this.kind = step?.kind ?? 'QR';
    this.qr = step?.kind === 'QR' ? step.qr : null;
    this.qrExpiresAt = step?.kind === 'QR' ? step.expiresAt : null;
    this.hint = code?.phone ?? (step?.kind === 'PASSWORD' ? step.hint : null);
    this.codeSentBy = code?.sentBy ?? null;
    this.codeLength = code?.length ?? null;
    this.resendAt = code?.resendAt ?? null;
    this.problem = problem === null ? null : refusalType(refuse(problem.code, detailsOf(problem)), locale);
    this.freeAt = problem?.freeAt ?? null;
  }
}

const problemOf = (step: LoginStep | null): LoginProblem | null => (step !== null && 'problem' in step ? (step.problem ?? null) : null);

const detailsOf = ({ rawCode, freeAt }: LoginProblem): RefusalDetails => ({
  ...(rawCode === null ? {} : { rawCode }),
  ...(freeAt === null ? {} : { freeAt: freeAt.toISOString() }),
});

export const LoginResult = resultUnion('LoginResult', LoginStepType, [NotAllowed, AccountUnavailable, ContentRejected]);

export const loginStep =
  (locale: 'ru' | 'en') =>
  ({ accountId, step }: LoginProgress): LoginStepType =>
    new LoginStepType(accountId, step, locale);

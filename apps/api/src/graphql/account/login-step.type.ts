import type { LoginProgress, LoginStep } from '@olchat/domain';
import { Field, ID, ObjectType } from 'type-graphql';
import { LoginStepKindEnum, type LoginStepKind } from '../enums.ts';
import { AccountUnavailable, NotAllowed, resultUnion } from '../refusals.ts';
import { DateTime } from '../scalars.ts';

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

  @Field(() => String, { nullable: true, description: 'A hint of the messenger, such as the end of the number that a code went to.' })
  readonly hint: string | null = null;

  /** Null: the worker has not shown a step yet; it follows by the subscription. */
  constructor(accountId: string, step: LoginStep | null) {
    this.accountId = accountId;
    this.kind = step?.kind ?? 'QR';
    this.qr = step?.kind === 'QR' ? step.qr : null;
    this.qrExpiresAt = step?.kind === 'QR' ? step.expiresAt : null;
  }
}

export const LoginResult = resultUnion('LoginResult', LoginStepType, [NotAllowed, AccountUnavailable]);

export const loginStep = ({ accountId, step }: LoginProgress): LoginStepType => new LoginStepType(accountId, step);

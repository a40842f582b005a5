import { disconnectAccount, type AccountId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { AccountType } from './account.type.ts';
import { wordList } from '../word-list.ts';

type QueuedMessages = 'KEEP' | 'CANCEL';
const QueuedMessagesEnum = wordList<QueuedMessages>('QueuedMessages', 'What becomes of messages that wait in a disconnected account.', {
  KEEP: 'They wait for the next connection, at most a day.',
  CANCEL: 'They are cancelled.',
});

@InputType({ description: 'Which account to disconnect.' })
export class DisconnectAccountInput {
  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;

  @Field(() => QueuedMessagesEnum, { description: 'What becomes of the messages that still wait in it.' })
  readonly queued!: QueuedMessages;
}

@ObjectType('AccountDisconnected', { description: 'The account is disconnected and its device unlinked.' })
export class AccountDisconnected {
  @Field(() => AccountType, { description: 'The account as it is now.' })
  readonly account: AccountType;

  constructor(account: AccountType) {
    this.account = account;
  }
}

const DisconnectAccountResult = resultUnion('DisconnectAccountResult', AccountDisconnected, [NotAllowed]);

@Resolver()
export class DisconnectAccountResolver {
  @Mutation(() => DisconnectAccountResult.type, {
    description: 'Logs the account out at the messenger. Its line, chats and history stay. Administrators only.',
  })
  async disconnectAccount(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => DisconnectAccountInput, { description: 'Which account, and what becomes of its queue.' })
    input: DisconnectAccountInput,
  ) {
    const answer = await disconnectAccount(services, caller, { accountId: ownId<AccountId>(input.accountId), queued: input.queued });
    return DisconnectAccountResult.of(answer, locale, account => new AccountDisconnected(new AccountType(account)));
  }
}

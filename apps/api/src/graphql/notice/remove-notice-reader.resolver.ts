import { removeNoticeReader, type EmployeeId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { NoticeChatType } from './notice-chat.type.ts';

@InputType({ description: 'Who shall not read the notices any more.' })
export class RemoveNoticeReaderInput {
  @Field(() => ID, { description: "Bitrix24's id of the employee." })
  readonly employeeId!: string;
}

@ObjectType('NoticeReaderRemoved', { description: 'The employee is not in the chat of notices.' })
export class NoticeReaderRemoved {
  @Field(() => NoticeChatType, { description: 'The chat as it is now.' })
  readonly notices: NoticeChatType;

  constructor(notices: NoticeChatType) {
    this.notices = notices;
  }
}

const RemoveNoticeReaderResult = resultUnion('RemoveNoticeReaderResult', NoticeReaderRemoved, [NotAllowed]);

@Resolver()
export class RemoveNoticeReaderResolver {
  @Mutation(() => RemoveNoticeReaderResult.type, {
    description:
      'Takes an employee out of the chat of notices. The one under whose rights the application works stays: FORBIDDEN. Without a chat: NOT_FOUND. Administrators only.',
  })
  async removeNoticeReader(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => RemoveNoticeReaderInput, { description: 'Who.' }) input: RemoveNoticeReaderInput,
  ) {
    const answer = await removeNoticeReader(services, caller, input.employeeId as EmployeeId);
    return RemoveNoticeReaderResult.of(answer, locale, chat => new NoticeReaderRemoved(new NoticeChatType(chat)));
  }
}

import { addNoticeReader, type EmployeeId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { NoticeChatType } from './notice-chat.type.ts';

@InputType({ description: 'Who shall read the notices.' })
export class AddNoticeReaderInput {
  @Field(() => ID, { description: "Bitrix24's id of the employee." })
  readonly employeeId!: string;
}

@ObjectType('NoticeReaderAdded', { description: 'The employee is in the chat of notices and sees what was told before.' })
export class NoticeReaderAdded {
  @Field(() => NoticeChatType, { description: 'The chat as it is now.' })
  readonly notices: NoticeChatType;

  constructor(notices: NoticeChatType) {
    this.notices = notices;
  }
}

const AddNoticeReaderResult = resultUnion('AddNoticeReaderResult', NoticeReaderAdded, [NotAllowed]);

@Resolver()
export class AddNoticeReaderResolver {
  @Mutation(() => AddNoticeReaderResult.type, {
    description:
      'Puts an employee into the chat of notices; makes the chat when there is none. An employee whom the portal does not know is NOT_FOUND. Administrators only.',
  })
  async addNoticeReader(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => AddNoticeReaderInput, { description: 'Who.' }) input: AddNoticeReaderInput,
  ) {
    const answer = await addNoticeReader(services, caller, input.employeeId as EmployeeId);
    return AddNoticeReaderResult.of(answer, locale, chat => new NoticeReaderAdded(new NoticeChatType(chat)));
  }
}

import type { EmployeeId, NoticeReaders } from '@olchat/domain';
import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { portalOrigin } from '../../portals/portal-origin.ts';
import type { RequestContext } from '../context.ts';
import { orThrow } from '../errors.ts';
import { EmployeeType } from '../portal/employee.type.ts';

@ObjectType('NoticeChat', {
  description: "The chat in the portal's messenger in which the application tells of connections, restrictions and limits.",
})
export class NoticeChatType {
  readonly source: NoticeReaders;

  constructor(source: NoticeReaders) {
    this.source = source;
  }

  @Field(() => ID, { nullable: true, description: "Bitrix24's id of the chat; null until the first notice or reader makes it." })
  get chatId(): string | null {
    return this.source.chatId;
  }

  @Field(() => String, { nullable: true, description: "Address that opens the chat in Bitrix24's messenger; null as `chatId`." })
  async openUrl(@Ctx() { services, caller }: RequestContext): Promise<string | null> {
    if (this.source.chatId === null) return null;
    const portal = await services.storage.transaction(caller.portalId, tx => tx.portal());
    return `${portalOrigin(portal)}/online/?IM_DIALOG=chat${encodeURIComponent(this.source.chatId)}`;
  }

  @Field(() => [EmployeeType], {
    description:
      'Who is in the chat and reads the notices. When Bitrix24 cannot name them: the error PORTAL_UNAVAILABLE or PORTAL_TOKEN_REFUSED.',
  })
  async employees(@Ctx() { services, caller, locale }: RequestContext): Promise<EmployeeType[]> {
    const { readers } = this.source;
    const known = orThrow(await services.crm.employees(caller.portalId, readers), locale);
    const names = new Map<EmployeeId, string>(known.map(({ id, name }) => [id, name]));
    return readers.map(id => new EmployeeType(id, names.get(id) ?? ''));
  }
}

import { noticeReaders } from '@olchat/domain';
import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { orThrow } from '../errors.ts';
import { NoticeChatType } from './notice-chat.type.ts';

@Resolver()
export class NoticesQuery {
  @Query(() => NoticeChatType, {
    description:
      'The chat of notices and who reads it. Administrators only: others get the error FORBIDDEN. When Bitrix24 cannot be asked: PORTAL_UNAVAILABLE or PORTAL_TOKEN_REFUSED.',
  })
  async notices(@Ctx() { caller, services, locale }: RequestContext): Promise<NoticeChatType> {
    return new NoticeChatType(orThrow(await noticeReaders(services, caller), locale));
  }
}

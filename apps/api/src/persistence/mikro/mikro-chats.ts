/** Open-line chats, and the records in the timeline. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { Activity, Chat, type Activities, type ChatId, type Chats, type MessageGroupId, type PortalId } from '@olchat/domain';

export const chatsOf = (em: EntityManager, portalId: PortalId): Chats => ({
  find: (accountId, recipientId) => em.findOne(Chat, { portalId, accountId, recipientId }),
  findById: (id: ChatId) => em.findOne(Chat, { portalId, id }),
  findByDialog: openLineChatId => em.findOne(Chat, { portalId, openLineChatId }, { orderBy: { createdAt: 'desc' } }),
  async recent(since, limit) {
    const rows = await em.execute<{ id: ChatId }[]>(
      `select id from (
         select chat.id, greatest(chat.created_at, conversation.last_inbound_at, (
           select max(message.created_at) from message where message.portal_id = chat.portal_id
             and message.account_id = chat.account_id and message.recipient_id = chat.recipient_id)) as at
         from chat left join conversation using (portal_id, account_id, recipient_id) where chat.portal_id = ?) spoken
       where at >= ? order by at desc limit ?`,
      [portalId, since, limit],
    );
    const places = new Map(rows.map(({ id }, place) => [id, place]));
    const found = await em.find(Chat, { portalId, id: { $in: [...places.keys()] } });
    return found.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  },
  async save(chat) {
    em.persist(chat);
    await em.flush();
  },
});

export const activitiesOf = (em: EntityManager, portalId: PortalId): Activities => ({
  find: (groupId: MessageGroupId) => em.findOne(Activity, { portalId, groupId }),
  async save(activity) {
    em.persist(activity);
    await em.flush();
  },
});

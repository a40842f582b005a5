/** A portal of the storage's tests with something in every table. */
import { randomUUID } from 'node:crypto';
import {
  Activity,
  changeBy,
  newId,
  PartnerKey,
  raiseNotice,
  StoredFile,
  Template,
  TemplateCategory,
  type AccountId,
  type DraftVersion,
  type FileId,
  type HistoryRequestId,
  type MessageFile,
  type PartnerKeyId,
  type PortalId,
  type RecipientId,
  type TemplateCategoryId,
  type TemplateId,
} from '@olchat/domain';
import { aCaller, aChat, aMessage, anAccount, ANNA, DEAL, newNumber } from '@olchat/domain/testing';
import { SqlSessionStore } from '../../apps/api/src/persistence/sql/sql-session-store.ts';
import { newToken } from '../../apps/api/src/persistence/sql/sql-sessions.ts';
import type { StorageParts } from './parts.ts';

export interface Furnished {
  portalId: PortalId;
  accountId: AccountId;
  recipientId: RecipientId;
  messageId: string;
  inboxId: string;
  /** The token of a partner's key. */
  partnerKey: string;
}

const LANE_OF_A_TASK = 'activity:1';

/** A portal with at least one row in every table that belongs to portals. */
export async function furnish(parts: StorageParts): Promise<Furnished> {
  const portalId = await parts.newPortal();
  const account = anAccount(portalId);
  const inboxId = newId<PortalId>();
  const partnerKey = newToken();
  const recipient = await parts.storage.transaction(portalId, async tx => {
    await tx.accounts.add(account);
    const [ensured] = await tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: 'Иван' }]);
    return ensured;
  });
  if (recipient === undefined) throw new Error('no recipient was made');
  const stored = {
    portalId,
    id: newId<FileId>(),
    storageKey: '1',
    ownerId: ANNA,
    name: 'Секрет.pdf',
    asLink: false,
    createdAt: new Date(),
  };
  const file: MessageFile = { id: stored.id, kind: 'DOCUMENT', name: stored.name, mime: 'application/pdf', size: 5, seconds: null };
  const message = aMessage({ portalId, accountId: account.id, recipientId: recipient.id, text: 'Секрет', file });
  const [lease] = (await parts.lanes('worker', { leaseMs: 3_600_000, renewMs: 3_600_000 }).claim('ACCOUNT', 10, 10)).filter(
    one => one.portalId === portalId,
  );
  if (lease === undefined) throw new Error('the lane of the account is not open');
  await parts.storage.transaction(portalId, async tx => {
    const kept = StoredFile.begin(stored);
    await tx.files.add(kept);
    kept.arrived({ size: 7, sha256: '', mime: 'application/pdf', kind: 'DOCUMENT', seconds: null });
    await tx.files.save(kept);
    await tx.messages.accept([message]);
    await tx.intents.claim({ key: 'k', contentHash: 'h', messageId: message.id, groupId: message.groupId });
    await tx.activities.save(Activity.create({ portalId, groupId: message.groupId, card: DEAL, responsibleId: ANNA }));
    await tx.chats.save(aChat({ portalId, accountId: account.id, recipientId: recipient.id }));
    await tx.ownPosts.add('501');
    const content = { text: 'Секрет', fileIds: [], voiceFileId: null, asDocument: false, publication: null, createActivity: true };
    const place = { employeeId: ANNA, card: DEAL, recipientId: recipient.id };
    await tx.drafts.save({ ...place, content, version: newId<DraftVersion>(), savedAt: new Date(), savedBy: null }, null);
    await raiseNotice(tx, new Date(), { kind: 'account-connected', accountId: account.id });
    await tx.noticeChat.save({ key: randomUUID(), chatId: '1417', madeAt: new Date() });
    await tx.publicationSwitches.save({ publication: 'OUTGOING', rawCode: 'insufficient_scope', at: new Date() });
    await tx.chatOpenings.save({
      accountId: account.id,
      recipientId: recipient.id,
      employeeId: ANNA,
      employeeName: 'Анна Смирнова',
      card: null,
      state: 'POSTING',
      startedAt: new Date(),
    });
    const category = Object.assign(new TemplateCategory(), {
      portalId,
      id: newId<TemplateCategoryId>(),
      title: 'Общее',
      createdAt: new Date(),
    });
    await tx.templates.saveCategory(category);
    const template = {
      portalId,
      id: newId<TemplateId>(),
      title: 'Секрет',
      text: 'Секрет',
      categoryId: category.id,
      access: [],
      authorId: ANNA,
    };
    await tx.templates.save(Object.assign(new Template(), template, { createdAt: new Date(), updatedAt: new Date() }));
    await tx.templates.noteUse(template.id, ANNA, new Date());
    await tx.usage.spend(account.id, 'SENT', 10);
    await tx.usage.noteCall(account.id, new Date());
    await tx.changes.add(changeBy(aCaller(portalId), new Date(), { what: 'ACCOUNT_SETTINGS', subjectId: account.id }));
    await tx.messages.noteInbound(account.id, recipient.id, new Date());
    await tx.logins.save(account.id, { kind: 'QR', qr: '2@secret', expiresAt: new Date() });
    await tx.logins.giveAnswer(account.id, { kind: 'PASSWORD', password: 'secret' }, new Date());
    await tx.firstMessages.grant(account.id, recipient.id, new Date());
    const history = newId<HistoryRequestId>();
    await tx.histories.ask({ id: history, accountId: account.id, recipientId: recipient.id, before: null, limit: 20, askedAt: new Date() });
    await tx.histories.answer(history, { kind: 'unknown', reason: 'Секрет' });
    await tx.lookUps.want(account.id, [{ kind: 'USERNAME', value: 'alisa_demo' }], new Date());
    await tx.inbox.add({
      id: inboxId,
      source: 'MESSENGER',
      accountId: account.id,
      dedupKey: '1',
      body: { text: 'Секрет' },
      receivedAt: new Date(),
    });
    await tx.received.add({
      id: newId<FileId>(),
      accountId: account.id,
      recipientId: recipient.id,
      externalMessageId: 'in-1',
      fromPhone: false,
      text: 'Секрет',
      file: null,
      unsupported: null,
      occurredAt: new Date(),
      editedAt: null,
      removedAt: null,
    });
    const key = { portalId, id: newId<PartnerKeyId>(), employeeId: ANNA, title: 'CRM', createdAt: new Date(), revokedAt: null };
    await tx.partnerKeys.add(Object.assign(new PartnerKey(), key), partnerKey.hash);
    await tx.embeddings.add({ smartProcessTypeId: '1038', embeddedBy: ANNA, embeddedAt: new Date() });
    await tx.tasks.add({ name: 'sync-activity', laneKey: LANE_OF_A_TASK, subjectId: message.groupId });
    tx.publish({ kind: 'login', accountId: account.id });
  });
  const store = new SqlSessionStore(parts.orm, parts.keys, lease, account.id);
  await store.writeCredentials('{"noise":"secret"}');
  await store.writeKeys([{ type: 'session', id: '1', value: 'secret' }], []);
  await store.writeSent('fake-1', Buffer.from('secret'));
  await parts.storage.transaction(portalId, async tx => tx.installation.save(await tx.installation.lock()));
  await parts.sql.run(portalId, client => client.query(`insert into rest_budget (portal_id, method) values ($1, '*')`, [portalId]));
  return { portalId, accountId: account.id, recipientId: recipient.id, messageId: message.id, inboxId, partnerKey: partnerKey.token };
}

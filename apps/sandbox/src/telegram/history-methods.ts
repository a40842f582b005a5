/** Conversations as the cloud keeps them. */
import { type Long } from '@mtcute/core';
import type { tl } from '@mtcute/node';
import type { Caller, Cloud, Handlers } from './cloud.ts';
import type { StoredMessage } from './mailbox.ts';
import { RpcFailure } from './rpc-error.ts';
import { messageOf, peerUser } from './tl-objects.ts';

/** No window of a day or two: a person edits for 48 hours, and deletes for both whenever he likes. */
const EDIT_WITHIN_S = 48 * 3600;
/** Messages of one answer, whatever was asked for. */
const MOST = 100;

export function historyMethods(cloud: Cloud): Handlers {
  const { mailboxes, ledger, store, changed } = cloud.parts;
  const own = ({ account }: Caller, id: number): StoredMessage => {
    const message = mailboxes.get(account.userId, id);
    if (message === undefined || message.deleted || !message.out) throw new RpcFailure(400, 'MESSAGE_ID_INVALID');
    return message;
  };
  const listed = ({ account }: Caller, messages: StoredMessage[]): tl.messages.RawMessages => ({
    _: 'messages.messages',
    messages: messages.map(messageOf),
    topics: [],
    chats: [],
    users: cloud.everybody(account.userId),
  });
  /** Fewer than there are: a slice, with how many there are. */
  const slice = (caller: Caller, messages: StoredMessage[], count: number): tl.messages.TypeMessages => {
    const { topics, chats, users, messages: shown } = listed(caller, messages);
    if (messages.length === count) return { _: 'messages.messages', messages: shown, topics, chats, users };
    return { _: 'messages.messagesSlice', count, messages: shown, topics, chats, users };
  };
  const dialog = (owner: number, peer: number): tl.RawDialog => {
    const top = mailboxes.with(owner, peer).at(-1)?.id ?? 0;
    return {
      _: 'dialog',
      peer: peerUser(peer),
      topMessage: top,
      readInboxMaxId: 0,
      readOutboxMaxId: mailboxes.pointer(owner, peer),
      unreadCount: 0,
      unreadMentionsCount: 0,
      unreadReactionsCount: 0,
      unreadPollVotesCount: 0,
      notifySettings: { _: 'peerNotifySettings' },
    };
  };
  const shown = (owner: number, peers: number[]) => ({
    dialogs: peers.map(peer => dialog(owner, peer)),
    messages: peers.flatMap(peer => mailboxes.with(owner, peer).slice(-1)).map(messageOf),
    chats: [],
    users: cloud.everybody(owner),
  });
  const fileIdAt = (caller: Caller, location: tl.TypeInputFileLocation): string => {
    if (location._ === 'inputDocumentFileLocation' || location._ === 'inputPhotoFileLocation') return location.id.toString();
    if (location._ !== 'inputPeerPhotoFileLocation') throw new RpcFailure(400, 'LOCATION_INVALID');
    const { picture } = cloud.personOf(caller, location.peer);
    if (picture === null || picture !== location.photoId.toString()) throw new RpcFailure(400, 'PHOTO_ID_INVALID');
    return picture;
  };
  return {
    'messages.getDialogs': ({ account: { userId } }, { offsetId, limit }) => {
      const newest = new Map(mailboxes.all(userId).map(({ peer, id }) => [peer, id]));
      const peers = [...newest].sort(([, a], [, b]) => b - a).filter(([, id]) => offsetId === 0 || id < offsetId);
      return {
        _: 'messages.dialogs',
        ...shown(
          userId,
          peers.slice(0, limit).map(([peer]) => peer),
        ),
      };
    },
    'messages.getPinnedDialogs': ({ account: { userId } }) => ({
      _: 'messages.peerDialogs',
      ...shown(userId, []),
      state: cloud.state(userId),
    }),
    'messages.getPeerDialogs': (caller, { peers }) => {
      const asked = peers.flatMap(peer => (peer._ === 'inputDialogPeer' ? [cloud.personOf(caller, peer.peer).userId] : []));
      const { userId } = caller.account;
      const known = asked.filter(peer => mailboxes.with(userId, peer).length > 0);
      return { _: 'messages.peerDialogs', ...shown(userId, known), state: cloud.state(userId) };
    },
    'messages.getHistory': (caller, { peer, limit, minId, maxId, offsetId }) => {
      const person = cloud.personOf(caller, peer);
      if (limit < 1) throw new RpcFailure(400, 'LIMIT_INVALID');
      const all = mailboxes.with(caller.account.userId, person.userId).filter(({ deleted }) => !deleted);
      const found = all.filter(({ id }) => id > minId && (maxId === 0 || id < maxId) && (offsetId === 0 || id < offsetId));
      return slice(caller, found.slice(-Math.min(limit, MOST)).toReversed(), all.length);
    },
    'messages.getMessages': (caller, { id }) => {
      const asked = id.flatMap(one => (one._ === 'inputMessageID' ? [one.id] : []));
      return listed(
        caller,
        asked.flatMap(one => mailboxes.get(caller.account.userId, one) ?? []),
      );
    },
    'messages.editMessage': (caller, { id, message: text }) => {
      const before = own(caller, id);
      const { userId } = caller.account;
      if (Date.now() / 1000 - before.date > EDIT_WITHIN_S) throw new RpcFailure(400, 'MESSAGE_EDIT_TIME_EXPIRED');
      if (text === undefined || (text === '' && before.media === null)) throw new RpcFailure(400, 'MESSAGE_EMPTY');
      if (text === before.text) throw new RpcFailure(400, 'MESSAGE_NOT_MODIFIED');
      const line = store.transaction(() => {
        mailboxes.put({ ...before, text, editDate: Math.floor(Date.now() / 1000) });
        const body = { text };
        ledger.append({ service: 'telegram', method: 'edit', externalId: String(id), to: String(before.peer), body });
        const change = { kind: 'edit', id } as const;
        return { pts: mailboxes.append(userId, change), change };
      });
      cloud.tell(userId, line, caller.key);
      changed(before.peer);
      const edited = mailboxes.get(userId, id) ?? before;
      return cloud.updates(userId, [{ _: 'updateEditMessage', message: messageOf(edited), pts: line.pts, ptsCount: 1 }]);
    },
    'messages.deleteMessages': (caller, { id: ids }) => {
      const { userId } = caller.account;
      const there = ids.flatMap(id => mailboxes.get(userId, id) ?? []).filter(({ deleted }) => !deleted);
      if (there.length === 0) return { _: 'messages.affectedMessages', pts: mailboxes.pts(userId), ptsCount: 0 };
      const line = store.transaction(() => {
        for (const message of there) {
          mailboxes.put({ ...message, text: '', media: null, deleted: true });
          ledger.append({ service: 'telegram', method: 'delete', externalId: String(message.id), to: String(message.peer) });
        }
        const change = { kind: 'delete' as const, ids: there.map(({ id }) => id) };
        return { pts: mailboxes.append(userId, change), change };
      });
      cloud.tell(userId, line, caller.key);
      for (const peer of new Set(there.map(message => message.peer))) changed(peer);
      return { _: 'messages.affectedMessages', pts: line.pts, ptsCount: 1 };
    },
    'messages.readHistory': (caller, { peer }) => {
      // The client sees two ticks at what he wrote: nothing that passes unnoticed.
      ledger.append({ service: 'telegram', method: 'read', to: String(cloud.personOf(caller, peer).userId) });
      return { _: 'messages.affectedMessages', pts: mailboxes.pts(caller.account.userId), ptsCount: 0 };
    },
    'messages.setTyping': () => true,
    'upload.getFile': (caller, { location, offset, limit }) => {
      const bytes = cloud.parts.files.read(fileIdAt(caller, location), Number(offset satisfies number | Long), limit);
      return { _: 'upload.file', type: { _: 'storage.fileUnknown' }, mtime: 0, bytes };
    },
    'upload.saveFilePart': (_caller, { fileId, filePart, bytes }) => {
      cloud.parts.files.savePart(fileId.toString(), filePart, bytes);
      return true;
    },
    'upload.saveBigFilePart': (_caller, { fileId, filePart, bytes }) => {
      cloud.parts.files.savePart(fileId.toString(), filePart, bytes);
      return true;
    },
  };
}

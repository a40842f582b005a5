/** Taking a message: once for each `random_id`, whatever the client makes of the answer. */
import type { Long } from '@mtcute/core';
import type { tl } from '@mtcute/node';
import type { Caller, Cloud, Handlers } from './cloud.ts';
import type { LoggedMessage, StoredMedia, StoredMessage } from './mailbox.ts';
import type { PersonRecord } from './people.ts';
import { RpcFailure } from './rpc-error.ts';
import { messageOf } from './tl-objects.ts';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

export function sendMethods(cloud: Cloud): Handlers {
  const { mailboxes, ledger, store, files, accepted, changed } = cloud.parts;

  /** Null where it is a repeat: then the first one is the answer. */
  function take(
    caller: Caller,
    person: PersonRecord,
    randomId: Long,
    text: string,
    media: () => StoredMedia | null,
  ): LoggedMessage & { isNew: boolean } {
    const { userId } = caller.account;
    const earlier = mailboxes.byRandomId(userId, randomId.toString());
    if (earlier !== undefined) return { message: earlier, pts: mailboxes.pts(userId), isNew: false };
    const taken = store.transaction(() => {
      const brought = media();
      const withheld = person.blocked;
      const added = mailboxes.add(userId, {
        peer: person.userId,
        out: true,
        text,
        media: brought,
        randomId: randomId.toString(),
        status: 'accepted',
        withheld,
      });
      const { id } = added.message;
      const body = {
        text,
        media: brought === null ? null : { as: brought.as, name: brought.name, mime: brought.mime, sha256: brought.sha256 },
      };
      ledger.append({
        service: 'telegram',
        method: 'message',
        externalId: String(id),
        ours: randomId.toString(),
        to: String(person.userId),
        body,
      });
      accepted(added.message);
      return added;
    });
    cloud.tell(userId, { pts: taken.pts, change: { kind: 'message', id: taken.message.id } }, caller.key);
    changed(person.userId);
    return { ...taken, isNew: true };
  }

  function addressee(caller: Caller, peer: tl.TypeInputPeer): PersonRecord {
    const person = cloud.personOf(caller, peer);
    if (person.isBot) throw new RpcFailure(400, 'USER_IS_BOT');
    return person;
  }

  return {
    'messages.sendMessage': (caller, { peer, message: text, randomId }) => {
      const person = addressee(caller, peer);
      if (text.trim() === '') throw new RpcFailure(400, 'MESSAGE_EMPTY');
      if (text.length > MAX_TEXT) throw new RpcFailure(400, 'MESSAGE_TOO_LONG');
      const { message, pts, isNew } = take(caller, person, randomId, text, () => null);
      return { _: 'updateShortSentMessage', out: true, id: message.id, pts, ptsCount: isNew ? 1 : 0, date: message.date };
    },
    'messages.sendMedia': (caller, { peer, message: text, media, randomId }) => {
      const person = addressee(caller, peer);
      if (text.length > MAX_CAPTION) throw new RpcFailure(400, 'MEDIA_CAPTION_TOO_LONG');
      const { message, pts, isNew } = take(caller, person, randomId, text, () => brought(media));
      return cloud.updates(caller.account.userId, [
        { _: 'updateMessageID', id: message.id, randomId },
        { _: 'updateNewMessage', message: messageOf(message satisfies StoredMessage), pts, ptsCount: isNew ? 1 : 0 },
      ]);
    },
  };

  function brought(media: tl.TypeInputMedia): StoredMedia {
    if (media._ === 'inputMediaUploadedPhoto') {
      const { fileName, ...file } = files.take(media.file);
      if (!/\.\w+$/.test(fileName)) throw new RpcFailure(400, 'PHOTO_EXT_INVALID');
      return { ...file, as: 'photo', name: fileName, mime: 'image/jpeg', seconds: null };
    }
    if (media._ !== 'inputMediaUploadedDocument') throw new RpcFailure(400, 'MEDIA_INVALID');
    const { fileName, ...file } = files.take(media.file);
    const audio = media.attributes.find(attribute => attribute._ === 'documentAttributeAudio');
    const video = media.attributes.find(attribute => attribute._ === 'documentAttributeVideo');
    const named = media.attributes.find(attribute => attribute._ === 'documentAttributeFilename');
    const as = media.forceFile === true ? 'document' : audio?.voice === true ? 'voice' : audio ? 'audio' : video ? 'video' : 'document';
    const seconds = audio?.duration ?? video?.duration ?? null;
    return { ...file, as, name: named?.fileName ?? (as === 'voice' ? '' : fileName), mime: media.mimeType, seconds };
  }
}

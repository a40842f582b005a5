/** What is stored → Telegram's objects, as its server would say them. Pure. */
import { Long } from '@mtcute/core';
import type { tl } from '@mtcute/node';
import type { LoggedChange, StoredMedia, StoredMessage } from './mailbox.ts';

export const peerUser = (userId: number): tl.RawPeerUser => ({ _: 'peerUser', userId });

export function messageOf(message: StoredMessage): tl.RawMessage | tl.RawMessageEmpty {
  const { id, peer, owner, out, date, text, media, editDate, deleted, replyTo, forwardedFrom } = message;
  const reaction = message.reaction ?? null;
  if (deleted) return { _: 'messageEmpty', id, peerId: peerUser(peer) };
  return {
    _: 'message',
    id,
    peerId: peerUser(peer),
    fromId: peerUser(out ? owner : peer),
    date,
    message: text,
    ...(out && { out }),
    ...(media !== null && { media: mediaOf(media, date) }),
    ...(editDate !== null && { editDate }),
    ...(replyTo !== undefined && { replyTo: { _: 'messageReplyHeader', replyToMsgId: replyTo } }),
    ...(forwardedFrom !== undefined && { fwdFrom: { _: 'messageFwdHeader', fromName: forwardedFrom, date } }),
    ...(reaction !== null && { reactions: reactionsOf(reaction, peer, date) }),
  };
}

const reactionsOf = (emoticon: string, peer: number, date: number): tl.RawMessageReactions => {
  const reaction = { _: 'reactionEmoji', emoticon } as const;
  return {
    _: 'messageReactions',
    canSeeList: true,
    results: [{ _: 'reactionCount', reaction, count: 1 }],
    recentReactions: [{ _: 'messagePeerReaction', peerId: peerUser(peer), date, reaction }],
  };
};

function mediaOf(media: StoredMedia, date: number): tl.TypeMessageMedia {
  const stored = { id: Long.fromString(media.fileId), accessHash: Long.ONE, fileReference: new Uint8Array([1]), date, dcId: 2 };
  if (media.as === 'photo') {
    const sizes: tl.TypePhotoSize[] = [{ _: 'photoSize', type: 'y', w: 640, h: 480, size: media.size }];
    return { _: 'messageMediaPhoto', photo: { _: 'photo', ...stored, sizes } };
  }
  return {
    _: 'messageMediaDocument',
    document: { _: 'document', ...stored, mimeType: media.mime, size: media.size, attributes: attributesOf(media) },
    ...(media.as === 'voice' && { voice: true }),
    ...(media.as === 'video' && { video: true }),
  };
}

function attributesOf({ as, name, seconds }: StoredMedia): tl.TypeDocumentAttribute[] {
  const named: tl.TypeDocumentAttribute[] = name === '' ? [] : [{ _: 'documentAttributeFilename', fileName: name }];
  const duration = seconds ?? 0;
  switch (as) {
    case 'voice':
      return [{ _: 'documentAttributeAudio', voice: true, duration }];
    case 'audio':
      return [{ _: 'documentAttributeAudio', duration }, ...named];
    case 'video':
      return [{ _: 'documentAttributeVideo', duration, w: 640, h: 480, supportsStreaming: true }, ...named];
    default:
      return named;
  }
}

/** Null: there is nothing left of it to tell. */
export function updateOf({ pts, change }: LoggedChange, find: (id: number) => StoredMessage | undefined): tl.TypeUpdate | null {
  const counted = { pts, ptsCount: 1 };
  switch (change.kind) {
    case 'message':
    case 'edit': {
      const message = find(change.id);
      if (message === undefined) return null;
      const said = messageOf(message);
      return { _: change.kind === 'edit' ? 'updateEditMessage' : 'updateNewMessage', message: said, ...counted };
    }
    case 'reaction': {
      // In a conversation of two the message itself comes again, as an edit that is not to be shown as one.
      const message = find(change.id);
      if (message === undefined || message.deleted) return null;
      return { _: 'updateEditMessage', message: { ...messageOf(message), editHide: true } as tl.RawMessage, ...counted };
    }
    case 'delete':
      return { _: 'updateDeleteMessages', messages: change.ids, ...counted };
    case 'read':
      return { _: 'updateReadHistoryOutbox', peer: peerUser(change.peer), maxId: change.maxId, ...counted };
  }
}

/** Who stands behind an entry of a card (D-20…D-31): one look-up, nobody is added to the contacts. */
import { MtPeerNotFoundError } from '@mtcute/core';
import type { InputPeerLike, TelegramClient, User } from '@mtcute/node';
import type { FoundPerson, RecipientQuery, ResolveAnswer } from '@olchat/domain';
import type { Dialogs } from './dialogs.ts';
import { meaningOf, reasonOf } from './errors.ts';
import { phoneAddress, SERVICE_USER, userIdOf } from './ids.ts';

export async function resolveRecipient(
  client: TelegramClient,
  dialogs: Dialogs,
  own: number,
  query: RecipientQuery,
): Promise<ResolveAnswer> {
  try {
    const peer = await peerOf(client, query);
    if (peer === null) return { kind: 'absent' };
    if (peer._ === 'inputPeerSelf') return { kind: 'not-a-person', what: 'OWN' };
    if (peer._ !== 'inputPeerUser' && peer._ !== 'inputPeerUserFromMessage') return { kind: 'not-a-person', what: 'GROUP' };
    const [user] = await client.getUsers([peer]);
    if (user == null) return { kind: 'absent' };
    const what = notAPerson(user, own);
    return what === null ? { kind: 'found', person: await found(user, dialogs) } : { kind: 'not-a-person', what };
  } catch (error) {
    if (error instanceof MtPeerNotFoundError) return { kind: 'absent' };
    const meaning = meaningOf(error);
    if (meaning.kind === 'wait') return { kind: 'limited', retryAfterMs: meaning.ms };
    if (meaning.kind === 'once-more' && meaning.how === 'resolve') return { kind: 'absent' };
    return { kind: 'unknown', reason: reasonOf(error) };
  }
}

/** By id only whom this account has met: without the hash of its own nobody can be written to. */
async function peerOf(client: TelegramClient, { kind, value }: RecipientQuery) {
  switch (kind) {
    case 'ID': {
      const id = userIdOf(value);
      return id === null ? null : client.resolvePeer(id satisfies InputPeerLike);
    }
    case 'USERNAME':
      return client.resolvePeer(value);
    case 'PHONE':
      // What is remembered of a number never ends there; the caller's memory does.
      return client.resolvePhoneNumber(value.replace(/\D/g, ''), true);
  }
}

function notAPerson(user: User, own: number): Extract<ResolveAnswer, { kind: 'not-a-person' }>['what'] | null {
  if (user.id === own || user.isSelf) return 'OWN';
  if (user.id === SERVICE_USER || user.isSupport) return 'SERVICE';
  if (user.isBot) return 'BOT';
  return user.isDeleted ? 'DELETED' : null;
}

async function found(user: User, dialogs: Dialogs): Promise<FoundPerson> {
  return {
    address: String(user.id),
    name: user.displayName || null,
    username: user.username,
    phone: user.phoneNumber === null ? null : phoneAddress(user.phoneNumber),
    hasConversation: (await dialogs.top(user.id)) > 0,
    refusal: user.isPremiumRequired ? 'PREMIUM_NEEDED' : user.paidMessagePrice !== null ? 'PAYMENT_NEEDED' : null,
  };
}

/** What a phone shows: who holds it, how it is set, and its conversation with the companies. */
import type { Phone, PhoneMessage } from '../kernel/phones.ts';
import type { Cloud } from './cloud.ts';
import type { StoredMessage } from './mailbox.ts';
import type { PersonRecord } from './people.ts';

const PREFIX = 'telegram:';

export const phoneAddress = (userId: number | string): string => PREFIX + String(userId);

/** Null: no phone of Telegram. */
export function userAt(address: string): number | null {
  const id = address.startsWith(PREFIX) ? Number(address.slice(PREFIX.length)) : Number.NaN;
  return Number.isSafeInteger(id) ? id : null;
}

export function showPhone(cloud: Cloud, person: PersonRecord): Phone {
  const { people, mailboxes, sessions } = cloud.parts;
  const companies = people.list().filter(({ role }) => role === 'company');
  const messages = person.role === 'company' ? [] : companies.flatMap(({ userId }) => mailboxes.with(userId, person.userId));
  return {
    address: phoneAddress(person.userId),
    messenger: 'telegram',
    name: person.username === null ? person.name : `${person.name} (@${person.username})`,
    role: person.role,
    online: person.online,
    blocked: person.blocked,
    hidesNumber: person.hidesNumber,
    hidesReadTime: person.hidesReadTime,
    showsPicture: person.picture !== null,
    linkedDevices: person.role === 'company' ? sessions.keysOf(person.userId).length : 0,
    messages: messages
      .filter(({ withheld }) => !withheld)
      .sort((a, b) => a.acceptedAt - b.acceptedAt)
      .map(shown),
  };
}

function shown(message: StoredMessage): PhoneMessage {
  const { id, out, text, media, status, editDate, deleted, acceptedAt, replyTo, forwardedFrom, reaction } = message;
  const isVoice = media?.as === 'voice';
  return {
    externalId: String(id),
    direction: out ? 'in' : 'out',
    text: text === '' ? null : text,
    files: media === null || isVoice ? [] : [{ name: media.name, size: media.size, mime: media.mime, sha256: media.sha256 }],
    voice: isVoice ? { seconds: media.seconds ?? 0, mime: media.mime, sha256: media.sha256 } : null,
    edited: editDate !== null,
    deleted,
    status,
    ...(replyTo !== undefined && { answers: String(replyTo) }),
    ...(forwardedFrom !== undefined && { forwardedFrom }),
    ...(reaction != null && { reaction }),
    at: new Date(acceptedAt).toISOString(),
  };
}

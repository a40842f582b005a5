/** Ids and addresses of WhatsApp. Nothing else in the product makes or parses them. */
import { createHash } from 'node:crypto';
import type { MessageId } from '@olchat/domain';

/** The form that WhatsApp's own web client gives: 3EB0 and 18 hex digits. Derived, so that a repeat carries the same id (RE-3). */
export const externalMessageId = (messageId: MessageId): string =>
  `3EB0${createHash('sha256').update(messageId).digest('hex').slice(0, 18).toUpperCase()}`;

const WEB_CLIENT_ID = /^3EB0[0-9A-F]{18}$/;

/** False for what the owner's phone sent: its receipts reach every linked device. */
export const canBeOurs = (id: string): boolean => WEB_CLIENT_ID.test(id);

const NUMBER_SERVERS = new Set(['s.whatsapp.net', 'c.us', 'hosted']);
const LID_SERVERS = new Set(['lid', 'hosted.lid']);

/** `79261112233:5@s.whatsapp.net` → user `79261112233`, server `s.whatsapp.net`; the device is dropped. */
function parts(jid: string): { user: string; server: string } {
  const at = jid.lastIndexOf('@');
  const user = at < 0 ? '' : jid.slice(0, at);
  return { user: user.split(':', 1)[0]!.split('_', 1)[0]!, server: at < 0 ? '' : jid.slice(at + 1) };
}

/** An address that is a phone number. */
export const isNumberJid = (jid: string): boolean => NUMBER_SERVERS.has(parts(jid).server) && /^\d+$/.test(parts(jid).user);
/** An address that hides the number (LID): another person's, known only inside WhatsApp. */
export const isLidJid = (jid: string): boolean => LID_SERVERS.has(parts(jid).server);
/** A person: not a group, broadcast, status or newsletter. */
export const isPersonJid = (jid: string): boolean => isNumberJid(jid) || isLidJid(jid);

/** Without the device; one spelling per person. */
export function bareJid(jid: string): string {
  const { user, server } = parts(jid);
  return `${user}@${server === 'c.us' ? 's.whatsapp.net' : server}`;
}

export const isSamePerson = (one: string, other: string | null | undefined): boolean =>
  other !== null && other !== undefined && bareJid(one) === bareJid(other);

/** E.164 → the address to try first; WhatsApp's canonical one is learnt from a check. */
export const jidOfAddress = (address: string): string => `${address.replace(/\D/g, '')}@s.whatsapp.net`;

/** Brazil: accounts made before the ninth digit keep the short form (area code and 8 digits, mobiles begin with 6-9). */
const BRAZIL_WITHOUT_NINE = /^55(\d{2})([6-9]\d{7})$/;
/** Mexico: accounts made before August 2019 keep the mobile prefix 1. */
const MEXICO_WITH_ONE = /^521(\d{10})$/;

/** WhatsApp's form of a number → E.164. Argentina's 549… is E.164 already. */
export function addressOfJid(jid: string): string {
  const { user } = parts(jid);
  return `+${user.replace(BRAZIL_WITHOUT_NINE, '55$19$2').replace(MEXICO_WITH_ONE, '52$1')}`;
}

/** Has this number WhatsApp? One number per question; anything but an answer is «unknown», which is not «no» (D-7). */
import { within } from '@olchat/connector-kit';
import type { PresenceAnswer } from '@olchat/domain';
import { reasonOf } from './errors.ts';
import { bareJid } from './ids.ts';
import type { WaSocket } from './socket.ts';

const unknown = (reason: string): PresenceAnswer => ({ presence: 'UNKNOWN', reason });

type Ask = (number: string) => ReturnType<WaSocket['onWhatsApp']>;

export async function askPresence(ask: Ask, address: string, signal: AbortSignal, limitMs: number): Promise<PresenceAnswer> {
  if (signal.aborted) return unknown('aborted');
  const answer = ask(address.replace(/\D/g, '')).then(
    results => (results === undefined ? unknown('no answer') : presenceOf(results)),
    (error: unknown) => unknown(reasonOf(error)),
  );
  return Promise.race([within(limitMs, answer, unknown('no answer')), aborted(signal)]);
}

/** A number without an account is left out of the list. The address is WhatsApp's canonical one, e.g. without Brazil's ninth digit. */
function presenceOf(results: readonly { jid: string; exists: unknown }[]): PresenceAnswer {
  const found = results.find(result => result.exists === true);
  return found === undefined ? { presence: 'ABSENT' } : { presence: 'EXISTS', messengerAddress: bareJid(found.jid) };
}

const aborted = (signal: AbortSignal): Promise<PresenceAnswer> =>
  new Promise(resolve => signal.addEventListener('abort', () => resolve(unknown('aborted')), { once: true }));

/** Events of portals with wrong tokens, in hostile bodies, repeated and forged (AT-4, SE-2, SE-30). */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { IVAN } from '../support/client.ts';
import { FIRST, SECOND } from '../support/portal.ts';
import { until } from '../support/process.ts';
import type { AttackedSystem } from './attacked-system.ts';
import { doors } from './doors.ts';
import { CANARY } from './places.ts';

export function eventAttacks(current: () => AttackedSystem): void {
  const { url, count, tokenOf, event, eventStatus } = doors(current);
  let forgeries = 0;
  const chatOfClient = () =>
    until('the chat of the client', async () =>
      (await current().system.control.chats()).find(chat => chat.messages.some(({ text }) => text.includes(CANARY))),
    );
  /** No event waits to be forwarded, and no message is on its way. */
  const untilForwarded = () =>
    until('nothing is left to forward', async () => {
      const tasks = await count(`task where name in ('route-portal-event', 'forward-operator-message') and state <> 'PARKED'`);
      return tasks === 0 && (await count(`message where delivery <> 'DONE'`)) === 0;
    });

  describe('an event', () => {
    it.each([
      ['a wrong token', { 'auth[application_token]': 'f'.repeat(32) }, 403],
      ['a cut token', { 'auth[application_token]': 'f' }, 403],
      ['an empty token', { 'auth[application_token]': '' }, 400],
      ['the right token of an unknown portal', { 'auth[member_id]': 'a'.repeat(32) }, 403],
      ['the right token of the first portal in the twin’s name', { 'auth[member_id]': SECOND }, 403],
    ])('with %s is not stored (SE-2)', async (_what, fields, status) => {
      const before = await count('inbox');
      expect(await eventStatus(event(fields))).toBe(status);
      expect(await count('inbox')).toBe(before);
    });

    it('with the twin’s token, none, or a list of tokens is not stored', async () => {
      const before = await count('inbox');
      expect(await eventStatus(event({ 'auth[application_token]': tokenOf(SECOND) }))).toBe(403);
      const bare = { event: 'ONIMCONNECTORSTATUSDELETE', 'auth[member_id]': FIRST };
      expect(await eventStatus({ method: 'POST', body: new URLSearchParams(bare) })).toBe(403);
      for (const name of ['auth[application_token][]', 'auth[application_token][0]', 'auth[application_token][a]']) {
        expect(await eventStatus({ method: 'POST', body: new URLSearchParams({ ...bare, [name]: tokenOf(FIRST) }) })).toBe(400);
      }
      expect(await count('inbox')).toBe(before);
    });

    it.each([
      ['nested 13 deep', `&data${'[a]'.repeat(13)}=1`, 400],
      ['with 20 001 values', Array.from({ length: 20_001 }, (_, index) => `&data[p${index}]=1`).join(''), 400],
      ['with a list of thousands', '&data[1001]=1', 400],
      ['with a prototype', '&__proto__[polluted]=1', 400],
      ['that says the portal twice', `&auth[member_id]=${SECOND}`, 400],
      ['in broken percent codes', '&data[a%ff]=1', 400],
    ])('%s is refused whole (SE-30)', async (_what, more, status) => {
      const before = await count('inbox');
      const body = `event=ONIMCONNECTORMESSAGEADD&auth[member_id]=${FIRST}&auth[application_token]=${tokenOf(FIRST)}${more}`;
      expect(await eventStatus({ method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toBe(status);
      expect(await count('inbox')).toBe(before);
    });

    it('of more than 5 MB is refused before it is read', async () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 5 * 1024 * 1024 + 1 };
      const sent = request(url('/bitrix24/events'), { method: 'POST', headers });
      sent.on('error', () => undefined); // we are hung up on in the middle
      sent.write('event=ONIMCONNECTORMESSAGEADD');
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(413);
      sent.destroy();
    });

    it('of an operator’s message that comes twice reaches the client once (RE-20)', async () => {
      const { system } = current();
      const text = `${CANARY} ответ оператора`;
      const chat = await chatOfClient();
      await system.control.faults([{ service: 'bitrix24', method: 'ONIMCONNECTORMESSAGEADD', do: 'repeat' }]);
      const response = await fetch(`${system.portalUrl}/portal/api/chats/${chat.chatId}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      });
      expect(response.ok).toBe(true);
      await until('the client has it', async () => (await system.control.phone(IVAN)).messages.some(message => message.text === text));
      await untilForwarded();
      expect(await system.control.sent(text)).toHaveLength(1);
      await system.control.clearFaults();
    });

    it.each([
      ['another employee', { 'data[MESSAGES][0][message][user_id]': '1' }],
      [
        'an employee to a client of another chat',
        { 'data[MESSAGES][0][message][user_id]': '5', 'data[MESSAGES][0][chat][id]': '79000000021' },
      ],
    ])('that an employee forges in the name of %s reaches no client (SE-2)', async (_whose, fields) => {
      const { system } = current();
      const text = `${CANARY} подделка`;
      const chat = await chatOfClient();
      const forged = event({
        event: 'ONIMCONNECTORMESSAGEADD',
        'data[CONNECTOR]': 'olchat_whatsapp',
        'data[LINE]': current().portals.lineId,
        'data[MESSAGES][0][im][chat_id]': chat.chatId,
        'data[MESSAGES][0][im][message_id]': String(900_000 + (forgeries += 1)),
        'data[MESSAGES][0][message][text]': text,
        'data[MESSAGES][0][chat][id]': IVAN,
        ...fields,
      });
      expect(await eventStatus(forged)).toBe(200);
      await untilForwarded();
      expect(await system.control.sent(text)).toEqual([]);
    });
  });
}

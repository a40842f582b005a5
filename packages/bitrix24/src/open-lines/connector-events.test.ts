import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { parseEvent } from '../app/event.ts';
import { parseConnectorEvent } from './connector-events.ts';

const event = (body: string) => {
  const { event: name, data } = parseEvent(`${body}&ts=1773759161&auth[member_id]=m&auth[application_token]=t`);
  return parseConnectorEvent(name, data);
};

describe('parseConnectorEvent', () => {
  it('reads the messages of an operator with their files', () => {
    const body =
      'event=ONIMCONNECTORMESSAGEADD&event_handler_id=555&data[CONNECTOR]=olchat_whatsapp&data[LINE]=3' +
      '&data[MESSAGES][0][im][chat_id]=1807&data[MESSAGES][0][im][message_id]=86497&data[MESSAGES][0][message][user_id]=27' +
      '&data[MESSAGES][0][message][text]=%5Bb%5D%D0%94%D0%B0%5B%2Fb%5D&data[MESSAGES][0][chat][id]=79000000011' +
      '&data[MESSAGES][0][message][files][0][name]=spec.pdf&data[MESSAGES][0][message][files][0][mime]=application/pdf' +
      '&data[MESSAGES][0][message][files][0][link]=https://portal.bitrix24.ru/~x&data[MESSAGES][0][message][files][0][size]=35341' +
      '&data[MESSAGES][1][im][chat_id]=1807&data[MESSAGES][1][im][message_id]=86498&data[MESSAGES][1][message][user_id]=0' +
      '&data[MESSAGES][1][message][text]=auto&data[MESSAGES][1][chat][id]=79000000011';
    expect(event(body)).toEqual({
      kind: 'message-add',
      messenger: 'WHATSAPP',
      lineId: '3',
      messages: [
        {
          openLineChatId: '1807',
          openLineMessageId: '86497',
          authorId: '27',
          text: '[b]Да[/b]',
          files: [{ name: 'spec.pdf', mime: 'application/pdf', link: 'https://portal.bitrix24.ru/~x', size: 35341 }],
          clientExternalId: '79000000011',
        },
        { openLineChatId: '1807', openLineMessageId: '86498', authorId: null, text: 'auto', files: [], clientExternalId: '79000000011' },
      ],
    });
  });

  it('keeps 30 messages of one event in their order (SE-30)', () => {
    const messages = Array.from(
      { length: 30 },
      (_, index) =>
        `&data[MESSAGES][${index}][im][chat_id]=1&data[MESSAGES][${index}][im][message_id]=${index + 1}&data[MESSAGES][${index}][message][text]=x&data[MESSAGES][${index}][chat][id]=7`,
    ).join('');
    const parsed = event(`event=ONIMCONNECTORMESSAGEADD&data[CONNECTOR]=olchat_whatsapp&data[LINE]=3${messages}`);
    expect(parsed?.kind === 'message-add' ? parsed.messages.map(message => Number(message.openLineMessageId)) : null).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
  });

  it('reads a change with a list of ids and a deletion with one', () => {
    const message = 'data[MESSAGES][0][im][chat_id]=1807&data[MESSAGES][0][chat][id]=7&data[CONNECTOR]=olchat_whatsapp&data[LINE]=3';
    expect(
      event(`event=ONIMCONNECTORMESSAGEUPDATE&${message}&data[MESSAGES][0][message][id][0]=A&data[MESSAGES][0][message][text]=new`),
    ).toMatchObject({
      kind: 'message-update',
      messages: [{ externalMessageIds: ['A'], text: 'new' }],
    });
    expect(event(`event=ONIMCONNECTORMESSAGEDELETE&${message}&data[MESSAGES][0][message][id]=A`)).toMatchObject({
      kind: 'message-delete',
      messages: [{ externalMessageIds: ['A'], openLineChatId: '1807' }],
    });
  });

  it('reads the beginning and end of a dialogue', () => {
    const data =
      'data[CONNECTOR]=olchat_whatsapp&data[LINE]=3&data[DATA][0][connector][connector_id]=olchat_whatsapp&data[DATA][0][connector][line_id]=3' +
      '&data[DATA][0][connector][chat_id]=7&data[DATA][0][connector][user_id]=585&data[DATA][0][session][id]=323&data[DATA][0][chat][id]=1807';
    const dialogs = [{ openLineChatId: '1807', sessionId: '323', clientExternalId: '7' }];
    expect(event(`event=ONIMCONNECTORDIALOGSTART&${data}`)).toMatchObject({ kind: 'dialog-start', dialogs });
    expect(event(`event=ONIMCONNECTORDIALOGFINISH&${data}`)).toMatchObject({ kind: 'dialog-finish', dialogs });
  });

  it('reads a connector that was switched off, and a line that was deleted', () => {
    expect(event('event=ONIMCONNECTORSTATUSDELETE&data[connector]=olchat_whatsapp&data[line]=3')).toEqual({
      kind: 'connector-off',
      messenger: 'WHATSAPP',
      lineId: '3',
    });
    expect(event('event=ONIMCONNECTORLINEDELETE&data=3')).toEqual({ kind: 'line-delete', lineId: '3' });
  });

  it('leaves alone what belongs to another connector or is another event', () => {
    expect(
      event(
        'event=ONIMCONNECTORMESSAGEADD&data[CONNECTOR]=other&data[LINE]=3&data[MESSAGES][0][im][chat_id]=1&data[MESSAGES][0][im][message_id]=2&data[MESSAGES][0][message][text]=x&data[MESSAGES][0][chat][id]=7',
      ),
    ).toBeNull();
    expect(event('event=ONCRMDEALUPDATE&data[FIELDS][ID]=1')).toBeNull();
  });

  it('refuses a body that is not what the portal sends (SE-31)', () => {
    expect(() => event('event=ONIMCONNECTORMESSAGEADD&data[CONNECTOR]=olchat_whatsapp&data[LINE]=x')).toThrow(ZodError);
  });
});

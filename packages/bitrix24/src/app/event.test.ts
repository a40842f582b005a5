import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { parseEvent, parseTimelineAction } from './event.ts';

describe('parseEvent', () => {
  it('reads the envelope', () => {
    const body =
      'event=onAppUninstall&data[CLEAN]=1&ts=1773759161&auth[member_id]=m&auth[application_token]=t&auth[user_id]=27&auth[access_token]=a';
    expect(parseEvent(body)).toEqual({
      event: 'ONAPPUNINSTALL',
      data: expect.objectContaining({ CLEAN: '1' }) as unknown,
      sentAt: new Date('2026-03-17T14:52:41Z'),
      memberId: 'm',
      applicationToken: 't',
      employeeId: '27',
      accessToken: 'a',
      refreshToken: null,
      serverEndpoint: null,
    });
  });

  it('knows that some events have no token and no employee', () => {
    expect(parseEvent('event=ONAPPPAYMENT&auth[member_id]=m&auth[user_id]=0')).toMatchObject({
      applicationToken: null,
      employeeId: null,
      sentAt: null,
    });
  });

  it('refuses a body without a portal', () => {
    expect(() => parseEvent('event=ONAPPPAYMENT&auth[domain]=x')).toThrow(ZodError);
  });
});

describe('parseTimelineAction', () => {
  it('reads which button was pressed on which record', () => {
    const { data } = parseEvent(
      'event=ONCRMTIMELINEITEMACTION&data[id]=resend&data[entityTypeId]=2&data[entityId]=8061&data[activityId]=999&data[messageId]=M&auth[member_id]=m',
    );
    expect(parseTimelineAction(data)).toEqual({
      action: 'resend',
      activityId: '999',
      parameters: { entityTypeId: '2', entityId: '8061', messageId: 'M' },
    });
  });

  it('refuses an id that is no id', () => {
    expect(() => parseTimelineAction({ id: 'resend', activityId: 'press:1' })).toThrow(ZodError);
  });
});

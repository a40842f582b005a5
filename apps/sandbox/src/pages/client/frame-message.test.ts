import { describe, expect, it } from 'vitest';
import { readFrameMessage, writeFrameAnswer } from './frame-message.ts';

const SID = 'a0'.repeat(16);
const KEY = '0b7a6a3e-9c5b-4c43-9a65-6a7d1f0f4a11';

describe('messages of an application frame', () => {
  it.each([
    ['a command alone', `getInitData:${KEY}:${SID}`, 'getInitData', undefined],
    [
      'JSON with colons in it',
      `openPath:{"path":"/crm/deal/details/5/?a=b:c"}:${KEY}:${SID}`,
      'openPath',
      { path: '/crm/deal/details/5/?a=b:c' },
    ],
    ['a raw text as JSON', `bindValueChangeCallback:"block:1":${KEY}:${SID}`, 'bindValueChangeCallback', 'block:1'],
    ['empty parameters of the classic library', `closeApplication::${KEY}:${SID}`, 'closeApplication', undefined],
  ])('reads %s', (_name, text, command, parameters) => {
    expect(readFrameMessage(text, SID)).toEqual({ command, parameters, callbackKey: KEY });
  });

  it('reads a message of the classic library that waits for no answer', () => {
    expect(readFrameMessage(`resizeWindow:{"width":900,"height":700}::${SID}`, SID)).toEqual({
      command: 'resizeWindow',
      parameters: { width: 900, height: 700 },
      callbackKey: '',
    });
  });

  it('reads the object form of a command that contains a colon', () => {
    const message = { method: 'im:setImTextareaContent', params: { text: 'а' }, callback: KEY, appSid: SID, requestId: 'r' };
    expect(readFrameMessage(message, SID)).toEqual({
      command: 'im:setImTextareaContent',
      parameters: { text: 'а' },
      callbackKey: KEY,
      requestId: 'r',
    });
  });

  it.each([
    ['another sid', `getInitData:${KEY}:${'b1'.repeat(16)}`],
    ['an object without a name of its own', { method: 'im:getImTextareaContent', params: '', callback: KEY, appSid: SID }],
    ['an object with an empty one', { method: 'im:getImTextareaContent', params: '', callback: KEY, appSid: SID, requestId: '' }],
    ['an object without parameters', { method: 'im:getImTextareaContent', callback: KEY, appSid: SID, requestId: 'r' }],
    ['an object of another frame', { method: 'setTitle', params: '', callback: KEY, appSid: 'other' }],
    ['broken JSON', `setTitle:{"title":${KEY}:${SID}`],
    ['a text without pieces', 'hello'],
    ['a number', 7],
    ['null', null],
  ])('ignores %s', (_name, data) => {
    expect(readFrameMessage(data, SID)).toBeUndefined();
  });

  it('answers nothing as an empty text, anything else as JSON behind the key', () => {
    expect(writeFrameAnswer(KEY, undefined)).toBe(`${KEY}:`);
    expect(writeFrameAnswer(KEY, { result: 'close' })).toBe(`${KEY}:{"result":"close"}`);
  });
});

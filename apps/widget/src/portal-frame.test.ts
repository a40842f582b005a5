import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPortalFrame, placementOptions, PORTAL_ANSWERS_WITHIN_MS } from './portal-frame.ts';

type Sdk = Parameters<typeof createPortalFrame>[0] extends () => Promise<infer Loaded> ? Loaded : never;

function fakeSdk() {
  const b24 = {
    auth: {
      refreshAuth: vi.fn<() => Promise<{ access_token: string; refresh_token: string; expires_in: number } | false>>(async () => ({
        access_token: 'fresh',
        refresh_token: 'refresh',
        expires_in: 3600,
      })),
    },
    placement: { placement: 'CRM_DEAL_DETAIL_ACTIVITY', options: '{"ID":"42"}' as unknown, call: vi.fn(async () => undefined) },
    parent: {
      imOpenMessenger: vi.fn(() => new Promise(() => undefined)),
      closeApplication: vi.fn(async () => undefined),
      message: { send: vi.fn<(method: string, more: Record<string, unknown>) => Promise<unknown>>(async () => ({ isSafely: true })) },
    },
    slider: {
      openPath: vi.fn(async () => undefined),
      getUrl: (path: string) => new URL(path, 'https://portal.example'),
      openSliderAppPage: vi.fn(async () => undefined),
    },
    installFinish: vi.fn(async () => undefined),
  };
  const initializeB24Frame = vi.fn(async () => b24);
  return { b24, initializeB24Frame, frame: createPortalFrame(async () => ({ initializeB24Frame }) as unknown as Sdk) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the frame', () => {
  it('is fitted by a message of our own, with the height wanted before the portal answered', async () => {
    const { frame, b24 } = fakeSdk();
    frame.fit(330.2);
    expect(b24.placement.call).not.toHaveBeenCalled();
    await frame.init();
    expect(b24.placement.call).toHaveBeenCalledExactlyOnceWith('resizeWindow', { width: '100%', height: 331 });
  });

  it('becomes shorter too, and is left alone for one pixel', async () => {
    const { frame, b24 } = fakeSdk();
    await frame.init();
    for (const height of [500, 501, 499, 300]) frame.fit(height);
    expect(b24.placement.call.mock.calls.map(call => (call as unknown[])[1])).toEqual([
      { width: '100%', height: 500 },
      { width: '100%', height: 300 },
    ]);
  });

  it('gives up on a silent portal, and asks again the next time', async () => {
    const { frame, initializeB24Frame } = fakeSdk();
    initializeB24Frame.mockImplementationOnce(() => new Promise(() => undefined));
    const silent = expect(frame.init()).rejects.toThrow('kept silent');
    await vi.advanceTimersByTimeAsync(PORTAL_ANSWERS_WITHIN_MS);
    await silent;
    await frame.init();
    expect(initializeB24Frame).toHaveBeenCalledTimes(2);
  });

  it('greets the portal once, whoever asks first', async () => {
    const { frame, initializeB24Frame } = fakeSdk();
    await Promise.all([frame.init(), frame.refreshAuth(), frame.close()]);
    expect(initializeB24Frame).toHaveBeenCalledOnce();
  });
});

describe('a text for the message box of the chat (M-12)', () => {
  const put = async (answers: Record<string, unknown[]>) => {
    const { frame, b24 } = fakeSdk();
    b24.parent.message.send.mockImplementation(async method => answers[method]?.shift() ?? { isSafely: true });
    const done = frame.insertIntoChat('Здравствуйте!');
    await vi.runAllTimersAsync();
    return { done: await done, asked: b24.parent.message.send.mock.calls };
  };
  const SET = 'im:setImTextareaContent';
  const GET = 'im:getImTextareaContent';

  it('stands there beside what was typed, and is looked for afterwards', async () => {
    const { done, asked } = await put({ [SET]: [{ requestId: '1', success: true }], [GET]: [{ requestId: '2', text: 'Здравствуйте!' }] });
    expect(done).toBe(true);
    expect(asked.map(([method]) => method)).toEqual([SET, GET]);
    expect(asked[0]?.[1]).toMatchObject({ text: 'Здравствуйте!', replace: false, withNewLine: false, isSafely: true });
    const names = asked.map(([, { requestId }]) => requestId);
    expect(names.every(name => typeof name === 'string' && name !== '')).toBe(true);
    expect(new Set(names).size).toBe(2);
  });

  it('may stand there a moment later', async () => {
    const { done } = await put({ [SET]: [{ success: true }], [GET]: [{ text: '' }, { text: 'Здравствуйте!' }] });
    expect(done).toBe(true);
  });

  it.each([
    ['the portal keeps silent', {}],
    ['the messenger fails', { [SET]: [{ requestId: '1', message: 'Cannot read properties of undefined' }] }],
    ['no chat is open', { [SET]: [{ success: true }], [GET]: [{ text: '' }, { text: '' }, { text: '' }] }],
  ])('does not stand there when %s', async (_, answers) => {
    expect((await put(answers)).done).toBe(false);
  });

  it('counts as put when the messenger only does not tell what stands there', async () => {
    expect((await put({ [SET]: [{ success: true }] })).done).toBe(true);
  });
});

describe('authorisation', () => {
  it('comes with the place the page stands in', async () => {
    const { frame } = fakeSdk();
    expect(await frame.refreshAuth()).toEqual({
      authId: 'fresh',
      refreshId: 'refresh',
      expiresIn: 3600,
      placement: 'CRM_DEAL_DETAIL_ACTIVITY',
      placementOptions: { ID: '42' },
    });
  });

  it('is refused when the portal gives none', async () => {
    const { frame, b24 } = fakeSdk();
    b24.auth.refreshAuth.mockResolvedValue(false);
    await expect(frame.refreshAuth()).rejects.toThrow('no authorisation');
  });

  it('is refused when the portal keeps silent', async () => {
    const { frame, b24 } = fakeSdk();
    b24.auth.refreshAuth.mockImplementation(() => new Promise(() => undefined));
    await frame.init();
    const silent = expect(frame.refreshAuth()).rejects.toThrow('kept silent');
    await vi.advanceTimersByTimeAsync(PORTAL_ANSWERS_WITHIN_MS);
    await silent;
  });
});

it('opens the messenger without waiting for an answer that never comes', async () => {
  const { frame, b24 } = fakeSdk();
  await frame.openMessenger('chat77');
  expect(b24.parent.imOpenMessenger).toHaveBeenCalledExactlyOnceWith('chat77');
});

it('opens a path of the portal in a slider', async () => {
  const { frame, b24 } = fakeSdk();
  await frame.openPath('/crm/deal/details/42/');
  expect(b24.slider.openPath).toHaveBeenCalledExactlyOnceWith(new URL('https://portal.example/crm/deal/details/42/'));
});

it.each([
  [{ ID: '42' }, { ID: '42' }],
  ['{"ID":"42"}', { ID: '42' }],
  ['', {}],
  ['[]', {}],
  [[], {}],
  [undefined, {}],
  [null, {}],
])('reads placement options %j as %j', (raw, options) => {
  expect(placementOptions(raw)).toEqual(options);
});

import type { B24Frame } from '@bitrix24/b24jssdk';
import { randomKey } from './message/idempotency-key.ts';

/** What a portal gives to a page in its frame: proof of who the employee is, and where the page stands. */
export interface PortalAuth {
  authId: string;
  refreshId: string;
  /** Seconds. */
  expiresIn: number;
  placement: string;
  placementOptions: Record<string, unknown>;
}

/** The portal around us. Nobody else talks to it, and nothing of the first picture waits for it. */
export interface PortalFrame {
  /** Greets the portal. Rejects when it keeps silent or when the page stands outside a portal; the rest of the page goes on. May be called again. */
  init: () => Promise<void>;
  /** A fresh proof of who the employee is. Rejects when the portal keeps silent: a failed renewal there answers nothing. */
  refreshAuth: () => Promise<PortalAuth>;
  /** Makes the frame as tall as `heightPx`. Never waits, never fails: in a slider the portal ignores it. */
  fit: (heightPx: number) => void;
  /** Opens a page of the portal in a slider; resolves when that slider is closed. */
  openPath: (path: string) => Promise<void>;
  /** Opens our own application in a slider; resolves when that slider is closed. */
  openApplication: (parameters: Record<string, string>) => Promise<void>;
  /** Opens the messenger at a dialogue such as `chat42`. The portal never answers, so nothing is waited for. Rejects without a portal. */
  openMessenger: (dialogId: `chat${number}`) => Promise<void>;
  /**
   * Puts a text into the message box of the chat around us, at the cursor; what stands there stays. False: the portal knows no such command here,
   * or the text is not in the box afterwards. It is never sent by this.
   */
  insertIntoChat: (text: string) => Promise<boolean>;
  /** Puts a value into the field that we stand in; the portal keeps it when the employee saves the card. */
  setFieldValue: (value: string) => Promise<void>;
  /** Asks the card around us to read its fields again. */
  reloadCard: () => Promise<void>;
  close: () => Promise<void>;
  /** Ends the installation: the portal marks the application installed and loads another page over this one. */
  finishInstallation: () => Promise<void>;
}

/** The portal does not always answer, and the SDK waits for ever. */
export const PORTAL_ANSWERS_WITHIN_MS = 8_000;
/** Where no messenger is loaded, nobody answers (Bitrix24 docs, `im:setImTextareaContent`). */
const MESSENGER_ANSWERS_WITHIN_MS = 1_500;
const LOOKS = 3;
const LOOK_EVERY_MS = 150;
/** Changes of height that nobody sees are not worth a message. */
const VISIBLE_PX = 1;

export function createPortalFrame(loadSdk: () => Promise<typeof import('./portal-sdk.ts')>): PortalFrame {
  let greeting: Promise<B24Frame> | undefined;
  let portal: B24Frame | undefined;
  let wantedHeightPx = 0;
  let sentHeightPx = 0;

  function frame(): Promise<B24Frame> {
    greeting ??= within(
      PORTAL_ANSWERS_WITHIN_MS,
      loadSdk().then(sdk => sdk.initializeB24Frame()),
    ).then(
      answered => (portal = answered),
      (error: unknown) => {
        greeting = undefined;
        throw error;
      },
    );
    return greeting;
  }

  function sendHeight(): void {
    if (!portal || Math.abs(wantedHeightPx - sentHeightPx) <= VISIBLE_PX) return;
    sentHeightPx = wantedHeightPx;
    // The SDK's own fitWindow() measures the document, which is never lower than the frame: the frame would only grow.
    void portal.placement.call('resizeWindow', { width: '100%', height: wantedHeightPx });
  }

  return {
    init: async () => {
      await frame();
      sendHeight();
    },
    refreshAuth: async () => {
      const { auth, placement } = await frame();
      const renewed = await within(PORTAL_ANSWERS_WITHIN_MS, auth.refreshAuth());
      if (!renewed) throw new Error('The portal gave no authorisation');
      return {
        authId: renewed.access_token,
        refreshId: renewed.refresh_token,
        expiresIn: renewed.expires_in,
        placement: placement.placement,
        placementOptions: placementOptions(placement.options),
      };
    },
    fit: heightPx => {
      wantedHeightPx = Math.ceil(heightPx);
      sendHeight();
    },
    openPath: async path => {
      const { slider } = await frame();
      await slider.openPath(slider.getUrl(path));
    },
    openApplication: async parameters => {
      await (await frame()).slider.openSliderAppPage(parameters);
    },
    openMessenger: async dialogId => {
      const { parent } = await frame();
      void parent.imOpenMessenger(dialogId);
    },
    insertIntoChat: async text => {
      const { parent } = await frame();
      const tell = (method: string, more: object = {}): Promise<unknown> =>
        parent.message.send(method, { ...more, requestId: randomKey(), isSafely: true, safelyTime: MESSENGER_ANSWERS_WITHIN_MS });
      if (!saysOf(await tell('im:setImTextareaContent', { text, withNewLine: false, replace: false }), 'success')) return false;
      // It answers so too when no chat is open; then the box has no text. The box may be a moment late.
      for (let look = 0; look < LOOKS; look += 1) {
        const stands = saysOf(await tell('im:getImTextareaContent'), 'text');
        if (stands !== '') return true;
        await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
      }
      return false;
    },
    setFieldValue: async value => {
      await (await frame()).placement.setValue(value);
    },
    reloadCard: async () => {
      await (await frame()).placement.call('reloadData');
    },
    close: async () => {
      await (await frame()).parent.closeApplication();
    },
    finishInstallation: async () => {
      await (await frame()).installFinish();
    },
  };
}

/** A field of the messenger's answer; an answer without it is a refusal or none at all. */
const saysOf = (answer: unknown, field: string): unknown =>
  typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>)[field] : undefined;

/** An object, the text of one, an empty array or nothing: portals send all of them. */
export function placementOptions(raw: unknown): Record<string, unknown> {
  if (typeof raw === 'string' && raw !== '') return placementOptions(JSON.parse(raw));
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? { ...raw } : {};
}

function within<Value>(timeMs: number, answer: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout>;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The portal kept silent for ${timeMs} ms`)), timeMs);
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}

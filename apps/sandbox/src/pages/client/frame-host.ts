/** The portal's side of an application's frame: posts the page into it and answers its commands. */
import type { OpenedPlacement } from '../../portal/desk.ts';
import { element } from './element.ts';
import { readFrameMessage, writeFrameAnswer } from './frame-message.ts';
import type { FrameMessage } from './frame-message.ts';

/** As Bitrix24 writes it; the clipboard is never allowed to an application. */
const ALLOW = 'geolocation *; microphone *; camera *; autoplay *;';

/** What a command answers; `SILENT` sends nothing at all, as the real portal does for most fire-and-forget commands. */
export const SILENT = Symbol('no answer');
/** `raw` is what came between command and key, for the one command whose value is no map (`setValue`). */
export type CommandTable = Readonly<Record<string, (parameters: Readonly<Record<string, unknown>>, raw: unknown) => unknown>>;

export interface AppFrame {
  readonly node: HTMLIFrameElement;
  /** Sends the form into the frame. Called once, when the frame stands in the document. */
  load(): void;
  /** Stops listening. */
  close(): void;
}

/** `commands` are those of this place; unknown and forbidden ones are ignored without an answer. */
export const appFrame = (opened: OpenedPlacement, title: string, commands: CommandTable): AppFrame => {
  const appOrigin = new URL(opened.action).origin;
  const node = element('iframe', { name: opened.frameName, id: `appframe_${opened.sid}`, class: 'app-frame', allow: ALLOW, title });

  const answer = async ({ command, parameters, callbackKey, requestId }: FrameMessage): Promise<void> => {
    if (!Object.hasOwn(commands, command)) return;
    const result = await commands[command]?.(isRecord(parameters) ? parameters : {}, parameters);
    if (result === SILENT || callbackKey === '') return;
    const named = requestId === undefined || !isRecord(result) ? result : { requestId, ...result };
    node.contentWindow?.postMessage(writeFrameAnswer(callbackKey, named), appOrigin);
  };
  const listen = (event: MessageEvent<unknown>): void => {
    if (event.origin !== appOrigin || event.source !== node.contentWindow) return;
    const message = readFrameMessage(event.data, opened.sid);
    if (message !== undefined) void answer(message);
  };
  window.addEventListener('message', listen);

  return {
    node,
    load: () => {
      const form = element('form', { method: 'post', action: opened.action, target: opened.frameName, hidden: true });
      for (const [name, value] of Object.entries(opened.fields)) form.append(element('input', { type: 'hidden', name, value }));
      document.body.append(form);
      form.submit();
      form.remove();
    },
    close: () => window.removeEventListener('message', listen),
  };
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

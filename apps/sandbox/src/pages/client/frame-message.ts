/**
 * Messages between an application's frame and the portal's page, as `@bitrix24/b24jssdk` 2.2.0 and the classic BX24.js write them:
 * `<command>[:<JSON>]:<callback key>:<sid>`, or an object for commands that contain a colon.
 */
export interface FrameMessage {
  command: string;
  /** Parsed parameters; undefined when there are none. */
  parameters: unknown;
  /** Empty when nobody waits for an answer. */
  callbackKey: string;
  /** Of the object form only: comes back with the answer. */
  requestId?: string;
}

/** Undefined for anything that is not a message of the frame with this `sid`. */
export const readFrameMessage = (data: unknown, sid: string): FrameMessage | undefined => {
  if (typeof data === 'string') return readText(data, sid);
  if (typeof data === 'object' && data !== null) return readObject(data as Record<string, unknown>, sid);
  return undefined;
};

/** JSON contains colons too: the command is cut from the left, sid and callback key from the right. */
const readText = (text: string, sid: string): FrameMessage | undefined => {
  const pieces = text.split(':');
  if (pieces.length < 3 || pieces.at(-1) !== sid) return undefined;
  const json = pieces.slice(1, -2).join(':');
  try {
    return {
      command: pieces[0] ?? '',
      parameters: json === '' ? undefined : (JSON.parse(json) as unknown),
      callbackKey: pieces.at(-2) ?? '',
    };
  } catch {
    return undefined; // The portal ignores what it cannot read.
  }
};

const readObject = (message: Record<string, unknown>, sid: string): FrameMessage | undefined => {
  const { method, params, callback, appSid, requestId } = message;
  if (typeof method !== 'string' || appSid !== sid) return undefined;
  // The messenger drops what has no name of its own, or no parameters at all, without a word.
  if (typeof requestId !== 'string' || requestId === '') return undefined;
  if (typeof params !== 'string' && (typeof params !== 'object' || params === null)) return undefined;
  return {
    command: method,
    parameters: params === '' ? undefined : params,
    callbackKey: typeof callback === 'string' ? callback : '',
    requestId,
  };
};

/** An empty answer has no JSON: the SDK then resolves with an empty text. */
export const writeFrameAnswer = (callbackKey: string, answer: unknown): string =>
  `${callbackKey}:${answer === undefined ? '' : JSON.stringify(answer)}`;

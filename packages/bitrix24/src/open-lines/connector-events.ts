/** Events of our connectors (Bitrix24 docs, imconnector events). Names and nesting as they come in the form body; other connectors' events are not ours. */
import type { EmployeeId, LineId, Messenger } from '@olchat/domain';
import { z } from 'zod';
import { messengerOf } from './connector-id.ts';

export interface OperatorFile {
  name: string;
  mime: string;
  /** Temporary link to the portal's disk. */
  link: string;
  /** Bytes; null when the portal did not say. */
  size: number | null;
}

export interface OperatorMessage {
  openLineChatId: string;
  openLineMessageId: string;
  /** Null: an automatic text (greeting, rating request), not of a person. */
  authorId: EmployeeId | null;
  /** BB code. */
  text: string;
  files: OperatorFile[];
  /** Client's external id, as we gave it with the first message. */
  clientExternalId: string;
}

/** A message that got its external id by `send.status.delivery` and was changed or deleted in the portal. */
export interface ChangedMessage {
  openLineChatId: string | null;
  externalMessageIds: string[];
  text: string;
  clientExternalId: string;
}

export interface DialogMoment {
  openLineChatId: string;
  sessionId: string;
  clientExternalId: string;
}

interface OnLine {
  messenger: Messenger;
  lineId: LineId;
}

export type ConnectorEvent =
  | (OnLine & { kind: 'message-add'; messages: OperatorMessage[] })
  | (OnLine & { kind: 'message-update'; messages: ChangedMessage[] })
  | (OnLine & { kind: 'message-delete'; messages: ChangedMessage[] })
  | (OnLine & { kind: 'dialog-start'; dialogs: DialogMoment[] })
  | (OnLine & { kind: 'dialog-finish'; dialogs: DialogMoment[] })
  | (OnLine & { kind: 'connector-off' })
  | { kind: 'line-delete'; lineId: LineId };

export const CONNECTOR_EVENTS = [
  'ONIMCONNECTORMESSAGEADD',
  'ONIMCONNECTORMESSAGEUPDATE',
  'ONIMCONNECTORMESSAGEDELETE',
  'ONIMCONNECTORDIALOGSTART',
  'ONIMCONNECTORDIALOGFINISH',
  'ONIMCONNECTORSTATUSDELETE',
  'ONIMCONNECTORLINEDELETE',
] as const;
type ConnectorEventName = (typeof CONNECTOR_EVENTS)[number];

/** Everything in a form body is text. */
const id = z.string().regex(/^\d{1,20}$/);
const lineId = id.transform(text => text as LineId);
const employeeId = z.string().optional().transform(text => (Number(text ?? 0) > 0 ? (text as EmployeeId) : null)); // prettier-ignore
const list = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item), z.record(z.string(), item).transform(items => Object.values(items))]);
const client = z.object({ id: z.string().min(1) });

const file = z
  .object({ name: z.string(), mime: z.string().optional(), link: z.string(), size: z.coerce.number().optional().catch(undefined) })
  .transform(({ name, mime, link, size }): OperatorFile => ({ name, mime: mime ?? 'application/octet-stream', link, size: size ?? null }));

const addedMessage = z
  .object({
    im: z.object({ chat_id: id, message_id: id }),
    message: z.object({ user_id: employeeId, text: z.string().default(''), files: list(file).optional() }),
    chat: client,
  })
  .transform(({ im, message, chat }): OperatorMessage => ({
    openLineChatId: im.chat_id,
    openLineMessageId: im.message_id,
    authorId: message.user_id,
    text: message.text,
    files: message.files ?? [],
    clientExternalId: chat.id,
  }));

const changedMessage = z
  .object({
    im: z.object({ chat_id: id.optional() }).optional(),
    // A list when changed, one value when deleted.
    message: z.object({ id: z.union([z.string().transform(one => [one]), list(z.string())]), text: z.string().default('') }),
    chat: client,
  })
  .transform(({ im, message, chat }): ChangedMessage => ({
    openLineChatId: im?.chat_id ?? null,
    externalMessageIds: message.id,
    text: message.text,
    clientExternalId: chat.id,
  }));

const dialogMoment = z
  .object({ connector: z.object({ chat_id: z.string() }), session: z.object({ id }), chat: z.object({ id }) })
  .transform(({ connector, session, chat }): DialogMoment => ({
    openLineChatId: chat.id,
    sessionId: session.id,
    clientExternalId: connector.chat_id,
  }));

const messages = <T extends z.ZodType>(message: T) => z.object({ CONNECTOR: z.string(), LINE: lineId, MESSAGES: list(message) });
const dialogs = z.object({ CONNECTOR: z.string(), LINE: lineId, DATA: list(dialogMoment) });
const switchedOff = z.object({ connector: z.string(), line: lineId });

/** Null: an event of another kind, or of somebody else's connector. Throws a ZodError for a body that is not what the docs promise. */
export const parseConnectorEvent = (event: string, data: unknown): ConnectorEvent | null => {
  const name = CONNECTOR_EVENTS.find(known => known === event.toUpperCase());
  return name === undefined ? null : parse(name, data);
};

const parse = (name: ConnectorEventName, data: unknown): ConnectorEvent | null => {
  switch (name) {
    case 'ONIMCONNECTORMESSAGEADD': {
      const body = messages(addedMessage).parse(data);
      return onLine(body.CONNECTOR, body.LINE, { kind: 'message-add', messages: body.MESSAGES });
    }
    case 'ONIMCONNECTORMESSAGEUPDATE': {
      const body = messages(changedMessage).parse(data);
      return onLine(body.CONNECTOR, body.LINE, { kind: 'message-update', messages: body.MESSAGES });
    }
    case 'ONIMCONNECTORMESSAGEDELETE': {
      const body = messages(changedMessage).parse(data);
      return onLine(body.CONNECTOR, body.LINE, { kind: 'message-delete', messages: body.MESSAGES });
    }
    case 'ONIMCONNECTORDIALOGSTART': {
      const body = dialogs.parse(data);
      return onLine(body.CONNECTOR, body.LINE, { kind: 'dialog-start', dialogs: body.DATA });
    }
    case 'ONIMCONNECTORDIALOGFINISH': {
      const body = dialogs.parse(data);
      return onLine(body.CONNECTOR, body.LINE, { kind: 'dialog-finish', dialogs: body.DATA });
    }
    case 'ONIMCONNECTORSTATUSDELETE': {
      const body = switchedOff.parse(data);
      return onLine(body.connector, body.line, { kind: 'connector-off' });
    }
    case 'ONIMCONNECTORLINEDELETE':
      return { kind: 'line-delete', lineId: lineId.parse(data) };
  }
};

const onLine = <T>(connector: string, line: LineId, rest: T): (T & OnLine) | null => {
  const messenger = messengerOf(connector);
  return messenger === undefined ? null : { ...rest, messenger, lineId: line };
};

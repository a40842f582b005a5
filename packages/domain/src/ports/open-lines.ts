/** What we ask of the portal's open lines. Ids of chats and lines here are Bitrix24's own. */
import type { CardRef } from '../card/card.ts';
import type { AccountId, EmployeeId, LineId, PortalId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import type { ActingAs } from './crm.ts';
import type { Messenger } from './connector.ts';

export interface OpenLine {
  id: LineId;
  name: string;
  isActive: boolean;
  /** Employees of its queue (departments are resolved). */
  queue: EmployeeId[];
}

/** What of the line's settings matters to us (O-11, O-12). */
export interface LineSettings {
  /** Automatic greeting. It answers what we publish as if from the client, and reaches the real one. */
  greets: boolean;
  /** Request to rate the conversation. */
  asksForRating: boolean;
  /** «Включить чат трекер»: phones and addresses in the texts become records of the CRM. */
  tracksTexts: boolean;
  /** Other automatic texts: nobody answers, outside working hours, at the close. */
  sendsOtherTexts: boolean;
  /** The client is looked for in the CRM. */
  usesCrm: boolean;
  /** An unknown client gets a record of the CRM; without it his chat has no card. */
  createsRecord: boolean;
  /** «Использовать активную сделку, не создавая новую»; null: the portal does not say. */
  usesActiveDeal: boolean | null;
  /** A new dialogue goes to the responsible person of the record, not to the queue. */
  forwardsToResponsible: boolean;
  queueType: 'ALL' | 'EVENLY' | 'STRICTLY';
  /** Minutes between the operator's «завершить» and the real end; 0: at once (O-8). */
  closesAfterMinutes: number;
}

/** The client as the open line sees him. */
export interface LineClient {
  /** Stable external id of the client in this messenger: digits of the number, without signs. */
  externalId: string;
  name: string | null;
  phone: string | null;
  /** His picture, fetched by the portal itself, without a session (H-1). Absent: what the portal has stays. */
  pictureUrl?: string;
}

export interface LineMessage {
  /** Our id, unique: kept by Bitrix24 as the connector's message id. */
  externalId: string;
  text: string;
  at: Date;
  /** Fetched by the portal itself, at once and without a session. With files the text may be empty. */
  files?: readonly { name: string; url: string }[];
  /** The CRM tracker is kept quiet for texts that only we made. */
  keepTrackerQuiet: boolean;
}

/** A file of a message in the chat. */
export interface ChatFile {
  name: string;
  /** Bytes as the portal says; null when it does not. */
  size: number | null;
  /** For `downloadFile`, and a secret. */
  url: string;
}

/** A message of the chat as it stands there now (SE-2), its text in the messenger's marks. `unknown`: the portal's answer does not reach so far back. */
export type ChatMessageState = { kind: 'stands'; text: string; files: ChatFile[] } | { kind: 'deleted' } | { kind: 'unknown' };

export interface OpenedDialog {
  openLineChatId: string;
  /** Complete USER_CODE: connector, line, external chat, connector user. */
  userCode: string;
}

export interface Dialog {
  openLineChatId: string;
  /** Null: nobody took it yet, or the session is closed. */
  ownerId: EmployeeId | null;
  /** Null: no open session. */
  sessionId: string | null;
  /** Its operator ended it and Bitrix24 waits before it closes: no new session begins meanwhile (O-8). */
  isClosing: boolean;
  /** Employees in the chat, its operator among them. */
  participantIds: EmployeeId[];
  /** Records that Bitrix24 itself attached the chat to (O-4). */
  linkedCards: CardRef[];
}

/** What an event says of an operator's message. It passed through a door that every employee can reach (SE-2). */
export interface OperatorClaim {
  messenger: Messenger;
  lineId: LineId;
  openLineChatId: string;
  openLineMessageId: string;
  authorId: EmployeeId;
  clientExternalId: string;
}

/** What happened in a chat, as the portal's own history has it. */
export interface ChatActivity {
  /** Null: nobody has it, or the dialogue is over. */
  ownerId: EmployeeId | null;
  /** Written by employees, the oldest first. */
  messages: {
    openLineMessageId: string;
    authorId: EmployeeId;
    /** In the messenger's marks, BB codes converted. */
    text: string;
    fileCount: number;
  }[];
}

export interface OpenLines {
  lines(portalId: PortalId): Promise<OpenLine[] | Refusal>;
  line(portalId: PortalId, lineId: LineId): Promise<OpenLine | null | Refusal>;
  /** Greeting and rating are off from the start (O-11); the creator stands in the queue. */
  createLine(portalId: PortalId, name: string, queue: readonly EmployeeId[]): Promise<LineId | Refusal>;
  /** Null: there is no such line. */
  lineSettings(portalId: PortalId, lineId: LineId): Promise<LineSettings | null | Refusal>;
  /** Switches greeting, rating request and tracker off (O-11); nothing else of the line is changed. */
  quieten(portalId: PortalId, lineId: LineId): Promise<null | Refusal>;
  /** Puts the connector on the line, under this account's name and address; idempotent. */
  attach(
    portalId: PortalId,
    lineId: LineId,
    account: { id: AccountId; messenger: Messenger; title: string; address: string | null },
  ): Promise<null | Refusal>;
  detach(portalId: PortalId, lineId: LineId, messenger: Messenger): Promise<null | Refusal>;

  /** A message as if from the client (O-21, H-1, 7.8c). Opens the dialogue when there is none. A lost answer is CHAT_NOT_CREATED with retry by look-up, never sent twice blindly. */
  postFromClient(
    portalId: PortalId,
    lineId: LineId,
    messenger: Messenger,
    client: LineClient,
    message: LineMessage,
  ): Promise<OpenedDialog | Refusal>;
  /** The client changed (`text`), or took back (null), a message that `postFromClient` had shown. NOT_FOUND when the chat has none of this id. */
  changeFromClient(
    portalId: PortalId,
    lineId: LineId,
    messenger: Messenger,
    client: LineClient,
    change: { externalId: string; text: string | null },
  ): Promise<null | Refusal>;
  /** Looks whether a message of ours with this external id already stands in the chat (RE-10). */
  hasMessage(portalId: PortalId, openLineChatId: string, externalId: string): Promise<boolean | Refusal>;
  /** What employees wrote there since then, for what no event told (RE-22). */
  activity(portalId: PortalId, openLineChatId: string, since: Date): Promise<ChatActivity | Refusal>;
  /** Whether the message stands in the chat of this client on this line, written by this employee. */
  hasOperatorMessage(portalId: PortalId, claim: OperatorClaim): Promise<boolean | Refusal>;
  /** Chat that belongs to this client on this line, when the portal knows one that we do not (7.8a, step 1). */
  findDialog(
    portalId: PortalId,
    lineId: LineId,
    messenger: Messenger,
    client: LineClient,
    card: CardRef | null,
  ): Promise<OpenedDialog | null | Refusal>;
  dialog(portalId: PortalId, as: ActingAs, openLineChatId: string): Promise<Dialog | Refusal>;
  /** Closed chat: a new session whose operator is this employee, or the one of the main token (O-8). */
  startSession(portalId: PortalId, as: ActingAs, openLineChatId: string): Promise<null | Refusal>;
  /** Beside the operator, who keeps the dialogue (O-7). */
  join(portalId: PortalId, employeeId: EmployeeId, openLineChatId: string): Promise<null | Refusal>;
  /** A dialogue that nobody took. */
  answer(portalId: PortalId, employeeId: EmployeeId, openLineChatId: string): Promise<null | Refusal>;
  /** A dialogue that the queue just gave to somebody else. */
  intercept(portalId: PortalId, employeeId: EmployeeId, openLineChatId: string): Promise<null | Refusal>;
  /** Without the employee's own token: the main token hands the dialogue over (decision 26). */
  transfer(portalId: PortalId, openLineChatId: string, employeeId: EmployeeId): Promise<null | Refusal>;
  /** Stays with its operator instead of returning to the queue; best effort. */
  pin(portalId: PortalId, employeeId: EmployeeId, openLineChatId: string): Promise<null | Refusal>;
  finish(portalId: PortalId, openLineChatId: string): Promise<null | Refusal>;
  /**
   * Outgoing publication: the employee's own message in the chat (O-20). Answers the portal's message id: its echo must not go to the
   * client. A lost answer is PUBLICATION_UNAVAILABLE with OUTCOME_UNKNOWN; then `employeePosts` tells.
   */
  postAsEmployee(portalId: PortalId, employeeId: EmployeeId, openLineChatId: string, text: string): Promise<string | Refusal>;
  /** As `postAsEmployee`, with a file (O-27); at most 100 MB. */
  postFileAsEmployee(
    portalId: PortalId,
    employeeId: EmployeeId,
    openLineChatId: string,
    file: { name: string; content: AsyncIterable<Uint8Array> },
    text: string,
  ): Promise<string | Refusal>;
  chatMessage(portalId: PortalId, openLineChatId: string, openLineMessageId: string): Promise<ChatMessageState | Refusal>;
  /** Begins to fetch a file of the chat. The reading throws when it breaks off. FILE_GONE when it is not there any more. */
  downloadFile(portalId: PortalId, url: string): Promise<AsyncIterable<Uint8Array> | Refusal>;
  /** Messages of this employee with these words in the chat since then, newest first: nothing of ours can be attached to such a post. */
  employeePosts(
    portalId: PortalId,
    post: { employeeId: EmployeeId; openLineChatId: string; text: string; since: Date },
  ): Promise<string[] | Refusal>;
  /** A line of the system in the chat, e.g. why an operator's message did not leave. `as` must be a participant. */
  postSystem(portalId: PortalId, as: ActingAs, openLineChatId: string, text: string): Promise<null | Refusal>;
  /** Ties the portal's message to the messenger's id and takes its clock away (7.5). */
  confirmDelivery(
    portalId: PortalId,
    lineId: LineId,
    messenger: Messenger,
    delivery: {
      openLineChatId: string;
      openLineMessageId: string;
      externalMessageId: string;
      otherMessageIds?: readonly string[];
      clientExternalId: string;
      at: Date;
    },
  ): Promise<null | Refusal>;
}

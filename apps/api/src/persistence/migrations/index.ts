import { First } from './0001-first.ts';
import { SmartProcesses } from './0002-smart-processes.ts';
import { AddInstallation } from './0003-installation.ts';
import { Rights } from './0004-rights.ts';
import { TimelinePresses } from './0005-timeline-presses.ts';
import { OpenLineChats } from './0006-open-line-chats.ts';
import { Notices } from './0007-notices.ts';
import { Files } from './0008-files.ts';
import { Templates } from './0009-templates.ts';
import { EventDoor } from './0017-event-door.ts';
import { VoiceNotes } from './0018-voice-notes.ts';
import { MessageTemplates } from './0019-message-template.ts';
import { Drafts } from './0020-drafts.ts';
import { ReceivedMessages } from './0021-received-messages.ts';
import { AskedAgain } from './0022-asked-again.ts';
import { Telegram } from './0023-telegram.ts';
import { EmployeesAndChecks } from './0024-employees-and-checks.ts';
import { ClientPictures } from './0026-client-pictures.ts';
import { ChatTemplates } from './0029-chat-templates.ts';
import { FormHabits } from './0030-form-habits.ts';
import { Previews } from './0031-previews.ts';
import { HistoryRequests } from './0032-history-requests.ts';

/** In order. A migration is never changed once it is written. */
export const MIGRATIONS = [
  { name: '0001-first', class: First },
  { name: '0002-smart-processes', class: SmartProcesses },
  { name: '0003-installation', class: AddInstallation },
  { name: '0004-rights', class: Rights },
  { name: '0005-timeline-presses', class: TimelinePresses },
  { name: '0006-open-line-chats', class: OpenLineChats },
  { name: '0007-notices', class: Notices },
  { name: '0008-files', class: Files },
  { name: '0009-templates', class: Templates },
  { name: '0017-event-door', class: EventDoor },
  { name: '0018-voice-notes', class: VoiceNotes },
  { name: '0019-message-template', class: MessageTemplates },
  { name: '0020-drafts', class: Drafts },
  { name: '0021-received-messages', class: ReceivedMessages },
  { name: '0022-asked-again', class: AskedAgain },
  { name: '0023-telegram', class: Telegram },
  { name: '0024-employees-and-checks', class: EmployeesAndChecks },
  { name: '0026-client-pictures', class: ClientPictures },
  { name: '0029-chat-templates', class: ChatTemplates },
  { name: '0030-form-habits', class: FormHabits },
  { name: '0031-previews', class: Previews },
  { name: '0032-history-requests', class: HistoryRequests },
];

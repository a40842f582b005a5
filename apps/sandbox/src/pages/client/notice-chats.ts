/** Beside the chats of open lines: chats that an application made, and the notices under the employee's bell. Read only. */
import type { DeskNoticeBoard } from '../../portal/desk.ts';
import { bbCode } from './bb-code.ts';
import type { Desk } from './desk.ts';
import { element, picture } from './element.ts';
import { dateAndTime, time } from './moment.ts';

const BELL = 'bell';

export interface NoticeChat {
  id: string;
  title: string;
  about: string;
  messages: { id: string; text: string; at: string }[];
}

export const noticeChats = ({ texts }: Desk, { chats, bell }: DeskNoticeBoard): NoticeChat[] => [
  ...chats.map(({ chatId, title, readers, messages }) => ({
    id: chatId,
    title,
    about: `${texts.participants}: ${readers.map(reader => reader.name).join(', ')}`,
    messages,
  })),
  ...(bell.length === 0 ? [] : [{ id: BELL, title: texts.bell, about: texts.onlyYou, messages: bell }]),
];

export const noticeRow = (chat: NoticeChat, isChosen: boolean, choose: () => void): HTMLElement => {
  const last = chat.messages.at(-1);
  return element(
    'li',
    {},
    element(
      'button',
      { type: 'button', class: 'chat-row', 'aria-current': isChosen ? 'true' : null, onclick: choose },
      element('span', { class: 'avatar avatar-line' }, picture('lines')),
      element(
        'span',
        { class: 'chat-row-text' },
        element('strong', {}, chat.title),
        element('span', { class: 'muted' }, chat.about),
        element('span', { class: 'chat-row-last' }, last?.text ?? ''),
      ),
      last !== undefined && element('time', { datetime: last.at }, time(last.at)),
    ),
  );
};

export const noticeConversation = ({ texts }: Desk, chat: NoticeChat, back: () => void): HTMLElement =>
  element(
    'div',
    { class: 'conversation-inner' },
    element(
      'header',
      {},
      element(
        'button',
        { type: 'button', class: 'button button-icon only-narrow', 'aria-label': texts.backToChats, onclick: back },
        picture('back'),
      ),
      element('div', { class: 'conversation-about' }, element('h3', {}, chat.title), element('p', { class: 'muted' }, chat.about)),
    ),
    element(
      'ol',
      { class: 'chat-log', 'aria-live': 'polite', tabindex: 0, 'aria-label': chat.title },
      ...chat.messages.map(message =>
        element(
          'li',
          { class: 'chat-message chat-message-system' },
          element('p', {}, bbCode(message.text)),
          element(
            'span',
            { class: 'chat-meta' },
            element('time', { datetime: message.at, title: dateAndTime(message.at) }, time(message.at)),
          ),
        ),
      ),
    ),
  );

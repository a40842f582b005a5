/** The portal's messenger: chats of open lines, where an operator reads, takes, answers and finishes dialogues. */
import type { DeskChat, DeskChatMessage } from '../../portal/desk.ts';
import { bbCode } from './bb-code.ts';
import { cardPath } from './card-path.ts';
import { chatTools } from './chat-tools.ts';
import { deskClient } from './desk-client.ts';
import type { Desk } from './desk.ts';
import { element, KeyedList, picture } from './element.ts';
import { noticeChats, noticeConversation, noticeRow } from './notice-chats.ts';
import type { NoticeChat } from './notice-chats.ts';
import { oneAtATime } from './live.ts';
import { dateAndTime, time } from './moment.ts';

export interface Messenger {
  readonly node: HTMLElement;
  readonly close: () => void;
}

/** `dialogId` is `chat<id>` of the chat to open first, or empty. */
export const messenger = (desk: Desk, dialogId: string): Messenger => {
  const { texts } = desk;
  let chosenId = dialogId.replace(/^chat/, '');
  let chats: DeskChat[] = [];
  let notices: NoticeChat[] = [];

  const list = element('ul', { class: 'chat-list', 'aria-label': texts.chats });
  const noticeList = element('ul', { class: 'chat-list', 'aria-label': texts.bell });
  const nothing = element('p', { class: 'empty', hidden: true }, texts.noChats);
  const conversation = element('section', { class: 'conversation', 'aria-label': texts.chats });
  const node = element('div', { class: 'messenger' }, element('nav', { class: 'chat-column' }, list, nothing, noticeList), conversation);

  const rows = new KeyedList<ChatRow>(
    list,
    row => row.chat.chatId,
    ({ chat, isChosen }) => chatRow(desk, chat, isChosen, () => show(chat.chatId)),
  );
  const noticeRows = new KeyedList<{ chat: NoticeChat; isChosen: boolean }>(
    noticeList,
    row => row.chat.id,
    ({ chat, isChosen }) => noticeRow(chat, isChosen, () => show(chat.id)),
  );
  let open: Conversation | undefined;

  const draw = (): void => {
    nothing.hidden = chats.length > 0;
    rows.show(chats.map(chat => ({ chat: { ...chat, messages: chat.messages.slice(-1) }, isChosen: chat.chatId === chosenId })));
    noticeRows.show(notices.map(chat => ({ chat, isChosen: chat.id === chosenId })));
    node.classList.toggle('messenger-chosen', chosenId !== '');
    const notice = notices.find(chat => chat.id === chosenId);
    const chosen = chats.find(chat => chat.chatId === chosenId);
    if (notice !== undefined) {
      open = undefined;
      conversation.replaceChildren(noticeConversation(desk, notice, () => show('')));
    } else if (chosen === undefined) {
      open = undefined;
      conversation.replaceChildren(element('p', { class: 'empty' }, chosenId === '' ? texts.chooseChat : texts.noAccess));
    } else if (open?.chatId === chosenId) {
      open.show(chosen);
    } else {
      open = conversationOf(desk, chosen.chatId, () => show(''));
      conversation.replaceChildren(open.node);
      open.show(chosen);
    }
  };
  const show = (chatId: string): void => {
    chosenId = chatId;
    draw();
  };
  const load = oneAtATime(async () => {
    const [lineChats, board] = await Promise.all([deskClient.chats(), deskClient.noticeBoard()]);
    chats = lineChats;
    notices = noticeChats(desk, board);
    draw();
  });

  desk.chatListeners.add(load);
  load();
  return { node, close: () => void desk.chatListeners.delete(load) };
};

interface ChatRow {
  chat: DeskChat;
  isChosen: boolean;
}

const chatRow = ({ texts }: Desk, chat: DeskChat, isChosen: boolean, choose: () => void): HTMLElement => {
  const last = chat.messages.at(-1);
  return element(
    'li',
    {},
    element(
      'button',
      { type: 'button', class: 'chat-row', 'aria-current': isChosen ? 'true' : null, onclick: choose },
      chat.clientPicture === null
        ? element('span', { class: 'avatar avatar-line' }, picture('lines'))
        : element('img', { class: 'avatar avatar-client', src: chat.clientPicture, alt: '' }),
      element(
        'span',
        { class: 'chat-row-text' },
        element('strong', {}, chat.title),
        element('span', { class: 'muted' }, chat.owner?.name ?? texts.nobody, chat.open ? '' : ` · ${texts.closedChat}`),
        element('span', { class: 'chat-row-last' }, chat.canRead ? (last?.text ?? '') : texts.noAccess),
      ),
      last !== undefined && element('time', { datetime: last.at }, time(last.at)),
    ),
  );
};

interface Conversation {
  readonly chatId: string;
  readonly node: HTMLElement;
  show(chat: DeskChat): void;
}

const conversationOf = (desk: Desk, chatId: string, back: () => void): Conversation => {
  const { texts } = desk;
  const refusal = element('p', { class: 'refusal', role: 'alert', hidden: true });
  const attempt = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      refusal.hidden = true;
      return true;
    } catch (error) {
      refusal.textContent = error instanceof Error ? error.message : texts.fault;
      refusal.hidden = false;
      return false;
    }
  };

  const title = element('h3');
  const people = element('p', { class: 'muted' });
  const card = element('p', { class: 'conversation-card' });
  const take = element(
    'button',
    { type: 'button', class: 'button button-primary', onclick: () => void attempt(deskClient.take(chatId)) },
    texts.take,
  );
  const finish = element(
    'button',
    { type: 'button', class: 'button', onclick: () => void attempt(deskClient.finish(chatId)) },
    texts.finish,
  );
  // Who can be invited (O-3): everybody who is not in the chat yet.
  const guest = element('select', { 'aria-label': texts.colleague });
  const invitation = element(
    'form',
    {
      class: 'invitation',
      onsubmit: event => {
        event.preventDefault();
        void attempt(deskClient.invite(chatId, guest.value));
      },
    },
    guest,
    element('button', { class: 'button' }, texts.invite),
  );
  const offer = async ({ participants }: DeskChat): Promise<void> => {
    const others = (await deskClient.colleagues()).filter(({ id }) => !participants.some(one => one.id === id));
    guest.replaceChildren(...others.map(({ id, name }) => element('option', { value: id }, name)));
  };

  const log = element('ol', { class: 'chat-log', 'aria-live': 'polite', tabindex: 0, 'aria-label': texts.chats });
  const messages = new KeyedList<DeskChatMessage>(
    log,
    message => message.id,
    message => chatMessage(desk, message),
  );

  const box = element('textarea', { rows: 2, placeholder: texts.writeMessage, 'aria-label': texts.writeMessage });
  const post = async (): Promise<void> => {
    const text = box.value.trim();
    if (text === '') return;
    if (await attempt(deskClient.post(chatId, text))) box.value = '';
  };
  box.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void post();
  });
  const tools = chatTools(desk, chatId, box);
  const composer = element(
    'form',
    {
      class: 'composer',
      onsubmit: event => {
        event.preventDefault();
        void post();
      },
    },
    box,
    element('button', { class: 'button button-primary button-icon', 'aria-label': texts.send, title: texts.send }, picture('send')),
  );

  const node = element(
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
      element('div', { class: 'conversation-about' }, title, people, card),
      element('div', { class: 'conversation-actions' }, invitation, take, finish),
    ),
    log,
    refusal,
    tools,
    composer,
  );

  return {
    chatId,
    node,
    show: chat => {
      title.textContent = chat.title;
      people.textContent = describePeople(desk, chat);
      card.replaceChildren(...(chat.card === null ? [] : [cardLink(desk, chat.card)]));
      take.hidden = !chat.open || chat.owner?.id === desk.state.employee.id;
      finish.hidden = !chat.open || chat.owner?.id !== desk.state.employee.id;
      composer.hidden = !chat.canRead;
      tools.classList.toggle('unseen-tools', !chat.canRead);
      invitation.hidden = !chat.participants.some(({ id }) => id === desk.state.employee.id);
      if (!invitation.hidden && document.activeElement !== guest) void attempt(offer(chat));
      const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
      if (chat.canRead) messages.show(chat.messages);
      else log.replaceChildren(element('li', { class: 'empty' }, texts.noAccess));
      if (isAtEnd) log.scrollTop = log.scrollHeight;
    },
  };
};

const describePeople = ({ texts }: Desk, chat: DeskChat): string =>
  [
    `${texts.line} ${chat.line}`,
    `${texts.owner}: ${chat.owner?.name ?? texts.nobody}`,
    chat.participants.length > 0 && `${texts.participants}: ${chat.participants.map(one => one.name).join(', ')}`,
    !chat.open && texts.closedChat,
  ]
    .filter(part => part !== false)
    .join(' · ');

const cardLink = (desk: Desk, card: NonNullable<DeskChat['card']>): HTMLElement => {
  const path = cardPath({ smartProcessTypeId: null, ...card });
  return element(
    'a',
    {
      href: path,
      onclick: event => {
        event.preventDefault();
        desk.openUri(path);
      },
    },
    `${desk.texts[`one${card.type}`]} «${card.title}»`,
  );
};

const MARKS = { sending: 'clock', delivered: 'tick', failed: 'warning' } as const;

const chatMessage = ({ texts }: Desk, message: DeskChatMessage): HTMLElement => {
  const mark = message.mark === 'none' ? undefined : message.mark;
  return element(
    'li',
    { class: `chat-message chat-message-${message.direction}` },
    message.direction !== 'system' && element('span', { class: 'chat-author' }, message.authorName),
    element('p', {}, bbCode(message.text)),
    element(
      'span',
      { class: 'chat-meta' },
      element('time', { datetime: message.at, title: dateAndTime(message.at) }, time(message.at)),
      mark !== undefined &&
        element('span', { class: `mark mark-${mark}`, title: texts[mark], role: 'img', 'aria-label': texts[mark] }, picture(MARKS[mark])),
    ),
  );
};

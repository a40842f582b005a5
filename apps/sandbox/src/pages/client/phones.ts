/** The page of the phones: what every client sees, and what he may do. */
import type { Phone, PhoneAction, PhoneMessage } from '../../kernel/phones.ts';
import { element, KeyedList, picture } from './element.ts';
import type { IconName } from './icons.ts';
import { listen, oneAtATime } from './live.ts';
import { dateAndTime, time } from './moment.ts';
import { drawPortrait } from './portrait.ts';
import { textsOf } from './texts.ts';
import type { Language, TextKey } from './texts.ts';
import { orToast } from './toast.ts';

const { language } = JSON.parse(document.getElementById('page-state')?.textContent ?? '') as { language: Language };
const texts = textsOf(language);
const main = document.querySelector('main') ?? document.body;

const act = async (address: string, action: PhoneAction): Promise<void> => {
  const reply = await fetch(`/control/phones/${encodeURIComponent(address)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  });
  if (!reply.ok) throw new Error(((await reply.json()) as { message: string }).message);
};

/** One phone; typed text survives the updates because only the changing parts are drawn again. */
interface ShownPhone {
  readonly node: HTMLElement;
  show(phone: Phone): void;
}

const number = (address: string): string =>
  address
    .replace(/^whatsapp:/, '+')
    .replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2-$3-$4')
    .replace(/^telegram:/, 'Telegram ');

const frame = (phone: Phone, ...content: Node[]): { node: HTMLElement; state: HTMLElement } => {
  const state = element('p', { class: 'phone-state' });
  const heading = element(
    'header',
    {},
    element('span', { class: 'avatar' }, picture('person')),
    element(
      'div',
      {},
      element('h3', { title: phone.name }, phone.name),
      element('p', { class: 'phone-number' }, number(phone.address)),
      state,
    ),
    element('span', { class: 'phone-messenger' }, picture(phone.messenger)),
  );
  const node = element(
    'li',
    { class: `phone phone-${phone.role}`, 'data-address': phone.address },
    element('article', { 'aria-label': phone.name }, heading, ...content),
  );
  return { node, state };
};

const clientPhone = (first: Phone): ShownPhone => {
  const { address } = first;
  const log = element('ol', { class: 'phone-log', tabindex: 0, 'aria-label': `${texts.chats}: ${first.name}` });
  const messages = new KeyedList<ShownMessage>(
    log,
    message => message.externalId,
    message => phoneMessage(message, { react: emoji => orToast(react(message, emoji)), answer: () => answer(message) }),
  );
  const react = ({ externalId: id }: ShownMessage, emoji: string | null): Promise<void> => act(address, { do: 'react', id, emoji });
  let answered: ShownMessage | null = null;
  const quote = element('p', { class: 'phone-quote' });
  const notThis = element('button', { type: 'button', class: 'button', onclick: () => answer(null) }, texts.cancel);
  const quoting = element('div', { class: 'phone-answered', hidden: true }, quote, notThis);
  const answer = (message: ShownMessage | null): void => {
    answered = message;
    quoting.hidden = message === null;
    quote.textContent = message === null ? '' : wordsOf(message);
    if (message !== null) form.querySelector('input')?.focus();
  };
  const form = textForm(texts.replyPlaceholder, texts.reply, 'send', async text => {
    await act(address, { do: 'reply', text, ...(answered !== null && { to: answered.externalId }) });
    answer(null);
  });
  const nothing = element('li', { class: 'empty' }, texts.noMessages);
  const does = (name: string, action: PhoneAction): HTMLButtonElement =>
    element('button', { type: 'button', class: 'button', onclick: () => orToast(act(address, action)) }, name);
  const network = element('button', { type: 'button', class: 'button' });
  const block = does('', { do: 'block' });
  const deliver = does(texts.deliver, { do: 'deliver' });
  const read = does(texts.read, { do: 'read' });
  const play = does(texts.play, { do: 'play' });
  const hide = does('', { do: 'hide-number' });
  const hideReading = does('', { do: 'hide-read-time' });
  const portrait = element('button', { type: 'button', class: 'button' });
  let showsPicture = first.showsPicture === true;
  portrait.addEventListener('click', () =>
    orToast(act(address, { do: 'picture', content: showsPicture ? null : drawPortrait(first.name) })),
  );
  const privacy = element(
    'div',
    { class: 'phone-actions phone-privacy', role: 'group', 'aria-label': texts.privacy },
    hide,
    hideReading,
    portrait,
  );
  let isOnline = first.online;
  network.addEventListener('click', () => orToast(act(address, { do: isOnline ? 'offline' : 'online' })));

  const { node, state } = frame(
    first,
    log,
    quoting,
    form,
    element('div', { class: 'phone-actions' }, network, deliver, read, play, block),
    privacy,
  );
  return {
    node,
    show: phone => {
      isOnline = phone.online;
      state.textContent = [
        phone.online ? texts.online : texts.offlineState,
        phone.hidesNumber === true && texts.numberHidden,
        phone.hidesReadTime === true && texts.readTimeHidden,
        phone.blocked && texts.blocked,
      ]
        .filter(Boolean)
        .join(' · ');
      privacy.hidden = phone.hidesNumber === undefined;
      hide.textContent = phone.hidesNumber === true ? texts.showNumber : texts.hideNumber;
      hideReading.textContent = phone.hidesReadTime === true ? texts.showReadTime : texts.hideReadTime;
      showsPicture = phone.showsPicture === true;
      portrait.textContent = showsPicture ? texts.hidePicture : texts.showPicture;
      node.classList.toggle('phone-offline', !phone.online);
      network.textContent = phone.online ? texts.goOffline : texts.goOnline;
      block.textContent = phone.blocked ? texts.unblock : texts.block;
      const received = phone.messages.filter(message => message.direction === 'in');
      deliver.disabled = !received.some(message => message.status === 'accepted');
      read.disabled = !received.some(message => message.status === 'accepted' || message.status === 'delivered');
      play.hidden = !received.some(message => message.voice !== null);
      const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
      messages.show(phone.messages.map(message => ({ ...message, quoted: quotedIn(message, phone.messages) })));
      if (phone.messages.length === 0) log.append(nothing);
      else nothing.remove();
      if (isAtEnd) log.scrollTop = log.scrollHeight;
    },
  };
};

const companyPhone = (first: Phone): ShownPhone => {
  const { node, state } = frame(
    first,
    textForm(texts.qrText, texts.scan, 'qr', qr => act(first.address, { do: 'scan', qr })),
  );
  return { node, show: phone => (state.textContent = `${texts.linkedDevices}: ${phone.linkedDevices}`) };
};

const textForm = (label: string, submit: string, image: IconName, send: (text: string) => Promise<void>): HTMLFormElement => {
  const input = element('input', { 'aria-label': label, placeholder: label, autocomplete: 'off', required: true });
  return element(
    'form',
    {
      class: 'phone-form',
      onsubmit: event => {
        event.preventDefault();
        orToast(send(input.value.trim()).then(() => void (input.value = '')));
      },
    },
    input,
    element('button', { class: 'button button-primary button-icon', 'aria-label': submit, title: submit }, picture(image)),
  );
};

const TICKS: Readonly<Record<PhoneMessage['status'], { image: IconName; text: TextKey }>> = {
  sent: { image: 'tick', text: 'accepted' },
  accepted: { image: 'tick', text: 'accepted' },
  delivered: { image: 'ticks', text: 'delivered' },
  read: { image: 'ticks', text: 'readStatus' },
  played: { image: 'ticks', text: 'played' },
};

/** With the words of what it answers, so that it is drawn anew when they change. */
type ShownMessage = PhoneMessage & { quoted: string | null };

const wordsOf = ({ text, files, voice, deleted }: PhoneMessage): string =>
  deleted ? texts.deleted : (text ?? (voice === null ? (files[0]?.name ?? '') : texts.voice));

const quotedIn = ({ answers }: PhoneMessage, messages: readonly PhoneMessage[]): string | null => {
  const quoted = messages.find(({ externalId }) => externalId === answers);
  return quoted === undefined ? null : wordsOf(quoted);
};

const THUMB = '👍';

const phoneMessage = (message: ShownMessage, does: { react: (emoji: string | null) => void; answer: () => void }): HTMLElement => {
  const { image, text } = TICKS[message.status];
  const isLiked = message.reaction !== undefined;
  const like = isLiked ? texts.unlike : texts.like;
  return element(
    'li',
    { class: `phone-message phone-message-${message.direction} phone-message-${message.status}`, 'data-id': message.externalId },
    message.forwardedFrom !== undefined && element('p', { class: 'phone-quote' }, `${texts.forwardedFrom} ${message.forwardedFrom}`),
    message.quoted !== null && element('p', { class: 'phone-quote' }, message.quoted),
    message.voice !== null && element('p', { class: 'attachment' }, picture('microphone'), `${texts.voice}, ${message.voice.seconds} s`),
    ...message.files.map(file => element('p', { class: 'attachment' }, picture('file'), `${file.name}, ${sizeText(file.size)}`)),
    message.text !== null && element('p', { class: 'phone-message-text' }, message.text),
    message.deleted && element('p', { class: 'phone-message-text muted' }, texts.deleted),
    element(
      'span',
      { class: 'phone-message-meta' },
      !message.deleted &&
        element(
          'button',
          { type: 'button', class: 'phone-touch', title: texts.answerThis, 'aria-label': texts.answerThis, onclick: does.answer },
          '↩',
        ),
      !message.deleted &&
        element(
          'button',
          {
            type: 'button',
            class: isLiked ? 'phone-touch phone-liked' : 'phone-touch',
            title: like,
            'aria-label': like,
            onclick: () => does.react(isLiked ? null : THUMB),
          },
          message.reaction ?? THUMB,
        ),
      message.edited && !message.deleted && element('span', {}, texts.edited),
      element('time', { datetime: message.at, title: dateAndTime(message.at) }, time(message.at)),
      element('span', { role: 'img', 'aria-label': texts[text], title: texts[text] }, picture(image)),
    ),
  );
};

const sizeText = (bytes: number): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 }).format(bytes / 1024);

const section = (title: string, lead: string): { node: HTMLElement; list: HTMLElement } => {
  const list = element('ul', { class: 'phone-list' });
  return {
    list,
    node: element('section', { class: 'phone-section' }, element('h2', {}, title), element('p', { class: 'muted' }, lead), list),
  };
};

const clients = section(texts.clientPhones, texts.phonesLead);
const companies = section(texts.companyPhones, texts.companyLead);
const shown = new Map<string, ShownPhone>();

const load = oneAtATime(async () => {
  const reply = await fetch('/control/phones');
  for (const phone of (await reply.json()) as Phone[]) {
    let one = shown.get(phone.address);
    if (one === undefined) {
      one = phone.role === 'company' ? companyPhone(phone) : clientPhone(phone);
      shown.set(phone.address, one);
      (phone.role === 'company' ? companies : clients).list.append(one.node);
    }
    one.show(phone);
  }
});

main.append(companies.node, clients.node);
load();
listen('/portal/api/phones/events', load);

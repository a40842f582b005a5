/** The page of the phones: what every client sees, and what he may do. */
import type { Phone, PhoneAction, PhoneMessage } from '../../kernel/phones.ts';
import { element, KeyedList, picture } from './element.ts';
import type { IconName } from './icons.ts';
import { listen, oneAtATime } from './live.ts';
import { dateAndTime, time } from './moment.ts';
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
  const messages = new KeyedList<PhoneMessage>(log, message => message.externalId, phoneMessage);
  const nothing = element('li', { class: 'empty' }, texts.noMessages);
  const does = (name: string, action: PhoneAction): HTMLButtonElement =>
    element('button', { type: 'button', class: 'button', onclick: () => orToast(act(address, action)) }, name);
  const network = element('button', { type: 'button', class: 'button' });
  const block = does('', { do: 'block' });
  const deliver = does(texts.deliver, { do: 'deliver' });
  const read = does(texts.read, { do: 'read' });
  const play = does(texts.play, { do: 'play' });
  const hide = does('', { do: 'hide-number' });
  let isOnline = first.online;
  network.addEventListener('click', () => orToast(act(address, { do: isOnline ? 'offline' : 'online' })));

  const { node, state } = frame(
    first,
    log,
    textForm(texts.replyPlaceholder, texts.reply, 'send', text => act(address, { do: 'reply', text })),
    element('div', { class: 'phone-actions' }, network, deliver, read, play, hide, block),
  );
  return {
    node,
    show: phone => {
      isOnline = phone.online;
      state.textContent = [
        phone.online ? texts.online : texts.offlineState,
        phone.hidesNumber === true && texts.numberHidden,
        phone.blocked && texts.blocked,
      ]
        .filter(Boolean)
        .join(' · ');
      hide.hidden = phone.hidesNumber === undefined;
      hide.textContent = phone.hidesNumber === true ? texts.showNumber : texts.hideNumber;
      node.classList.toggle('phone-offline', !phone.online);
      network.textContent = phone.online ? texts.goOffline : texts.goOnline;
      block.textContent = phone.blocked ? texts.unblock : texts.block;
      const received = phone.messages.filter(message => message.direction === 'in');
      deliver.disabled = !received.some(message => message.status === 'accepted');
      read.disabled = !received.some(message => message.status === 'accepted' || message.status === 'delivered');
      play.hidden = !received.some(message => message.voice !== null);
      const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
      messages.show(phone.messages);
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

const phoneMessage = (message: PhoneMessage): HTMLElement => {
  const { image, text } = TICKS[message.status];
  return element(
    'li',
    { class: `phone-message phone-message-${message.direction} phone-message-${message.status}`, 'data-id': message.externalId },
    message.voice !== null && element('p', { class: 'attachment' }, picture('microphone'), `${texts.voice}, ${message.voice.seconds} s`),
    ...message.files.map(file => element('p', { class: 'attachment' }, picture('file'), `${file.name}, ${sizeText(file.size)}`)),
    message.text !== null && element('p', { class: 'phone-message-text' }, message.text),
    message.deleted && element('p', { class: 'phone-message-text muted' }, texts.deleted),
    element(
      'span',
      { class: 'phone-message-meta' },
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

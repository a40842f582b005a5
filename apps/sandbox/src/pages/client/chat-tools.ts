/** Applications above the message box of a chat: an icon each, and a popup with the application's page over it (Bitrix24 docs, IM_TEXTAREA). */
import type { ChatPlacementItem } from '../../portal/desk.ts';
import { deskClient } from './desk-client.ts';
import type { Desk } from './desk.ts';
import { element, picture } from './element.ts';
import { insertText } from './insert-text.ts';
import { orToast } from './toast.ts';

export const chatTools = (desk: Desk, chatId: string, box: HTMLTextAreaElement): HTMLElement => {
  const node = element('div', { class: 'chat-tools', role: 'toolbar', 'aria-label': desk.texts.applications, hidden: true });
  const show = async (): Promise<void> => {
    const items = await deskClient.chatPlacements();
    node.hidden = items.length === 0;
    node.replaceChildren(...items.map(item => tool(desk, chatId, box, item)));
  };
  orToast(show());
  return node;
};

const tool = (desk: Desk, chatId: string, box: HTMLTextAreaElement, item: ChatPlacementItem): HTMLElement => {
  const popup = element('div', { class: 'chat-popup', role: 'dialog', 'aria-label': item.title, popover: 'auto' });
  popup.style.setProperty('--popup-width', `${item.width}px`);
  popup.style.setProperty('--popup-height', `${item.height}px`);
  const button = element(
    'button',
    { type: 'button', class: 'button button-icon', title: item.title, 'aria-label': item.title },
    picture('file'),
  );
  button.popoverTargetElement = popup;
  let close = (): void => undefined;
  const open = async (): Promise<void> => {
    const opened = await deskClient.openChatPlacement(chatId, item);
    if (!popup.matches(':popover-open')) return;
    const frame = desk.showFrame(opened, popup, {
      kind: 'chat',
      close: async () => popup.hidePopover(),
      getText: () => box.value,
      insertText: (text, how) => insertText(box, text, how),
    });
    close = () => frame.close();
  };
  popup.addEventListener('toggle', event => {
    if (event.newState === 'open') return orToast(open());
    close();
    popup.replaceChildren();
    box.focus();
  });
  return element('span', {}, button, popup);
};

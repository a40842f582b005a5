/** The portal around whatever is shown: opens sliders, applications and chats. */
import type { OpenedPlacement, PlacementItem } from '../../portal/desk.ts';
import { cardPath } from './card-path.ts';
import { choose } from './chooser.ts';
import { deskClient } from './desk-client.ts';
import { appFrame } from './frame-host.ts';
import { frameCommands } from './frame-commands.ts';
import type { FramePlace, PortalPage, SelectedCard, SliderLook } from './frame-commands.ts';
import { element } from './element.ts';
import { messenger } from './messenger.ts';
import type { CardReference, PageState } from './page-state.ts';
import { openSlider } from './slider.ts';
import { textsOf } from './texts.ts';
import type { Texts } from './texts.ts';
import { toast } from './toast.ts';

/** The width a path is opened with is hidden in the path that the SDK puts before it. */
const WIDTHS: readonly [RegExp, number][] = [
  [/^\/crm\/type\/0\/details\/0\//, 1200],
  [/^\/company\/personal\/user\/0\/groups\/create\//, 950],
  [/^\/crm\/company\/requisite\/0\//, 900],
  [/^\/workgroups\/group\/0\/card\//, 800],
];

export class Desk {
  readonly state: PageState;
  readonly texts: Texts;
  /** Set by the card's page: reads the card again. */
  reloadCard: () => void = () => undefined;
  /** Called when something of the portal changed. */
  readonly chatListeners = new Set<() => void>();

  constructor(state: PageState) {
    this.state = state;
    this.texts = textsOf(state.language);
  }

  async openCardPlacement(card: CardReference, item: PlacementItem): Promise<void> {
    await this.#openInSlider(await deskClient.openCardPlacement(card, item), 'card', { title: item.title });
  }

  async openApplication(options: Record<string, string>, look: SliderLook = {}): Promise<void> {
    await this.#openInSlider(await deskClient.openApplication(options), 'slider', look);
  }

  async #openInSlider(opened: OpenedPlacement, kind: 'card' | 'slider', look: SliderLook): Promise<void> {
    const slider = openSlider({ texts: this.texts, ...look, title: look.title ?? this.texts.application });
    const frame = this.showFrame(opened, slider.body, { kind, close: () => slider.close(), setTitle: title => slider.setTitle(title) });
    await slider.closed;
    frame.close();
  }

  showFrame(opened: OpenedPlacement, holder: HTMLElement, place: FramePlace): { node: HTMLIFrameElement; close(): void } {
    const frame = appFrame(opened, this.texts.application, frameCommands(opened, place, this.#page()));
    holder.append(frame.node);
    frame.load();
    return frame;
  }

  /** A link of the portal: chats and cards open in a slider, another site in a new tab. */
  openUri(uri: string): void {
    const address = new URL(uri, location.origin);
    if (address.origin !== location.origin) window.open(address, '_blank', 'noopener');
    else if (address.pathname === '/online/') this.openMessenger(address.searchParams.get('IM_DIALOG') ?? '');
    else void this.openPath(uri);
  }

  openMessenger(dialogId: string): void {
    const slider = openSlider({ title: this.texts.chats, texts: this.texts });
    const panel = messenger(this, dialogId);
    slider.body.append(panel.node);
    void slider.closed.then(panel.close);
  }

  async openPath(path: string): Promise<void> {
    const width = WIDTHS.find(([start]) => start.test(path))?.[1];
    const address = new URL(path, location.origin);
    address.searchParams.set('IFRAME', 'Y');
    const slider = openSlider({ title: '', texts: this.texts, ...(width !== undefined && { width }) });
    const frame = element('iframe', { class: 'app-frame', src: address.pathname + address.search, title: address.pathname });
    frame.addEventListener('load', () => slider.setTitle(frame.contentDocument?.title ?? ''));
    slider.body.append(frame);
    await slider.closed;
  }

  #page(): PortalPage {
    const { texts } = this;
    const people = this.state.employees.map(employee => ({ id: employee.id, title: employee.name, name: employee.name }));
    return {
      openPath: path => this.openPath(path),
      openApplication: (options, look) => this.openApplication(options, look),
      openMessenger: dialogId => this.openMessenger(dialogId),
      selectPeople: async multiple =>
        withoutTitle(await choose(multiple ? texts.choosePeople : texts.choosePerson, people, multiple, texts)),
      selectAccess: async () => {
        const codes = people.map(person => ({ ...person, id: `U${person.id}` }));
        return withoutTitle(
          await choose(texts.choosePeople, [{ id: 'AU', title: texts.everybody, name: texts.everybody }, ...codes], true, texts),
        );
      },
      selectCards: async (types, multiple) => choose(texts.chooseCard, await this.#choosableCards(types), multiple, texts),
      notify: what => toast(texts[what]),
      reloadCard: () => this.reloadCard(),
    };
  }

  async #choosableCards(types: readonly string[]): Promise<SelectedCard[]> {
    const cards = await deskClient.cards();
    return cards
      .filter(card => types.includes(card.type.toLowerCase()))
      .map(card => ({ type: card.type.toLowerCase(), id: card.id, title: card.title, description: card.subtitle, url: cardPath(card) }));
  }
}

const withoutTitle = (chosen: { id: string; name: string }[] | undefined): { id: string; name: string }[] | undefined =>
  chosen?.map(({ id, name }) => ({ id, name }));

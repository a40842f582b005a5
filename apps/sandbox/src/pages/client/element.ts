/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Small pieces of the document: make an element, keep a list in step with data. */
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** Attributes named `on…` are listeners; `false`, `null` and undefined leave an attribute out. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === 'function') made.addEventListener(name.slice('on'.length), value);
    else made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return made;
};

export const picture = (name: IconName): Node => {
  const template = document.createElement('template');
  template.innerHTML = icon(name);
  return template.content;
};

/** Redraws only the items that changed, so that focus, selection and open menus in the others survive an update. */
export class KeyedList<Item> {
  readonly #parent: HTMLElement;
  readonly #key: (item: Item) => string;
  readonly #draw: (item: Item) => HTMLElement;
  #drawn = new Map<string, { json: string; node: HTMLElement }>();

  constructor(parent: HTMLElement, key: (item: Item) => string, draw: (item: Item) => HTMLElement) {
    this.#parent = parent;
    this.#key = key;
    this.#draw = draw;
  }

  show(items: readonly Item[]): void {
    const next = new Map<string, { json: string; node: HTMLElement }>();
    for (const item of items) {
      const key = this.#key(item);
      const json = JSON.stringify(item);
      const before = this.#drawn.get(key);
      next.set(key, before?.json === json ? before : { json, node: this.#draw(item) });
    }
    for (const [key, { node }] of this.#drawn) if (next.get(key)?.node !== node) node.remove();
    let place: Element | null = this.#parent.firstElementChild;
    for (const { node } of next.values()) {
      if (node === place) place = place.nextElementSibling;
      else this.#parent.insertBefore(node, place);
    }
    this.#drawn = next;
  }
}

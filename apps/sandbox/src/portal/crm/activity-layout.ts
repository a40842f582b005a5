/** The layout of a configurable activity, checked as strictly as the platform does (Bitrix24 docs, crm.activity.configurable, structure). */
import { isObject, readFlag, readText } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';

export const TAG_TYPES = ['warning', 'success', 'failure', 'primary', 'secondary'] as const;
export const BUTTON_TYPES = ['primary', 'secondary'] as const;

/** A plain string, or a map of languages that the portal has. */
export type Text = string | Record<string, string>;

export type Action =
  | { type: 'redirect'; uri: string }
  | { type: 'restEvent'; id: string; actionParams: Record<string, string>; animationType?: 'loader' | 'disable' }
  | { type: 'openRestApp'; actionParams: Record<string, string>; sliderParams?: SliderParameters };

export interface SliderParameters {
  title?: Text;
  /** CSS pixels. */
  width?: number | string;
}

export interface Tag {
  title: Text;
  type: (typeof TAG_TYPES)[number];
  action?: Action;
}
export interface Button {
  title: Text;
  type: (typeof BUTTON_TYPES)[number];
  action: Action;
}
export interface MenuItem {
  title: Text;
  action: Action;
}
export type Block =
  | { type: 'text' | 'largeText'; properties: { value: Text } }
  | { type: 'link'; properties: { text: Text; action: Action } }
  | { type: 'withTitle'; properties: { title: Text; block: Block } }
  | { type: 'lineOfBlocks'; properties: { blocks: Record<string, Block> } }
  | { type: 'deadline'; properties: Record<string, unknown> };

export interface Layout {
  icon: { code: string };
  header: { title: Text; titleAction?: Action; tags?: Record<string, Tag> };
  body: { logo: { code: string; action?: Action }; blocks: Record<string, Block> };
  footer?: { buttons?: Record<string, Button>; menu?: { items?: Record<string, MenuItem> } };
}

export interface LayoutCodes {
  icons: readonly string[];
  logos: readonly string[];
}

const MAX_TAGS = 2;
const MAX_BLOCKS = 20;
const MAX_BUTTONS = 2;
const MAX_MENU_ITEMS = 10;
const MAX_ACTION_PARAMETERS = 20;
const LABEL_COLOURS = ['aqua', 'green', 'orange', 'brown', 'pink', 'blue', 'grey', 'violet'];
const INSTALLED_LANGUAGES = ['ru', 'en'];
const SHOWN = ['scope', 'hideIfReadonly'];

type Fields = Record<string, unknown>;

const refuse = (code: string, path: string): never => {
  throw new RestError(400, code, `${code}: ${path}`, { argument: path });
};

/** Answers the layout as it was sent, or throws the platform's refusal. */
export const checkLayout = (value: unknown, codes: LayoutCodes): Layout => {
  if (!isObject(value) || Object.keys(value).length === 0) throw new RestError(400, 'ERROR_EMPTY_LAYOUT', 'Layout must not be empty');
  const layout = fields(value, 'layout', ['icon', 'header', 'body'], ['footer']);

  const icon = fields(layout['icon'], 'layout.icon', ['code']);
  oneOf(icon['code'], 'layout.icon.code', codes.icons);

  const header = fields(layout['header'], 'layout.header', ['title'], ['titleAction', 'tags']);
  text(header['title'], 'layout.header.title');
  optional(header['titleAction'], 'layout.header.titleAction', action);
  optional(header['tags'], 'layout.header.tags', (tags, path) => map(tags, path, MAX_TAGS, tag));

  const body = fields(layout['body'], 'layout.body', ['logo', 'blocks']);
  const logo = fields(body['logo'], 'layout.body.logo', ['code'], ['action']);
  oneOf(logo['code'], 'layout.body.logo.code', codes.logos);
  optional(logo['action'], 'layout.body.logo.action', action);
  const blocks = map(body['blocks'], 'layout.body.blocks', MAX_BLOCKS, block);
  if (blocks === 0) refuse('FIELD_IS_REQUIRED', 'layout.body.blocks');

  optional(layout['footer'], 'layout.footer', footer);
  // Every part was walked through above.
  return value as unknown as Layout;
};

const footer = (value: unknown, path: string): void => {
  const { buttons, menu } = fields(value, path, [], ['buttons', 'menu']);
  optional(buttons, `${path}.buttons`, (found, at) => map(found, at, MAX_BUTTONS, button));
  optional(menu, `${path}.menu`, (found, at) => {
    const { items, ...switches } = fields(found, at, [], ['showPinItem', 'showPostponeItem', 'showDeleteItem', 'items']);
    for (const [name, shown] of Object.entries(switches)) if (readFlag(shown) === undefined) refuse('WRONG_FIELD_VALUE', `${at}.${name}`);
    optional(items, `${at}.items`, (list, place) => map(list, place, MAX_MENU_ITEMS, menuItem));
  });
};

const tag = (value: unknown, path: string): void => {
  const found = fields(value, path, ['title', 'type'], ['action', ...SHOWN]);
  text(found['title'], `${path}.title`);
  oneOf(found['type'], `${path}.type`, TAG_TYPES);
  optional(found['action'], `${path}.action`, action);
};

const button = (value: unknown, path: string): void => {
  const found = fields(value, path, ['title', 'type', 'action'], SHOWN);
  text(found['title'], `${path}.title`);
  oneOf(found['type'], `${path}.type`, BUTTON_TYPES);
  action(found['action'], `${path}.action`);
};

const menuItem = (value: unknown, path: string): void => {
  const found = fields(value, path, ['title', 'action'], SHOWN);
  text(found['title'], `${path}.title`);
  action(found['action'], `${path}.action`);
};

const BLOCK_TYPES = ['text', 'largeText', 'link', 'withTitle', 'lineOfBlocks', 'deadline'] as const;
const NESTED = ['text', 'link', 'deadline'] as const;

const block = (value: unknown, path: string, allowed: readonly string[] = BLOCK_TYPES): void => {
  const found = fields(value, path, ['type', 'properties']);
  const type = oneOf(found['type'], `${path}.type`, allowed);
  const properties = found['properties'];
  const at = `${path}.properties`;
  switch (type) {
    case 'text': {
      const { value: content, size, color } = fields(properties, at, ['value'], ['multiline', 'title', 'bold', 'size', 'color', 'scope']);
      text(content, `${at}.value`);
      optional(size, `${at}.size`, (one, place) => oneOf(one, place, ['xs', 'sm', 'md']));
      optional(color, `${at}.color`, (one, place) => oneOf(one, place, ['base_50', 'base_60', 'base_70', 'base_90', 'green', 'purple']));
      break;
    }
    case 'largeText':
      text(fields(properties, at, ['value'], ['scope'])['value'], `${at}.value`);
      break;
    case 'link': {
      const link = fields(properties, at, ['text', 'action'], ['bold', 'scope']);
      text(link['text'], `${at}.text`);
      action(link['action'], `${at}.action`);
      break;
    }
    case 'withTitle': {
      const row = fields(properties, at, ['title', 'block'], ['inline', 'scope']);
      text(row['title'], `${at}.title`);
      block(row['block'], `${at}.block`, NESTED);
      break;
    }
    case 'lineOfBlocks':
      map(fields(properties, at, ['blocks'], ['scope'])['blocks'], `${at}.blocks`, MAX_BLOCKS, (one, place) => block(one, place, NESTED));
      break;
    default:
      fields(properties, at, [], ['readonly', 'scope']);
  }
};

const action = (value: unknown, path: string): void => {
  const type = oneOf(isObject(value) ? value['type'] : undefined, `${path}.type`, ['redirect', 'restEvent', 'openRestApp']);
  if (type === 'redirect') {
    if (!readText(fields(value, path, ['type', 'uri'])['uri'])) refuse('WRONG_FIELD_VALUE', `${path}.uri`);
    return;
  }
  const found =
    type === 'restEvent'
      ? fields(value, path, ['type', 'id'], ['actionParams', 'animationType'])
      : fields(value, path, ['type'], ['actionParams', 'sliderParams']);
  optional(found['animationType'], `${path}.animationType`, (one, place) => oneOf(one, place, ['loader', 'disable']));
  optional(found['sliderParams'], `${path}.sliderParams`, sliderParameters);
  optional(found['actionParams'], `${path}.actionParams`, (parameters, place) => {
    const entries = Object.entries(isObject(parameters) ? parameters : refuse('WRONG_FIELD_VALUE', place));
    if (entries.length > MAX_ACTION_PARAMETERS) refuse('TOO_MANY_ITEMS', place);
    for (const [name, parameter] of entries) if (readText(parameter) === undefined) refuse('WRONG_FIELD_VALUE', `${place}.${name}`);
  });
};

const sliderParameters = (value: unknown, path: string): void => {
  const found = fields(value, path, [], ['width', 'leftBoundary', 'title', 'labelText', 'labelBgColor', 'labelColor']);
  for (const size of ['width', 'leftBoundary'] as const) {
    optional(found[size], `${path}.${size}`, (pixels, at) => /^\d+$/.test(readText(pixels) ?? '') || refuse('WRONG_FIELD_VALUE', at));
  }
  for (const name of ['title', 'labelText'] as const) optional(found[name], `${path}.${name}`, text);
  optional(found['labelBgColor'], `${path}.labelBgColor`, (colour, at) => oneOf(colour, at, LABEL_COLOURS));
  optional(
    found['labelColor'],
    `${path}.labelColor`,
    (colour, at) => /^#[0-9a-f]{6}$/i.test(readText(colour) ?? '') || refuse('WRONG_FIELD_VALUE', at),
  );
};

/** An object with all of `required` and nothing beyond `optionalNames`. */
const fields = (value: unknown, path: string, required: readonly string[], optionalNames: readonly string[] = []): Fields => {
  if (value === undefined || value === null) return refuse('FIELD_IS_REQUIRED', path);
  // PHP writes an empty map as a list.
  const found = Array.isArray(value) && value.length === 0 ? {} : value;
  if (!isObject(found)) return refuse('WRONG_FIELD_VALUE', path);
  for (const name of required) if (found[name] === undefined || found[name] === null) refuse('FIELD_IS_REQUIRED', `${path}.${name}`);
  for (const name of Object.keys(found))
    if (!required.includes(name) && !optionalNames.includes(name)) refuse('FIELD_IS_REDUNDANT', `${path}.${name}`);
  return found;
};

const map = (value: unknown, path: string, max: number, check: (item: unknown, path: string) => void): number => {
  const entries = Object.entries(Array.isArray(value) ? { ...value } : isObject(value) ? value : refuse('WRONG_FIELD_VALUE', path));
  if (entries.length > max) refuse('TOO_MANY_ITEMS', path);
  for (const [key, item] of entries) {
    if (!/^[A-Za-z0-9_-]+$/.test(key)) refuse('KEY_CONTAIN_WRONG_SYMBOLS', `${path}.${key}`);
    check(item, `${path}.${key}`);
  }
  return entries.length;
};

const text = (value: unknown, path: string): void => {
  if (isObject(value)) {
    for (const [language, translation] of Object.entries(value)) {
      if (!INSTALLED_LANGUAGES.includes(language)) refuse('WRONG_LANG', `${path}.${language}`);
      if (typeof translation !== 'string') refuse('WRONG_FIELD_VALUE', `${path}.${language}`);
    }
  } else if (!readText(value)) refuse('WRONG_FIELD_VALUE', path);
};

const oneOf = (value: unknown, path: string, allowed: readonly string[]): string => {
  if (value === undefined || value === null) return refuse('FIELD_IS_REQUIRED', path);
  const found = readText(value);
  return found !== undefined && allowed.includes(found) ? found : refuse('ENUM_FIELD', path);
};

const optional = (value: unknown, path: string, check: (value: unknown, path: string) => unknown): void => {
  if (value !== undefined && value !== null) check(value, path);
};

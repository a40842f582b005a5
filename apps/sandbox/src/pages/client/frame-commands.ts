/** What each command of an application's frame does in this portal. Names and answers: Bitrix24's frame SDK. */
import type { OpenedPlacement } from '../../portal/desk.ts';
import { deskClient } from './desk-client.ts';
import { SILENT } from './frame-host.ts';
import type { Insertion } from './insert-text.ts';
import type { CommandTable } from './frame-host.ts';

/** What the portal's page does for an application. */
export interface PortalPage {
  openPath(path: string): Promise<void>;
  openApplication(options: Record<string, string>, look: SliderLook): Promise<void>;
  openMessenger(dialogId: string): void;
  selectPeople(multiple: boolean): Promise<{ id: string; name: string }[] | undefined>;
  selectAccess(): Promise<{ id: string; name: string }[] | undefined>;
  selectCards(types: string[], multiple: boolean): Promise<SelectedCard[] | undefined>;
  notify(what: 'lostAuth' | 'callTo' | 'history'): void;
  reloadCard(): void;
}

export interface SliderLook {
  title?: string;
  width?: number;
}

export interface SelectedCard {
  type: string;
  id: string;
  title: string;
  description: string;
  url: string;
}

/** Where the frame stands decides what it may do: widgets of a card may not move or rename the page around them. */
export type FramePlace =
  | { kind: 'chat'; close: () => Promise<void>; getText: () => string; insertText: (text: string, how: Insertion) => void }
  | { kind: 'card' | 'slider'; close: () => Promise<void>; setTitle: (title: string) => void }
  | {
      kind: 'field';
      close: () => Promise<void>;
      resize: (size: FrameSize) => FrameSize;
      getValue: () => unknown;
      setValue: (value: unknown) => void;
    }
  | { kind: 'page'; close: () => Promise<void>; setTitle: (title: string) => void; resize: (size: FrameSize) => FrameSize };

export interface FrameSize {
  width: number | string;
  height: number | string;
}

/** Paths that an application may open; the SDK puts one of them before any other path, with `../` behind it. */
const OPENABLE = /^\/(crm\/(deal|lead|contact|company|type)|marketplace|company\/personal\/user\/\d+|workgroups\/group\/\d+)\//;

type Parameters = Readonly<Record<string, unknown>>;
type InitData = Record<string, unknown> & { AUTH_ID?: string };

export const frameCommands = (opened: OpenedPlacement, place: FramePlace, portal: PortalPage): CommandTable => {
  const initData: InitData = { ...opened.initData };
  return {
    getInitData: () => {
      const answer = { ...initData };
      initData['FIRST_RUN'] = false;
      return answer;
    },
    setInstall: parameters => parameters,
    ...(initData['INSTALL'] === true && {
      setInstallFinish: async () => {
        await deskClient.finishInstallation();
        location.assign('/marketplace/app/?install_finished=Y');
        return SILENT;
      },
    }),
    refreshAuth: async () => {
      try {
        const auth = await deskClient.refreshAuth(opened.sid);
        Object.assign(initData, auth);
        return auth;
      } catch {
        portal.notify('lostAuth'); // The real portal shows its own alert and never answers.
        return SILENT;
      }
    },
    setUserOption: parameters => setOption(initData, 'USER_OPTIONS', parameters),
    setAppOption: parameters => setOption(initData, 'APP_OPTIONS', parameters),

    ...windowCommands(place),
    closeApplication: () => place.close(),
    openPath: async ({ path }) => {
      if (typeof path !== 'string' || !OPENABLE.test(path)) return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' };
      await portal.openPath(path);
      return { result: 'close' };
    },
    openApplication: async parameters => {
      const own = Object.entries(parameters).filter(([name]) => !name.startsWith('bx24_'));
      const { bx24_title: title, bx24_width: width } = parameters;
      await portal.openApplication(Object.fromEntries(own.map(([name, value]) => [name, textOf(value)])), {
        ...(typeof title === 'string' && { title }),
        ...(typeof width === 'number' && { width }),
      });
      return undefined;
    },

    imOpenMessenger: ({ dialogId }) => silently(() => portal.openMessenger(textOf(dialogId))),
    imOpenHistory: () => silently(() => portal.notify('history')),
    imCallTo: () => silently(() => portal.notify('callTo')),
    imPhoneTo: () => silently(() => portal.notify('callTo')),

    selectUser: async ({ mult }) => {
      const people = await portal.selectPeople(mult === true);
      if (people === undefined) return SILENT;
      return mult === true ? people : people[0];
    },
    selectAccess: async () => (await portal.selectAccess()) ?? SILENT,
    selectCRM: async ({ entityType, multiple }) => {
      const types = Array.isArray(entityType) ? entityType.map(textOf) : ['lead', 'deal', 'contact', 'company'];
      const cards = await portal.selectCards(types, multiple === true);
      return cards === undefined ? SILENT : crmAnswer(cards);
    },

    getInterface: () => ({ command: OWN_COMMANDS[place.kind], event: [] }),
    placementBindEvent: () => SILENT,
    ...(place.kind === 'card' && { reloadData: () => silently(() => portal.reloadCard()) }),
    ...(place.kind === 'field' && fieldCommands(place)),
    ...(place.kind === 'chat' && chatCommands(place)),
  };
};

const OWN_COMMANDS: Record<FramePlace['kind'], string[]> = {
  card: ['reloadData'],
  slider: [],
  field: ['getValue', 'setValue'],
  page: [],
  chat: [],
};

/** What is put in stays in the form until the card is saved. */
const fieldCommands = (place: Extract<FramePlace, { kind: 'field' }>): CommandTable => ({
  getValue: () => place.getValue(),
  setValue: (_parameters, raw) => {
    place.setValue(raw);
    return raw;
  },
});

/** The messenger answers them itself; everything that is no text counts as none, as its own defaults do. */
const chatCommands = ({ getText, insertText }: Extract<FramePlace, { kind: 'chat' }>): CommandTable => ({
  'im:getImTextareaContent': () => ({ text: getText() }),
  'im:setImTextareaContent': ({ text, withNewLine, replace }) => {
    insertText(typeof text === 'string' ? text : '', { withNewLine: withNewLine === true, replace: replace === true });
    return { success: true };
  },
});

/** Sliders and popups refuse to be resized, widgets of a card to rename or scroll the page: no answer, the SDK goes on by its timer. */
const windowCommands = (place: FramePlace): CommandTable => ({
  ...(place.kind !== 'card' &&
    place.kind !== 'chat' &&
    place.kind !== 'field' && {
      setTitle: (parameters: Parameters) => {
        place.setTitle(textOf(parameters['title']));
        return parameters;
      },
    }),
  ...((place.kind === 'page' || place.kind === 'field') && {
    resizeWindow: ({ width, height }: Parameters) => place.resize({ width: sizeOf(width), height: sizeOf(height) }),
  }),
  ...(place.kind === 'page' && {
    setScroll: (parameters: Parameters) => {
      window.scrollTo({ top: Number(parameters['scroll']) });
      return parameters;
    },
    reloadWindow: () => silently(() => location.reload()),
  }),
});

const setOption = async (initData: InitData, store: 'USER_OPTIONS' | 'APP_OPTIONS', parameters: Parameters): Promise<unknown> => {
  const name = textOf(parameters['name']);
  await deskClient.setOption(
    store === 'USER_OPTIONS' ? 'user.option.set' : 'app.option.set',
    name,
    parameters['value'],
    initData.AUTH_ID ?? '',
  );
  initData[store] = { ...(initData[store] as object), [name]: parameters['value'] };
  return parameters;
};

const crmAnswer = (cards: readonly SelectedCard[]): Record<string, Record<string, unknown>> => {
  const answer: Record<string, Record<string, unknown>> = {};
  for (const { type, id, title, description, url } of cards) {
    const ofType = (answer[type] ??= {});
    const code = { lead: 'L', deal: 'D', contact: 'C', company: 'CO' }[type] ?? type;
    ofType[Object.keys(ofType).length] = { id: `${code}_${id}`, type, place: '', title, desc: description, url };
  }
  return answer;
};

const silently = (work: () => void): typeof SILENT => {
  work();
  return SILENT;
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
const sizeOf = (value: unknown): number | string => (typeof value === 'number' ? value : textOf(value));

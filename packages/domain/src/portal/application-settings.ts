/** «Настройки приложения» of a portal (A-1…A-9, W-15). */

/** Hours of the client's day that bound red, orange, green, orange, red: from 0 to 24, each not before the one in front of it. */
export interface WritingHours {
  redUntil: number;
  orangeUntil: number;
  greenUntil: number;
  orangeAgainUntil: number;
}

export const DEFAULT_WRITING_HOURS: WritingHours = { redUntil: 7, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 };

/** The longest text that every messenger takes (T-7). */
export const MAX_TEXT_LIMIT = 4096;

export interface ApplicationSettings {
  /** The application's own page is for administrators only. */
  administratorsOnly: boolean;
  writingHours: WritingHours;
  /** «Статусы и чаты» in cards. */
  statusesWidget: boolean;
  /** «Шаблоны в чате». */
  templatesInChat: boolean;
  /** The widget stands open in every card. */
  forceWidget: boolean;
  /** Characters of one text (W-15). */
  textLimit: number;
}

export const SETTING_NAMES = [
  'administratorsOnly',
  'writingHours',
  'statusesWidget',
  'templatesInChat',
  'forceWidget',
  'textLimit',
] as const satisfies readonly (keyof ApplicationSettings)[];

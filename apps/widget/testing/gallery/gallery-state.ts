import type { Component } from 'vue';
import type { MoreWords } from '../../src/locales/index.ts';
import type { Page } from '../../src/page/page.ts';
import type { PortalFrame } from '../../src/portal-frame.ts';
import type { Stage, StageWords } from './stage.ts';

/** What the fake server answers, by the name of the operation's field. */
export type Answers = Record<string, (variables: Record<string, unknown>) => unknown>;

/** One picture of a screen, and the way to it. */
export interface GalleryState {
  /** What a person sees, in a sentence. */
  shows: string;
  page?: Partial<Page>;
  frame?: Partial<PortalFrame>;
  answers?: Answers;
  /** The way there from the opened screen, as a person goes it. */
  reach?: (stage: Stage) => void | Promise<void>;
  /** Words that stand on the screen when the state is reached. What says nothing is found by a selector, in `reach`. */
  says?: (words: StageWords) => string;
  /** It moves by itself, as a running clock does: nobody waits until it is still. */
  isLively?: boolean;
  /** What axe may find in it, by the rule's name, and why that is right here. */
  excuses?: Record<string, string>;
  /** Before anybody pressed the one button that a field begins with. */
  isUntouched?: boolean;
  /** What the page puts off for seconds happens at once. */
  isHurried?: boolean;
  /** How the session stands, where it is not valid. */
  session?: { state: 'lost' | 'missing'; refusal?: string };
}

/** A screen of the widget with everything that all its states have. */
export interface GalleryScreen {
  component: Component;
  /** Words beside those of every page, as the screen's own entry gives them. */
  words?: MoreWords;
  page?: Partial<Page>;
  answers?: Answers;
  states: Record<string, GalleryState>;
}

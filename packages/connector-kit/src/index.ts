export { Announcer, type AnnouncerParts, type StateDetails } from './announcer.ts';
export { backOffMs } from './back-off.ts';
export { watchLease } from './lease-watch.ts';
export { NextTry } from './next-try.ts';
export { pause, within } from './pause.ts';
export { SendTurn } from './send-turn.ts';
export { Steps } from './steps.ts';

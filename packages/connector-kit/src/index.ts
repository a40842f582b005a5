export { Announcer, type AnnouncerParts, type StateDetails } from './announcer.ts';
export { backOffMs } from './back-off.ts';
export { watchLease } from './lease-watch.ts';
export { pause, within } from './pause.ts';

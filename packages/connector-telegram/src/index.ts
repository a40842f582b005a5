export { capabilities } from './capabilities.ts';
export { telegramProfile } from './profile.ts';

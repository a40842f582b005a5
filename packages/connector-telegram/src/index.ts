export { capabilities } from './capabilities.ts';
export type { ClientFactory, ClientParts } from './client.ts';
export { telegramConnector } from './connector.ts';
export { DEFAULT_TIMINGS, type Application, type ConnectorLogger, type LogFields, type TelegramOptions, type Timings } from './options.ts';
export { telegramProfile } from './profile.ts';

// First: what it silences would print private keys.
import './quiet-console.ts';
export { onLibraryError } from './quiet-console.ts';
export { capabilities } from './capabilities.ts';
export { whatsAppWebConnector } from './connector.ts';
export type { ConnectorLogger, LogFields } from './library-logger.ts';
export { DEFAULT_TIMINGS, type Timings, type WhatsAppWebOptions } from './options.ts';
export { whatsAppWebProfile } from './profile.ts';

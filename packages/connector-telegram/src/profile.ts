/** What can be known of this connector without loading the library: for a process that never connects. */
import type { ConnectorProfile } from '@olchat/domain';
import { capabilities } from './capabilities.ts';
import { externalMessageId } from './ids.ts';

export const telegramProfile: ConnectorProfile = { kind: 'TELEGRAM', messenger: 'TELEGRAM', capabilities, externalMessageId };

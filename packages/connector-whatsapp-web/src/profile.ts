/** What can be known of this connector without loading the library: for a process that never connects. */
import type { ConnectorProfile } from '@olchat/domain';
import { capabilities } from './capabilities.ts';
import { externalMessageId } from './ids.ts';

export const whatsAppWebProfile: ConnectorProfile = { kind: 'WHATSAPP_WEB', messenger: 'WHATSAPP', capabilities, externalMessageId };

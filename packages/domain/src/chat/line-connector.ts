import type { Messenger } from '../ports/connector.ts';

/**
 * How our open-line connector for a messenger is called at the portal and in the marks of CRM fields (D-23): one per messenger, the line tells
 * the account (G-5). Small letters, digits and `_` only.
 */
export const lineConnectorId = (messenger: Messenger): string => `olchat_${messenger.toLowerCase()}`;

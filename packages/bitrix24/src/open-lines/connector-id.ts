/** Our connectors as Bitrix24 knows them: one per messenger, the line tells the account (G-5). */
import { lineConnectorId, type Messenger, MESSENGERS } from '@olchat/domain';

/** Small letters, digits and `_` only (Bitrix24 docs, imconnector.register). */
export const connectorId = lineConnectorId;

/** Undefined for a connector of somebody else. */
export const messengerOf = (connector: string): Messenger | undefined =>
  MESSENGERS.find(messenger => connectorId(messenger) === connector.toLowerCase());

/** `<connector>|<line>|<client's external id>|<connector user>`: Bitrix24's name of one client's chat on one line. */
import type { LineId } from '@olchat/domain';

/** In CRM multi-fields the code stands behind this (D-23). */
const MARK = 'imol|';

export interface UserCode {
  connector: string;
  lineId: LineId;
  clientExternalId: string;
  /** The portal's id of the connector user; absent in marks typed by hand. */
  connectorUserId: string | null;
}

/** With or without the mark of CRM fields; undefined for anything else. */
export const parseUserCode = (text: string): UserCode | undefined => {
  const code = text.startsWith(MARK) ? text.slice(MARK.length) : text;
  const [connector, lineId, clientExternalId, connectorUserId, ...more] = code.split('|');
  if (!connector || !lineId || !clientExternalId || more.length > 0) return undefined;
  return { connector, lineId: lineId as LineId, clientExternalId, connectorUserId: connectorUserId ? connectorUserId : null };
};

export const formatUserCode = (code: UserCode): string =>
  [code.connector, code.lineId, code.clientExternalId, code.connectorUserId ?? '0'].join('|');

export const isUserCodeMark = (text: string): boolean => text.startsWith(MARK);

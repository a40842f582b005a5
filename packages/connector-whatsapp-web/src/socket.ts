/** The part of a Baileys socket that we use, and how one is made. */
import type { EventEmitter } from 'node:events';
import {
  Browsers,
  isJidBroadcast,
  isJidGroup,
  isJidNewsletter,
  makeWASocket,
  proto,
  type AuthenticationState,
  type SocketConfig,
  type UserFacingSocketConfig,
  type WASocket,
  type WAVersion,
} from 'baileys';
import type { Settings } from './options.ts';

export type WaSocket = Pick<
  WASocket,
  | 'relayMessage'
  | 'onWhatsApp'
  | 'fetchAccountReachoutTimelock'
  | 'profilePictureUrl'
  | 'fetchMessageHistory'
  | 'waUploadToServer'
  | 'refreshMediaConn'
  | 'getMediaHost'
  | 'logout'
  | 'end'
> & {
  ev: Pick<WASocket['ev'], 'on'>;
  ws: Pick<EventEmitter, 'on' | 'listeners' | 'removeAllListeners'>;
  signalRepository: { lidMapping: Pick<WASocket['signalRepository']['lidMapping'], 'getPNForLID'> };
};

export type SocketFactory = (config: UserFacingSocketConfig) => WaSocket;

export const realSocket: SocketFactory = config => makeWASocket(config);

export interface SocketParts extends Pick<SocketConfig, 'logger' | 'makeSignalRepository' | 'getMessage'> {
  auth: AuthenticationState;
  version: WAVersion | null;
}

const { INITIAL_BOOTSTRAP, PUSH_NAME, RECENT } = proto.HistorySync.HistorySyncType;
/**
 * Only for names and for pairs of number and LID; without any of it the library lacks the first pairs and warns. What was asked for (ON_DEMAND)
 * is not the library's to fetch: phone-history.ts.
 */
const USED_HISTORY = new Set<unknown>([INITIAL_BOOTSTRAP, PUSH_NAME, RECENT]);

export function socketConfig(
  { webSocketUrl, timings }: Pick<Settings, 'webSocketUrl' | 'timings'>,
  parts: SocketParts,
): UserFacingSocketConfig {
  const { version, ...rest } = parts;
  return {
    ...rest,
    ...(version === null ? {} : { version }),
    waWebSocketUrl: webSocketUrl,
    // Shown on the phone among the linked devices; an invented name may be refused.
    browser: Browsers.macOS('Chrome'),
    // Otherwise the owner's phone stops ringing for new messages.
    markOnlineOnConnect: false,
    syncFullHistory: false,
    shouldSyncHistoryMessage: ({ syncType }) => USED_HISTORY.has(syncType),
    shouldIgnoreJid: jid => Boolean(isJidGroup(jid) || isJidBroadcast(jid) || isJidNewsletter(jid)),
    emitOwnEvents: false,
    // A write that failed closes the connection at once; trying again is the next connection's work.
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 0 },
    connectTimeoutMs: timings.connectTimeoutMs,
    keepAliveIntervalMs: timings.keepAliveMs,
    ...(timings.qrMs === null ? {} : { qrTimeout: timings.qrMs }),
  };
}

/** What one socket may do (SE-22), and how long it is waited for (RE-35, RE-36, SE-5). Milliseconds and bytes. */
export interface SocketLimits {
  /** From the handshake to `connection_init`. */
  initWithinMs: number;
  pingEveryMs: number;
  /** Without a pong for so long the socket is dead. */
  deadAfterMs: number;
  /** How often it is asked again whether the caller is still known. */
  recheckEveryMs: number;
  /** How often all sockets together are asked whether their tokens were taken away: such a socket is closed within 5 s. */
  lookForRevokedEveryMs: number;
  maxFrameBytes: number;
  maxSubscriptions: number;
  /** Frames from the client, on average; more is not a client of ours. */
  maxFramesPerSecond: number;
  /** A socket that holds more than this undrained … */
  maxBufferedBytes: number;
  /** … for so long is closed; the client resumes from its cursor. */
  drainWithinMs: number;
}

export const SOCKET_LIMITS: SocketLimits = {
  initWithinMs: 3000,
  pingEveryMs: 15_000,
  deadAfterMs: 30_000,
  recheckEveryMs: 60_000,
  lookForRevokedEveryMs: 3000,
  maxFrameBytes: 64 * 1024,
  maxSubscriptions: 20,
  maxFramesPerSecond: 20,
  maxBufferedBytes: 1024 * 1024,
  drainWithinMs: 30_000,
};

/** RE-35. The client comes back on all of them but FORBIDDEN, with a new token on UNAUTHENTICATED. */
export const CLOSE = { RESTART: 1012, OVERLOADED: 1013, UNAUTHENTICATED: 4401, FORBIDDEN: 4403, TOO_MANY_FRAMES: 4429 } as const;

/** The clocks of one socket: ping and pong, the caller asked again, frames counted, a client that does not drain. */
import type { WebSocket } from 'ws';
import { CLOSE, type SocketLimits } from './socket-limits.ts';

export interface SocketWatch {
  /** Counts one frame; false when they come too fast. */
  allowsFrame: () => boolean;
  stop: () => void;
}

export function watchSocket(socket: WebSocket, limits: SocketLimits, recheck: () => Promise<void>): SocketWatch {
  let heardAt = performance.now();
  let fullSince: number | null = null;
  // A client that comes back opens all its subscriptions at once, so two seconds' worth may come together.
  let allowance = { frames: 2 * limits.maxFramesPerSecond, at: performance.now() };
  socket.on('pong', () => (heardAt = performance.now()));

  const ping = setInterval(() => {
    const now = performance.now();
    if (now - heardAt >= limits.deadAfterMs) return socket.terminate();
    fullSince = socket.bufferedAmount > limits.maxBufferedBytes ? (fullSince ?? now) : null;
    if (fullSince !== null && now - fullSince >= limits.drainWithinMs) return socket.close(CLOSE.OVERLOADED, 'Too slow');
    socket.ping();
  }, limits.pingEveryMs);
  // A database that does not answer now answers at the next look; nobody is closed for it.
  const look = setInterval(() => void recheck().catch(() => undefined), limits.recheckEveryMs);

  return {
    allowsFrame: () => {
      const now = performance.now();
      const regained = ((now - allowance.at) / 1000) * limits.maxFramesPerSecond;
      allowance = { frames: Math.min(2 * limits.maxFramesPerSecond, allowance.frames + regained) - 1, at: now };
      return allowance.frames >= 0;
    },
    stop: () => {
      clearInterval(ping);
      clearInterval(look);
    },
  };
}

import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { SOCKET_LIMITS } from './socket-limits.ts';
import { watchSocket } from './watch-socket.ts';

/** A client that answers pings and drains or does not. */
class FakeSocket extends EventEmitter {
  bufferedAmount = 0;
  answersPings = true;
  readonly close = vi.fn();
  readonly terminate = vi.fn();

  ping(): void {
    if (this.answersPings) this.emit('pong');
  }
}

let socket: FakeSocket;
const watch = (recheck = async () => {}) => watchSocket(socket as unknown as WebSocket, SOCKET_LIMITS, recheck);
beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the watch of a socket', () => {
  it('closes with 1013 what holds more than 1 MB for 30 s (RE-36)', () => {
    const { stop } = watch();
    socket.bufferedAmount = 2 * 1024 * 1024;
    vi.advanceTimersByTime(30_000);
    expect(socket.close).not.toHaveBeenCalled();
    vi.advanceTimersByTime(15_000);
    expect(socket.close).toHaveBeenCalledExactlyOnceWith(1013, 'Too slow');
    stop();
  });

  it('lets a client go on that drains in between', () => {
    const { stop } = watch();
    for (let n = 0; n < 10; n++) {
      socket.bufferedAmount = n % 2 === 0 ? 2 * 1024 * 1024 : 0;
      vi.advanceTimersByTime(15_000);
    }
    expect(socket.close).not.toHaveBeenCalled();
    stop();
  });

  it('cuts what answers no ping for 30 s (RE-35)', () => {
    const { stop } = watch();
    vi.advanceTimersByTime(60_000);
    expect(socket.terminate).not.toHaveBeenCalled();
    socket.answersPings = false;
    vi.advanceTimersByTime(30_000);
    expect(socket.terminate).toHaveBeenCalled();
    stop();
  });

  it('asks again who it is every 60 s, and nothing after the end (SE-5)', () => {
    const recheck = vi.fn(async () => {});
    const { stop } = watch(recheck);
    vi.advanceTimersByTime(180_000);
    expect(recheck).toHaveBeenCalledTimes(3);
    stop();
    vi.advanceTimersByTime(180_000);
    expect(recheck).toHaveBeenCalledTimes(3);
  });

  it('lets 20 frames a second through, and 40 at once (SE-22)', () => {
    const { allowsFrame, stop } = watch();
    const allowed = () => Array.from({ length: 100 }, allowsFrame).filter(Boolean).length;
    expect(allowed()).toBe(40);
    stop();
  });
});

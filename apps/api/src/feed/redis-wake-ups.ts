/** Wake-ups over Valkey or Redis pub/sub, for installations with many processes (decision 11). At most once is enough for hints. */
import { Redis } from 'ioredis';
import { Coalescer, decode, encode, type WakeUp, type WakeUps } from './wake-ups.ts';

const CHANNEL = 'olchat:wake-up';

export class RedisWakeUps implements WakeUps {
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #listeners = new Set<(wakeUp: WakeUp) => void>();
  readonly #coalescer: Coalescer;

  constructor(url: string, onError: (error: unknown) => void) {
    const open = (): Redis => {
      const redis = new Redis(url, {
        maxRetriesPerRequest: 1,
        enableOfflineQueue: false,
        retryStrategy: times => Math.min(times * 200, 5000),
      });
      redis.on('error', onError);
      return redis;
    };
    this.#publisher = open();
    this.#subscriber = open();
    this.#subscriber.on('ready', () => void this.#subscriber.subscribe(CHANNEL).catch(onError));
    this.#subscriber.on('message', (_channel: string, text: string) => {
      for (const word of text.split(' ')) for (const listener of this.#listeners) listener(decode(word));
    });
    this.#coalescer = new Coalescer(wakeUps => void this.#publisher.publish(CHANNEL, wakeUps.map(encode).join(' ')).catch(onError));
  }

  send(wakeUp: WakeUp): void {
    for (const listener of this.#listeners) listener(wakeUp);
    this.#coalescer.add(wakeUp);
  }

  listen(listener: (wakeUp: WakeUp) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#coalescer.stop();
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
    await Promise.resolve();
  }
}

/** The simulated Telegram alone, for tests of its clients. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Auto } from '../kernel/auto.ts';
import { Faults } from '../kernel/faults.ts';
import { Ledger } from '../kernel/ledger.ts';
import { Store } from '../kernel/store.ts';
import { TelegramDoor } from './socket-door.ts';
import { Telegram } from './telegram.ts';

export interface StandaloneTelegram {
  url: string;
  telegram: Telegram;
  ledger: Ledger;
  faults: Faults;
  auto: Auto;
  /** Methods in the order in which they were asked for. */
  asked: string[];
  close(): Promise<void>;
}

/** `folder`: where its state lives; a second start over the same folder goes on where the first stopped. */
export const startStandaloneTelegram = async (folder: string, port = 0): Promise<StandaloneTelegram> => {
  const store = new Store(folder);
  const ledger = new Ledger(store);
  const faults = new Faults(store);
  const auto = new Auto(store);
  const telegram = new Telegram({ folder, store, ledger, faults, auto });
  const asked: string[] = [];
  telegram.onCall = method => asked.push(method);
  const door = new TelegramDoor(telegram, text => console.error(text));
  const http = createServer((_request, response) => response.writeHead(404).end());
  http.on('upgrade', (request, socket, head) => door.handleUpgrade(request, socket, head));
  await new Promise<void>(resolve => http.listen(port, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/telegram`,
    telegram,
    ledger,
    faults,
    auto,
    asked,
    close: async () => {
      telegram.stop();
      door.close();
      await new Promise<void>((resolve, reject) => http.close(error => (error ? reject(error) : resolve())));
      store.close();
    },
  };
};

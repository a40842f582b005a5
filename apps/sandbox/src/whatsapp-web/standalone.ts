/** The simulated WhatsApp Web server alone, for tests of its clients. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Auto } from '../kernel/auto.ts';
import { Faults } from '../kernel/faults.ts';
import { Ledger } from '../kernel/ledger.ts';
import { Store } from '../kernel/store.ts';
import { WhatsAppWeb } from './whatsapp-web.ts';

export interface StandaloneOptions {
  /** Where its state lives; a second start over the same folder goes on where the first stopped. */
  folder: string;
  /** Default: any free one. */
  port?: number;
  log?: (text: string) => void;
}

export interface Standalone {
  url: string;
  server: WhatsAppWeb;
  store: Store;
  ledger: Ledger;
  faults: Faults;
  auto: Auto;
  close(): Promise<void>;
}

export const startStandalone = async ({ folder, port = 0, log }: StandaloneOptions): Promise<Standalone> => {
  const store = new Store(folder);
  const ledger = new Ledger(store);
  const faults = new Faults(store);
  const auto = new Auto(store);
  const server = new WhatsAppWeb({ folder, store, ledger, faults, auto, ...(log && { log }) });
  await server.start();
  const http = createServer((_request, response) => response.writeHead(404).end());
  http.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] === '/whatsapp-web') server.handleUpgrade(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>(resolve => http.listen(port, '127.0.0.1', resolve));
  const { port: bound } = http.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${bound}/whatsapp-web`,
    server,
    store,
    ledger,
    faults,
    auto,
    close: async () => {
      await server.close();
      await new Promise<void>((resolve, reject) => http.close(error => (error ? reject(error) : resolve())));
      store.close();
    },
  };
};

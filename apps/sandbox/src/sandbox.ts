/** Composition of the sandbox: one store, the simulated portal and messengers, the server before them, the seed. */
import { pino } from 'pino';
import type { Env } from './env.ts';
import { Auto } from './kernel/auto.ts';
import { Faults } from './kernel/faults.ts';
import { Ledger } from './kernel/ledger.ts';
import { AllPhones } from './kernel/all-phones.ts';
import { Store } from './kernel/store.ts';
import { PortalService, seededNumbers, seededTelegramPeople } from './portal/portal.ts';
import { portrait } from './seed/portrait.ts';
import { Seed } from './seed/seed.ts';
import { buildServer } from './server.ts';
import { TelegramDoor } from './telegram/socket-door.ts';
import { Telegram } from './telegram/telegram.ts';
import { WhatsAppWeb } from './whatsapp-web/whatsapp-web.ts';

/** Phones of the company, one for each portal, in their order; made up, like all numbers here. */
const COMPANY_PHONES = [
  { number: '79000000091', name: 'Отдел продаж' },
  { number: '79000000092', name: 'Продажи, портал 2' },
];

/** The company's own account in Telegram. It has met Olga, whom nothing but her id leads to. */
const COMPANY_TELEGRAM = {
  userId: 700_000_091,
  name: 'Отдел продаж',
  username: 'sales_demo',
  phone: '79000000091',
  contacts: [700_000_057],
};
/** Two more of the company's, that nobody has connected: the first one has a cloud password, the second one has none. */
const SPARE_TELEGRAM = [
  { userId: 700_000_093, name: 'Отдел заботы', phone: '79000000093', password: 'облако-93' },
  { userId: 700_000_094, name: 'Склад', username: 'stock_demo', phone: '79000000094' },
];
/** No person: what a card's link may lead to by mistake. */
const BOT = { userId: 700_000_099, name: 'Справка', username: 'help_demo_bot', isBot: true };

/** Of the seeded clients: «Иван Петров», «Елена Соколова». All others have no picture. */
const WITH_PICTURE = '79000000011';
const HIDES_PICTURE = '79000000012';

export interface Sandbox {
  close(): Promise<void>;
}

export const startSandbox = async (env: Env): Promise<Sandbox> => {
  const logger = pino({ level: env.logLevel, base: null });
  const store = new Store(env.folder);
  const ledger = new Ledger(store);
  const faults = new Faults(store);
  const auto = new Auto(store);
  const installUrl = `${env.productUrl}/bitrix24/install`;

  const portal = new PortalService({
    store,
    ledger,
    faults,
    // As a real portal: what employees' browsers open and where its REST answers is one host.
    baseUrl: `http://localhost:${env.port}`,
    rateLimit: env.rateLimit,
    application: {
      ...env.application,
      installUrl,
      callbackUrl: `${env.productUrl}/bitrix24/events`,
      appUrl: `${env.productUrl}/bitrix24/placement/DEFAULT`,
    },
    log: text => logger.warn(text),
  });
  portal.seed();
  const whatsApp = new WhatsAppWeb({ folder: env.folder, store, ledger, faults, auto, log: text => logger.warn(text) });
  await whatsApp.start();
  for (const { number, name, hasWhatsApp } of seededNumbers) if (hasWhatsApp) whatsApp.ensureClient(number, name);
  await whatsApp.ensurePicture(WITH_PICTURE, portrait());
  await whatsApp.ensurePicture(HIDES_PICTURE, null);
  for (const { number, name } of COMPANY_PHONES) whatsApp.ensureCompanyPhone(number, name);
  const { desk } = portal;
  const telegram = new Telegram({ folder: env.folder, store, ledger, faults, auto });
  const telegramDoor = new TelegramDoor(telegram, text => logger.warn(text));
  telegram.ensurePerson({ ...COMPANY_TELEGRAM, role: 'company' });
  for (const spare of SPARE_TELEGRAM) telegram.ensurePerson({ ...spare, role: 'company' });
  telegram.ensurePerson(BOT);
  for (const { userId, name, username, number: phone, hidesNumber } of seededTelegramPeople) {
    const shows = phone === WITH_PICTURE ? { shows: portrait() } : {};
    telegram.ensurePerson({ userId: Number(userId), name, username, phone, hidesNumber, ...shows });
  }
  const phones = new AllPhones(whatsApp.phones, telegram.phones);

  const seed = new Seed({
    store,
    desk,
    phones,
    companyPhones: COMPANY_PHONES.map(({ number }) => `whatsapp:${number}`),
    companyTelegram: env.connectsTelegram ? `telegram:${COMPANY_TELEGRAM.userId}` : null,
    productUrl: env.productUrl,
    installUrl,
    portalHost: `localhost:${env.port}`,
    log: text => logger.info(text),
  });
  const server = await buildServer({
    logger,
    portalRoutes: portal.routes,
    whatsApp,
    telegram: telegramDoor,
    control: {
      portal,
      phones,
      ledger,
      faults,
      auto,
      seed,
      resetMessages: () => {
        whatsApp.resetMessages();
        telegram.resetMessages();
      },
      graphqlUrl: `${env.productUrl}/graphql`,
    },
    pages: { desk, phones, installUrl, port: env.port },
  });
  await server.listen({ port: env.port, host: env.host });
  logger.info(`portal http://localhost:${env.port}, phones http://localhost:${env.port}/phones`);
  seed.start();

  return {
    close: async () => {
      await seed.close();
      await server.close();
      telegram.stop();
      telegramDoor.close();
      await whatsApp.close();
      await portal.close();
      store.close();
    },
  };
};

/**
 * Fills a new product through its front doors: installs it in both portals, connects an account in each, makes the demo key.
 * Each step is remembered when it is done, so a killed seed goes on where it stood.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { SeedResult, SeedState } from '../control/oracle.ts';
import type { Phones } from '../kernel/phones.ts';
import type { Collection, Store } from '../kernel/store.ts';
import type { DeskEmployee, PortalDesk, PortalInfo } from '../portal/desk.ts';
import { connectAccount, type WantedAccount } from './connect-account.ts';
import { ProductDoor, ProductError } from './product-door.ts';

const RETRY_MS = 1000;
/** «Проекты» */
const WITH_FIELD = '1038';

interface Progress {
  /** By `member_id`. */
  installed: string[];
  accounts: Record<string, { id: string; kind: string }>;
  /** Of the first portal only; the other one stays without. */
  telegram?: { id: string; kind: string };
  partnerKey: string | null;
}

export interface SeedOptions {
  store: Store;
  desk: PortalDesk;
  phones: Phones;
  /** Address of the company's phone of each portal, in the order of the portals. */
  companyPhones: readonly string[];
  /** Address of the company's account in Telegram; null: none is connected. */
  companyTelegram: string | null;
  productUrl: string;
  installUrl: string;
  /** `host:port` of the portal, as its pages are opened. */
  portalHost: string;
  log: (text: string) => void;
}

export class Seed implements SeedState {
  waitingFor = 'The seed has not begun';
  result: SeedResult | undefined;
  readonly #options: SeedOptions;
  readonly #progress: Collection<Progress>;
  readonly #closing = new AbortController();
  readonly #product: ProductDoor;
  #running: Promise<void> | undefined;

  constructor(options: SeedOptions) {
    this.#options = options;
    this.#progress = options.store.collection('seed');
    this.#product = new ProductDoor(options.productUrl, this.#closing.signal);
  }

  start(): void {
    this.#running ??= this.#untilDone();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #untilDone(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        this.result = await this.#run();
        this.#options.log('seed done');
        return;
      } catch (error) {
        if (this.#closing.signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        this.#options.log(`seed: ${this.waitingFor}: ${reason}; trying again`);
        this.waitingFor = `${this.waitingFor.replace(/ \(.*$/s, '')} (last attempt: ${reason})`;
        await sleep(RETRY_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  async #run(): Promise<SeedResult> {
    const { desk } = this.#options;
    this.#step(`Waiting for the product at ${this.#options.productUrl}`);
    await this.#product.ready();
    await this.#forgetIfProductIsNew();
    for (const portal of desk.portals()) await this.#install(portal);
    await this.#connectWhatsApp();
    await this.#connectTelegram();
    return this.#makePartnerKey();
  }

  /** The product's database may be younger than ours: then it does not know the key, and all is done again. */
  async #forgetIfProductIsNew(): Promise<void> {
    const { partnerKey } = this.#read();
    if (partnerKey === null) return;
    this.#step('Checking the demo key');
    try {
      await this.#product.graphql(partnerKey, z.unknown(), '{ viewer { employee { id } } }');
    } catch (error) {
      if (!(error instanceof ProductError && error.code === 'UNAUTHENTICATED')) throw error;
      this.#progress.clear();
    }
  }

  async #install(portal: PortalInfo): Promise<void> {
    if (this.#read().installed.includes(portal.memberId)) return;
    this.#step(`Installing in «${portal.title}»`);
    const { desk, installUrl } = this.#options;
    await this.#product.openPage(this.#open(portal, 'INSTALL', installUrl));
    desk.finishInstallation(portal.memberId);
    this.#createField(portal);
    this.#remember(progress => ({ ...progress, installed: [...progress.installed, portal.memberId] }));
  }

  /** One smart process has the application's field, the other shows how a person adds it (S-20). */
  #createField(portal: PortalInfo): void {
    const { desk } = this.#options;
    const [type] = desk.fieldTypes(portal.memberId);
    const administrator = this.#administrator(portal);
    const isThere = desk.cardWidgets(portal.memberId, administrator.id, 'SMART_PROCESS', '61', WITH_FIELD).length > 0;
    if (type === undefined || isThere) return;
    desk.createField(portal.memberId, administrator.id, {
      type: 'SMART_PROCESS',
      smartProcessTypeId: WITH_FIELD,
      userTypeId: type.userTypeId,
      title: 'Статусы и чаты',
    });
  }

  async #connectWhatsApp(): Promise<void> {
    for (const [index, portal] of this.#options.desk.portals().entries()) {
      if (this.#read().accounts[portal.memberId] !== undefined) continue;
      const phone = this.#options.companyPhones[index];
      if (phone === undefined) throw new Error(`no company phone for «${portal.title}»`);
      const wanted = { kind: 'WHATSAPP_WEB', title: 'WhatsApp коннектор линии #1', line: 'WhatsApp — отдел продаж', phone } as const;
      const account = await this.#connect(portal, wanted);
      this.#remember(progress => ({ ...progress, accounts: { ...progress.accounts, [portal.memberId]: account } }));
    }
  }

  async #connectTelegram(): Promise<void> {
    const phone = this.#options.companyTelegram;
    if (phone === null || this.#read().telegram !== undefined) return;
    const wanted = { kind: 'TELEGRAM', title: 'Telegram коннектор линии #1', line: 'Telegram — отдел продаж', phone } as const;
    const telegram = await this.#connect(this.#firstPortal(), wanted);
    this.#remember(progress => ({ ...progress, telegram }));
  }

  async #connect(portal: PortalInfo, wanted: WantedAccount): Promise<{ id: string; kind: string }> {
    this.#step(`Connecting «${wanted.title}» in «${portal.title}»`);
    return connectAccount(this.#product, await this.#session(portal), this.#options.phones, wanted);
  }

  async #makePartnerKey(): Promise<SeedResult> {
    const first = this.#firstPortal();
    if (this.#read().partnerKey === null) {
      this.#step('Making the demo key');
      const { createPartnerKey: made } = await this.#product.graphql(
        await this.#session(first),
        z.object({ createPartnerKey: z.union([z.object({ token: z.string() }), z.object({ code: z.string(), message: z.string() })]) }),
        `mutation ($input: CreatePartnerKeyInput!) { createPartnerKey(input: $input) { ... on PartnerKeyCreated { token } ... on Refusal { code message } } }`,
        { input: { title: 'Демо' } },
      );
      if ('code' in made) throw new ProductError(made.code, made.message);
      this.#remember(progress => ({ ...progress, partnerKey: made.token }));
    }
    const { partnerKey, accounts, telegram } = this.#read();
    const account = accounts[first.memberId];
    if (partnerKey === null || account === undefined) throw new Error('the seed lost its own progress');
    return { partnerKey, accounts: telegram === undefined ? [account] : [account, telegram] };
  }

  /** The session token of the app's own page, opened by the portal's administrator. */
  async #session(portal: PortalInfo): Promise<string> {
    const handler = this.#options.desk.appPageHandler(portal.memberId);
    if (handler === undefined) throw new Error(`«${portal.title}» has no page of the application`);
    const token = await this.#product.openPage(this.#open(portal, 'DEFAULT', handler));
    if (token === null) throw new ProductError('NO_SESSION', "The product's page came without a session");
    return token;
  }

  #open(portal: PortalInfo, placement: string, handler: string) {
    const { desk, portalHost } = this.#options;
    return desk.openPlacement(portal.memberId, this.#administrator(portal).id, placement, handler, {}, 'ru', portalHost);
  }

  #administrator(portal: PortalInfo): DeskEmployee {
    const administrator = this.#options.desk.employees(portal.memberId).find(employee => employee.isAdministrator);
    if (administrator === undefined) throw new Error(`«${portal.title}» has no administrator`);
    return administrator;
  }

  #firstPortal(): PortalInfo {
    const [first] = this.#options.desk.portals();
    if (first === undefined) throw new Error('there is no portal');
    return first;
  }

  #step(text: string): void {
    this.waitingFor = text;
    this.#options.log(text);
  }

  #read(): Progress {
    return this.#progress.get('progress') ?? { installed: [], accounts: {}, partnerKey: null };
  }

  #remember(change: (progress: Progress) => Progress): void {
    this.#progress.put('progress', change(this.#read()));
  }
}

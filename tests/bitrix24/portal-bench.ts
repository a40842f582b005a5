/** The Bitrix24 package against the simulated portal, over real HTTP. */
import { type Bitrix24, bitrix24, type Bitrix24Options, connectorId } from '@olchat/bitrix24';
import type { CardRef, CardType, EmployeeId, LineId, OpenedDialog } from '@olchat/domain';
import { isRefusal, type Refusal } from '@olchat/domain';
import { APPLICATION, Bench, FIRST, MARIA } from '../../apps/sandbox/src/portal/test-bench.ts';
import type { PortalServiceOptions } from '../../apps/sandbox/src/portal/portal.ts';
import { CountingBudget, MemoryTokens, PORTAL } from '../../packages/bitrix24/src/rest/fake-portal.ts';

export { PORTAL } from '../../packages/bitrix24/src/rest/fake-portal.ts';
export { ANNA, FIRST, IRINA, MARIA, OLEG, PETER, until, VICTOR } from '../../apps/sandbox/src/portal/test-bench.ts';

export const employee = (id: number): EmployeeId => String(id) as EmployeeId;

export const card = (type: CardType, id: number, smartProcessTypeId: string | null = null): CardRef => ({
  type,
  id: String(id),
  smartProcessTypeId,
});

/** Seeded: contact 51, number 79000000011. */
export const IVAN = { externalId: '79000000011', name: 'Иван Петров', phone: '+79000000011' };

export const given = <T>(value: T | Refusal): T => {
  if (isRefusal(value)) throw new Error(`${value.code} ${JSON.stringify(value.details)}`);
  return value;
};

export class PortalBench implements AsyncDisposable {
  readonly portal: Bench;
  readonly tokens = new MemoryTokens();
  readonly budget = new CountingBudget();
  readonly logged: string[] = [];
  readonly bitrix24: Bitrix24;

  private constructor(portal: Bench, options: Partial<Bitrix24Options>) {
    this.portal = portal;
    const write = (fields: Record<string, unknown>, message: string): void => void this.logged.push(JSON.stringify({ ...fields, message }));
    this.bitrix24 = bitrix24({
      clientId: APPLICATION.clientId,
      clientSecret: APPLICATION.clientSecret,
      appCode: APPLICATION.code,
      tokenUrl: `${portal.baseUrl}/oauth/token/`,
      publicUrl: portal.productUrl,
      privateHosts: [new URL(portal.baseUrl).host],
      tokens: this.tokens,
      addresses: {
        addresses: async portalId =>
          portalId === PORTAL
            ? { memberId: FIRST, clientEndpoint: `${portal.baseUrl}/rest/`, tokenUrl: `${portal.baseUrl}/oauth/token/`, language: 'ru' }
            : null,
      },
      budget: this.budget,
      clock: { now: () => new Date() },
      logger: { info: write, warn: write },
      pauseMs: () => 5,
      ...options,
    });
    this.tokens.pairs.set('main', this.pairOf(MARIA));
  }

  static async open(portal: Partial<PortalServiceOptions> = {}, options: Partial<Bitrix24Options> = {}): Promise<PortalBench> {
    const bench = await Bench.start(portal);
    bench.install();
    return new PortalBench(bench, options);
  }

  /** As if the employee had opened the application. */
  admit(...employees: number[]): void {
    for (const id of employees) this.tokens.pairs.set(employee(id), this.pairOf(id));
  }

  pairOf(id: number, application: 'ours' | 'foreign' = 'ours'): { accessToken: string; refreshToken: string; expiresAt: Date } {
    const { accessToken, refreshToken } = this.portal.service.issueTokens(FIRST, String(id), application);
    return { accessToken, refreshToken, expiresAt: new Date(Date.now() + 3_600_000) };
  }

  /** Our connector on a line of ours with these employees in its queue. */
  async line(...employees: number[]): Promise<LineId> {
    const { app, openLines } = this.bitrix24;
    given(await app.register(PORTAL));
    const line = given(await openLines.createLine(PORTAL, 'WhatsApp', employees.map(employee)));
    const account = { id: 'account' as never, messenger: 'WHATSAPP' as const, title: 'WhatsApp', address: '+79630000000' };
    given(await openLines.attach(PORTAL, line, account));
    return line;
  }

  async writeAsIvan(line: LineId, externalId: string, text = 'Здравствуйте'): Promise<OpenedDialog> {
    const message = { externalId, text, at: new Date(), keepTrackerQuiet: false };
    return given(await this.bitrix24.openLines.postFromClient(PORTAL, line, 'WHATSAPP', IVAN, message));
  }

  /** Accepted calls of a method, by the oracle of the simulated portal. */
  accepted(method: string): number {
    return this.portal.methodsInLedger().filter(name => name === method).length;
  }

  connector = connectorId('WHATSAPP');

  async [Symbol.asyncDispose](): Promise<void> {
    await this.bitrix24.close();
    await this.portal.close();
  }
}

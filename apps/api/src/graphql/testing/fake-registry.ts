/** The portals that the doors know, and what they told of them. */
import { newId, type Portal, type PortalId } from '@olchat/domain';
import type { PortalRegistry, ProvenInstallation, Suspension } from '../../portals/portal-registry.ts';
import { fakePortal } from './fake-portal.ts';
import { FakeRows, type FakeStorage } from './fake-storage.ts';

export class FakeRegistry implements PortalRegistry {
  readonly #storage: FakeStorage;
  readonly applicationTokens = new Map<string, string>();
  readonly installed: ProvenInstallation[] = [];
  readonly savedEmployees: { id: string; isAdministrator: boolean; hasTokens: boolean }[] = [];

  constructor(storage: FakeStorage, portal: Portal) {
    this.#storage = storage;
    this.applicationTokens.set(portal.id, 'application-token');
  }

  async findByMemberId(memberId: string): Promise<Portal | null> {
    return [...this.#storage.rows.values()].find(({ portal }) => portal.memberId === memberId)?.portal ?? null;
  }

  async install(proof: ProvenInstallation): Promise<Portal> {
    this.installed.push(proof);
    const known = await this.findByMemberId(proof.memberId);
    const portal = known ?? fakePortal(newId<PortalId>());
    Object.assign(portal, { memberId: proof.memberId, clientEndpoint: proof.clientEndpoint, domain: proof.domain, state: 'ACTIVE' });
    if (known === null) this.#storage.rows.set(portal.id, new FakeRows(portal));
    return portal;
  }

  async saveApplicationToken(portalId: PortalId, token: string): Promise<void> {
    this.applicationTokens.set(portalId, token);
  }

  async applicationTokenMatches(portalId: PortalId, token: string): Promise<boolean> {
    return this.applicationTokens.get(portalId) === token;
  }

  async saveEmployee(_portalId: PortalId, employee: { id: string; isAdministrator: boolean }, tokens: object | null): Promise<void> {
    this.savedEmployees.push({ id: employee.id, isAdministrator: employee.isAdministrator, hasTokens: tokens !== null });
  }

  async suspend(portalId: PortalId): Promise<void> {
    this.#storage.of(portalId).portal.state = 'SUSPENDED';
  }

  async resume(portalId: PortalId): Promise<void> {
    this.#storage.of(portalId).portal.state = 'ACTIVE';
  }

  async suspension(portalId: PortalId): Promise<Suspension | null> {
    return this.#storage.of(portalId).portal.state === 'ACTIVE' ? null : { since: new Date(0), uninstalledAt: null };
  }

  confirmUninstalled = notReached('confirmUninstalled');
  erase = notReached('erase');
}

const notReached = (name: string) => async (): Promise<never> => {
  throw new Error(`the doors do not call ${name}`);
};

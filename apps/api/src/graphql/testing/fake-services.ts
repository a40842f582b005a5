/** Services in memory, with the portal of `fake-portal.ts`. */
import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  newId,
  refuse,
  type Account,
  type Caller,
  type CardContent,
  type CardFields,
  type ConnectorProfile,
  type Crm,
  type Directory,
  type EmployeeId,
  type FileScanner,
  type LineId,
  type NoticeBoard,
  type NumberingPlan,
  type OpenLines,
  type PortalApplication,
  type PortalId,
  type SmartProcesses,
} from '@olchat/domain';
import { DiskFileStore } from '../../files/disk-file-store.ts';
import { SignedLinks } from '../../files/signed-links.ts';
import { noticeWords } from '../../notice-texts/notice-texts.ts';
import type { Services } from '../../services.ts';
import { PicturePreviews } from '../../pictures/picture-previews.ts';
import { RecordingConverter } from '../../voice/recording-converter.ts';
import { FakeFeed } from './fake-feed.ts';
import { ADMINISTRATOR, DEAL_CONTENT, EMPLOYEE, fakeAccount, fakeEmployee, fakePortal } from './fake-portal.ts';
import { fakeReads } from './fake-reads.ts';
import { FakeRegistry } from './fake-registry.ts';
import { FakeRows, FakeStorage } from './fake-storage.ts';

const WHATSAPP_WEB: ConnectorProfile = {
  kind: 'WHATSAPP_WEB',
  messenger: 'WHATSAPP',
  capabilities: {
    freeTextFirst: true,
    checksPresence: true,
    reports: { delivered: true, read: true },
    maxTextLength: 4096,
    files: { maxBytes: 100 * 2 ** 20, captions: ['IMAGE', 'VIDEO'], maxCaptionLength: 4096, voiceMimes: ['audio/ogg'] },
    changes: { edit: { withinMs: 15 * 60_000 }, remove: { withinMs: null } },
    repeatIsHarmless: false,
    login: ['QR'],
    resolves: [],
  },
  externalMessageId: id => `3EB0${id.replaceAll('-', '').slice(-16).toUpperCase()}`,
};

export class FakeServices implements Services {
  readonly feed = new FakeFeed();
  readonly storage = new FakeStorage(
    (portalId, event) => void this.feed.append(portalId, event),
    () => this.clock.now(),
  );
  readonly reads = fakeReads(this.storage, this.feed);
  readonly clock = { now: () => new Date() };
  /** Made with its first file. */
  readonly filesFolder = join(tmpdir(), `olchat-files-${randomUUID()}`);
  /** A test plugs one in. */
  scanner: FileScanner | null = null;
  readonly files = new DiskFileStore(this.filesFolder, Infinity);
  readonly fileLinks = new SignedLinks(randomBytes(32), 'http://127.0.0.1:4000');
  readonly voices = new RecordingConverter(null);
  readonly previews = new PicturePreviews();
  readonly tokens = { has: async () => true };
  // What these tests do not reach is not there.
  readonly noticeBoard = {} as NoticeBoard;
  readonly noticeWords = noticeWords('OLChat');
  /** Knows one country. */
  readonly numbering: NumberingPlan = {
    facts: async (address, locale) =>
      address.startsWith('+7')
        ? {
            country: 'RU',
            countryName: locale === 'ru' ? 'Россия' : 'Russia',
            region: null,
            operator: 'Tele2',
            timeZones: ['Europe/Moscow'],
          }
        : null,
  };
  readonly connectors = { profile: (kind: string) => (kind === 'WHATSAPP_WEB' ? WHATSAPP_WEB : undefined) };
  readonly lanes = { hold: <T>(_portalId: PortalId, _key: string, work: () => Promise<T>) => work() };
  readonly portalId = newId<PortalId>();
  /** Tokens and whom they open; take one out to revoke it. */
  readonly callers = new Map<string, Caller>();
  /** Cards per employee: `<employee>:<type>:<id>`. */
  readonly readable = new Map<string, CardContent>();
  /** Departments of each employee. */
  readonly departments = new Map<string, string[]>();
  readonly directory: Directory = {
    departmentsOf: async (_portalId, employeeId) => this.departments.get(employeeId) ?? [],
    workgroupMembers: async () => [],
    search: async () => ({ employees: [], departments: [{ kind: 'DEPARTMENT', id: '3', name: 'Отдел продаж' }], workgroups: [] }),
    named: async (_portalId, entries) => entries.filter(({ id }) => id !== '404').map(entry => ({ ...entry, name: `№ ${entry.id}` })),
  };
  readonly crm: Crm;
  readonly openLines: OpenLines;
  /** A portal without fields. */
  readonly cardFields: CardFields = { nameable: async () => ({ groups: [], employeeFields: [] }), values: async () => new Map() };
  readonly smartProcesses: SmartProcesses;
  /** What the portal answers about the application; put another one in. */
  application: PortalApplication = {
    tokenOwner: async (_portalId, employeeId) => ({ name: 'Иван Петров', isAdministrator: employeeId === ADMINISTRATOR }),
    repair: async () => ({ kept: ['event ONAPPUNINSTALL'], mended: [], failed: [] }),
    conditions: async () => ({ kept: [], failed: [] }),
    raiseTestEvent: async () => refuse('NOT_FOUND'),
  };
  readonly gaps: Date[] = [];
  readonly checksAsked: PortalId[] = [];
  readonly portals: FakeRegistry;
  readonly account: Account;
  readonly sessions;

  constructor() {
    const portal = fakePortal(this.portalId);
    const rows = new FakeRows(portal);
    this.storage.rows.set(this.portalId, rows);
    this.portals = new FakeRegistry(this.storage, portal);
    for (const id of [ADMINISTRATOR, EMPLOYEE]) {
      rows.employees.set(id, fakeEmployee(this.portalId, id));
      this.readable.set(`${id}:DEAL:17`, DEAL_CONTENT);
    }
    this.account = fakeAccount(this.portalId, 'Отдел продаж');
    rows.accounts.set(this.account.id, this.account);

    this.crm = {
      readCard: async (_portalId, as, { type, id }) => this.readable.get(`${as}:${type}:${id}`) ?? refuse('NOT_FOUND'),
      changeRefusal: async (_portalId, as, { type, id }) => (this.readable.has(`${as}:${type}:${id}`) ? null : refuse('NOT_FOUND')),
      employees: async () => [],
    };
    this.smartProcesses = smartProcessesOf(PROJECT);
    // What these tests do not reach is not there.
    this.openLines = {
      lines: async () => [{ id: '3' as LineId, name: 'Отдел продаж', isActive: true, queue: [ADMINISTRATOR, EMPLOYEE] }],
    } as unknown as OpenLines;
    this.sessions = {
      open: async ({
        portalId,
        employeeId,
        isAdministrator,
        locale,
      }: {
        portalId: PortalId;
        employeeId: EmployeeId;
        isAdministrator: boolean;
        locale: 'ru' | 'en';
      }) => {
        const token = `ols_${this.callers.size}`;
        this.callers.set(token, { portalId, employeeId, employeeName: 'Мария Ким', isAdministrator, locale, via: 'WIDGET' });
        return token;
      },
      caller: async (token: string) => this.callers.get(token) ?? null,
      revoked: async (tokens: readonly string[]) => new Set(tokens.filter(token => !this.callers.has(token))),
    };
    this.callers.set('admin', this.caller(ADMINISTRATOR, 'PARTNER_KEY'));
    this.callers.set('employee', this.caller(EMPLOYEE, 'PARTNER_KEY'));
    this.callers.set('widget', this.caller(EMPLOYEE, 'WIDGET'));
  }

  get rows(): FakeRows {
    return this.storage.of(this.portalId);
  }

  caller(employeeId: EmployeeId, via: Caller['via']): Caller {
    const isAdministrator = employeeId === ADMINISTRATOR;
    return {
      portalId: this.portalId,
      employeeId,
      employeeName: isAdministrator ? 'Иван Петров' : 'Мария Ким',
      isAdministrator,
      locale: 'ru',
      via,
    };
  }

  async checkSoon(portalId: PortalId): Promise<void> {
    this.checksAsked.push(portalId);
  }

  async eventsGap(_portalId: PortalId, since: Date): Promise<void> {
    this.gaps.push(since);
  }

  newToken() {
    return { token: 'olc_new', hash: 'hash-of-olc_new' };
  }

  untilChange(portalId: string, ms: number): Promise<void> {
    return this.feed.untilChange(portalId as PortalId, ms);
  }
}

const PROJECT = { smartProcessTypeId: '1038', title: 'Проекты', hasClients: true };

/** A portal with one smart process. */
function smartProcessesOf(type: typeof PROJECT): SmartProcesses {
  let isPlaced = false;
  const put = async (id: string, there: boolean) => {
    if (id !== type.smartProcessTypeId) return refuse('NOT_FOUND');
    isPlaced = there;
    return type;
  };
  return {
    types: async () => [{ ...type, isPlaced }],
    place: (_portalId, id) => put(id, true),
    remove: (_portalId, id) => put(id, false),
  };
}

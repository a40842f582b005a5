import {
  refuse,
  type AccessChoices,
  type AccessEntry,
  type AccessKind,
  type Directory,
  type EmployeeId,
  type Refusal,
} from '../src/index.ts';

/** Departments and workgroups of a portal, by id. */
export class FakeDirectory implements Directory {
  readonly departments = new Map<string, Set<EmployeeId>>();
  readonly workgroups = new Map<string, Set<EmployeeId>>();
  readonly employees = new Set<string>();
  /** What the portal answers instead, while it stands here. */
  trouble: Refusal | null = null;
  /** How often the portal was asked. */
  questions = 0;

  departmentsOf(_portalId: string, employeeId: EmployeeId): Promise<readonly string[] | Refusal> {
    return this.#answer(() => [...this.departments].filter(([, members]) => members.has(employeeId)).map(([id]) => id));
  }

  workgroupMembers(_portalId: string, workgroupId: string): Promise<readonly EmployeeId[] | Refusal> {
    return this.#answer(() => [...(this.workgroups.get(workgroupId) ?? [])]);
  }

  search(_portalId: string, _as: string, text: string | null): Promise<AccessChoices | Refusal> {
    const entries = (kind: AccessKind, ids: Iterable<string>): AccessEntry[] =>
      [...ids].map(id => ({ kind, id, name: nameOf(kind, id) })).filter(({ name }) => text === null || name.includes(text));
    return this.#answer(() => ({
      employees: entries('USER', this.employees),
      departments: entries('DEPARTMENT', this.departments.keys()),
      workgroups: entries('WORKGROUP', this.workgroups.keys()),
    }));
  }

  named(_portalId: string, entries: readonly { kind: AccessKind; id: string }[]): Promise<AccessEntry[] | Refusal> {
    return this.#answer(() =>
      entries.filter(({ kind, id }) => this.#has(kind, id)).map(({ kind, id }) => ({ kind, id, name: nameOf(kind, id) })),
    );
  }

  #has(kind: AccessKind, id: string): boolean {
    switch (kind) {
      case 'USER':
        return this.employees.has(id);
      case 'DEPARTMENT':
        return this.departments.has(id);
      case 'WORKGROUP':
        return this.workgroups.has(id);
    }
  }

  #answer<T>(answer: () => T): Promise<T | Refusal> {
    this.questions += 1;
    return Promise.resolve(this.trouble ?? answer());
  }

  /** The portal does not answer from now on. */
  goAway(): void {
    this.trouble = refuse('PORTAL_UNAVAILABLE');
  }
}

const NAMES: Record<AccessKind, string> = { USER: 'Сотрудник', DEPARTMENT: 'Отдел', WORKGROUP: 'Группа' };

const nameOf = (kind: AccessKind, id: string): string => `${NAMES[kind]} ${id}`;

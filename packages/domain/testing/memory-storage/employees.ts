/** Employees and the keys of partners, in memory. */
import type { Employees, PartnerKeys } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, found } from './stored-copies.ts';

export const employeesOf = (state: MemoryState): Employees => ({
  find: async id => found(state.employees.get(id)),
  save: async employee => void state.employees.set(employee.id, copyOf(employee)),
  administrators: async () => [...state.employees.values()].flatMap(employee => (employee.isAdministrator ? [employee.id] : [])),
  present: async () => [...state.employees.values()].flatMap(employee => (employee.dismissedAt === null ? [employee.id] : [])),
  async dismiss(id, at) {
    const employee = state.employees.get(id);
    if (employee === undefined) return;
    state.employees.set(id, Object.assign(copyOf(employee), { dismissedAt: at, isAdministrator: false }));
    for (const key of state.partnerKeys.values()) {
      if (key.employeeId !== id || key.revokedAt !== null) continue;
      state.partnerKeys.set(key.id, Object.assign(copyOf(key), { revokedAt: at }));
      state.tokens.delete(key.id);
    }
  },
});

export const partnerKeysOf = (state: MemoryState): PartnerKeys => ({
  find: async id => found(state.partnerKeys.get(id)),
  async add(key, tokenHash) {
    state.partnerKeys.set(key.id, copyOf(key));
    state.tokens.set(key.id, tokenHash);
  },
  async save(key) {
    state.partnerKeys.set(key.id, copyOf(key));
    if (key.revokedAt !== null) state.tokens.delete(key.id);
  },
});

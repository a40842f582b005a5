/** Departments of a portal, in the shape that `department.get` gives. */
import type { Collection } from '../../kernel/store.ts';
import type { Portal } from '../portal-data.ts';

export interface Department {
  ID: string;
  NAME: string;
  SORT: number;
  PARENT?: string;
  UF_HEAD: string;
}

export const departments = (portal: Portal): Collection<Department> => portal.records('department');

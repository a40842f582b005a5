/** What is kept of the application on the portal. */
import type { EmployeeId } from '../../ids.ts';
import type { Installation } from '../../portal/installation.ts';
import type { Embedding } from '../../smart-process/smart-process.ts';

/** One per portal; it is there as soon as it is asked for. */
export interface Installations {
  find(): Promise<Installation>;
  /** As `find`, and nobody else changes it until the commit. */
  lock(): Promise<Installation>;
  save(installation: Installation): Promise<void>;
  /** From now on the main token is this employee's; the caller has proven that he is an administrator. */
  workAs(employeeId: EmployeeId): Promise<void>;
}

/** Types of smart process whose cards shall have OLChat (S-25). */
export interface Embeddings {
  /** The oldest first. */
  list(): Promise<Embedding[]>;
  /** Of one type once: a repeat changes nothing. */
  add(embedding: Embedding): Promise<void>;
  /** May be called when there is none. */
  remove(smartProcessTypeId: string): Promise<void>;
}

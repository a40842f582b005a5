/**
 * Where employees belong, asked of Bitrix24 once in some minutes per employee and workgroup: lists of access are looked at for every message
 * and every event (A-13, SE-5), and a question for each would use up the portal's request limit (RE-44). While the portal cannot be asked,
 * what it said within a day holds.
 */
import { isPassing, isRefusal, type Clock, type Directory, type EmployeeId, type PortalId, type Refusal } from '@olchat/domain';

const TRUSTED_MS = 24 * 3_600_000;
/** A portal that did not answer is not asked again by everybody at once. */
const RETRY_AFTER_MS = 5000;
const REMEMBERED_AT_MOST = 20_000;

type Ids = readonly string[];

interface Known {
  /** What the portal said last, and when. */
  ids: Ids | null;
  saidAt: number;
  /** Why it did not answer after that, and when. */
  refusal: Refusal | null;
  refusedAt: number;
  /** The question under way: many events at once ask once. */
  asking: Promise<Ids | Refusal> | null;
}

export class RememberedMemberships implements Directory {
  readonly #directory: Directory;
  readonly #clock: Clock;
  readonly #freshMs: number;
  readonly #known = new Map<string, Known>();

  /** `freshMs`: how long an answer holds before it is asked for again. */
  constructor(directory: Directory, clock: Clock, freshMs: number) {
    this.#directory = directory;
    this.#clock = clock;
    this.#freshMs = freshMs;
  }

  departmentsOf(portalId: PortalId, employeeId: EmployeeId): Promise<Ids | Refusal> {
    return this.#remembered(`${portalId}:departments:${employeeId}`, () => this.#directory.departmentsOf(portalId, employeeId));
  }

  workgroupMembers(portalId: PortalId, workgroupId: string): Promise<readonly EmployeeId[] | Refusal> {
    const ask = () => this.#directory.workgroupMembers(portalId, workgroupId);
    return this.#remembered(`${portalId}:workgroup:${workgroupId}`, ask) as Promise<readonly EmployeeId[] | Refusal>;
  }

  search(...args: Parameters<Directory['search']>): ReturnType<Directory['search']> {
    return this.#directory.search(...args);
  }

  named(...args: Parameters<Directory['named']>): ReturnType<Directory['named']> {
    return this.#directory.named(...args);
  }

  async #remembered(key: string, ask: () => Promise<Ids | Refusal>): Promise<Ids | Refusal> {
    const known = this.#entry(key);
    const now = this.#now();
    if (known.ids !== null && now - known.saidAt < this.#freshMs) return known.ids;
    if (known.refusal !== null && now - known.refusedAt < RETRY_AFTER_MS) return this.#despite(known, known.refusal);
    known.asking ??= this.#ask(known, ask);
    const answer = await known.asking;
    return isRefusal(answer) ? this.#despite(known, answer) : answer;
  }

  async #ask(known: Known, ask: () => Promise<Ids | Refusal>): Promise<Ids | Refusal> {
    try {
      const answer = await ask();
      if (isRefusal(answer)) Object.assign(known, { refusal: answer, refusedAt: this.#now() });
      else Object.assign(known, { ids: answer, saidAt: this.#now(), refusal: null });
      return answer;
    } finally {
      known.asking = null;
    }
  }

  /** What was said within a day, unless the portal itself says no. */
  #despite({ ids, saidAt }: Known, refusal: Refusal): Ids | Refusal {
    return ids !== null && isPassing(refusal) && this.#now() - saidAt < TRUSTED_MS ? ids : refusal;
  }

  #entry(key: string): Known {
    const known = this.#known.get(key) ?? { ids: null, saidAt: 0, refusal: null, refusedAt: 0, asking: null };
    this.#known.delete(key);
    this.#known.set(key, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED_AT_MOST && oldest !== undefined) this.#known.delete(oldest);
    return known;
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

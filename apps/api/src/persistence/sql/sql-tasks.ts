/** Follow-up work, stored with the change that caused it (RE-1). */
import type { NewTask, Tasks } from '@olchat/domain';
import { secondsUntil, type Sql } from './sql.ts';

export class SqlTasks implements Tasks {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async add(task: NewTask): Promise<void> {
    const kind = task.laneKey.startsWith('account:') ? 'ACCOUNT' : 'TASKS';
    const runIn = task.runAt === undefined ? 0 : secondsUntil(task.runAt);
    // Lane first, then task, as whoever holds lanes does: in another order two of them could wait for each other.
    await this.#sql.execute(
      `insert into lane (portal_id, key, kind, run_at) values (?, ?, ?, now() + make_interval(secs => ?))
       on conflict (portal_id, key) do update set run_at = least(lane.run_at, excluded.run_at)`,
      [this.#sql.portalId, task.laneKey, kind, runIn],
    );
    // A waiting twin is touched, not skipped: the touch holds it until our commit, so that it cannot run before it could see our change.
    await this.#sql.execute(
      `insert into task (portal_id, lane_key, name, subject_id, run_at) values (?, ?, ?, ?, now() + make_interval(secs => ?))
       on conflict (portal_id, name, subject_id) where state = 'READY' do update set run_at = least(task.run_at, excluded.run_at)`,
      [this.#sql.portalId, task.laneKey, task.name, task.subjectId, runIn],
    );
    this.#sql.wake();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { DONE, type Lease, type PortalId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import type { ClaimedTask } from '../persistence/sql/sql-lanes.ts';
import { TaskLanes, type TaskHandlers, type TaskLanesDeps } from './task-lanes.ts';

const PORTAL = '0190a000-0000-7000-8000-000000000001' as PortalId;

/** Lanes with one task each, in memory. */
class FakeLanes implements Pick<TaskLanesDeps, 'lanes'> {
  readonly settled: string[] = [];
  readonly begun: string[] = [];
  isHeld = true;
  #free: string[];

  constructor(...keys: string[]) {
    this.#free = keys;
  }

  readonly lanes: TaskLanesDeps['lanes'] = {
    claim: async kind =>
      kind === 'BADGES' ? [] : this.#free.splice(0).map((laneKey): Lease => ({ portalId: PORTAL, laneKey, token: `token of ${laneKey}` })),
    renew: async () => this.isHeld,
    nextTask: async lease => {
      if (this.begun.filter(key => key === lease.laneKey).length === 2) return null;
      this.begun.push(lease.laneKey);
      return { portalId: PORTAL, id: `${this.begun.length}`, name: 'sync-activity', version: 1, subjectId: lease.laneKey, attempts: 1 };
    },
    finishTask: async (lease, task) => {
      this.settled.push(`${lease.laneKey} ${task.id}`);
      return true;
    },
    putBack: async lease => void this.settled.push(`${lease.laneKey} put back`),
    park: async lease => void this.settled.push(`${lease.laneKey} parked`),
    release: async lease => void this.settled.push(`${lease.laneKey} released`),
  };
}

const warnings: string[] = [];
const logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (what: string) => void warnings.push(what),
  error: (what: string) => void warnings.push(what),
};

const taskLanes = ({ lanes }: FakeLanes, handler: (task: ClaimedTask) => Promise<typeof DONE>): TaskLanes => {
  const handlers: TaskHandlers = { 'sync-activity': handler };
  return new TaskLanes({ lanes, handlers, times: { leaseMs: 60, renewMs: 5 }, logger, random: Math.random });
};

describe('a lane of tasks', () => {
  it('works its tasks one after another and is let go', async () => {
    const fake = new FakeLanes('chat:1');
    const lanes = taskLanes(fake, async () => DONE);
    await new Promise<void>(freed => void lanes.takeWork(freed));
    expect(fake.settled).toEqual(['chat:1 1', 'chat:1 2', 'chat:1 released']);
  });

  it('begins nothing more and settles nothing once its lease is lost: another worker has it (RE-6, RE-41)', async () => {
    const fake = new FakeLanes('chat:1');
    warnings.length = 0;
    const lanes = taskLanes(fake, async () => {
      fake.isHeld = false;
      for (let looks = 0; looks < 200 && warnings.length === 0; looks += 1) await sleep(5);
      return DONE;
    });
    await new Promise<void>(freed => void lanes.takeWork(freed));
    expect(fake.begun).toEqual(['chat:1']);
    expect(fake.settled).toEqual([]);
    expect(warnings).toEqual(['lease lost']);
  });
});

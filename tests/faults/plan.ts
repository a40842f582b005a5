/** Which sends die where: seeded, so that a failure can be played again. */
import type { Publication } from '@olchat/domain';

/** One send: how it is published, and where its process dies; null: nowhere. */
export interface Target {
  publication: Publication;
  place: string | null;
}

/** A call of a port that every such send makes, with its places before, inside and after it. */
export interface Call {
  publication: Publication;
  name: string;
  places: string[];
}

/** `account: transaction 4` of `inside account: transaction 4`. */
export const callOf = (place: string): string => place.slice(place.indexOf(' ') + 1);

/** The calls that all of these dry runs made, in the order of the first. */
export function callsOf(publication: Publication, dryRuns: readonly (readonly string[])[]): Call[] {
  const [first = [], ...others] = dryRuns.map(run => new Set(run));
  const common = [...first].filter(place => others.every(run => run.has(place)));
  return [...Map.groupBy(common, callOf)].map(([name, places]) => ({ publication, name, places }));
}

/** The block in the timeline is brought up to date after each step; from the third time on it dies as the second time. */
const THIRD_UPDATE =
  /^(activity lane: (claim|finishTask|release) [3-9]|activity lane: nextTask [5-9]|sync-activity: (transaction [5-9]|timeline.updateActivity [2-9]))$/;
export const isThirdUpdate = (call: Call): boolean => THIRD_UPDATE.test(call.name);

/** More sends would stand so long in one process that PostgreSQL ends their open transactions (10 s). */
const SENDS_PER_PROCESS = 80;

/**
 * Rounds for one process each, in which every boundary comes `kills` times. `split`: a boundary is a call, and its kills take turns at its
 * places; otherwise every place is a boundary.
 */
export function roundsOf(calls: readonly Call[], options: { kills: number; split: boolean; seed: number }): Target[][] {
  const random = mulberry32(options.seed);
  return Array.from({ length: options.kills }, (_, turn) => {
    const targets = calls.flatMap(({ publication, places }) =>
      places.filter((_place, index) => !options.split || index === turn % places.length).map(place => ({ publication, place })),
    );
    const mixed = shuffled(targets, random);
    const size = Math.ceil(mixed.length / Math.ceil(mixed.length / SENDS_PER_PROCESS));
    return Array.from({ length: Math.ceil(mixed.length / size) }, (_part, part) => openLast(mixed.slice(part * size, (part + 1) * size)));
  }).flat();
}

/** Sends that die within a transaction stand the shortest. */
const openLast = (targets: readonly Target[]): Target[] => targets.toSorted((a, b) => Number(isInside(a)) - Number(isInside(b)));
const isInside = ({ place }: Target): boolean => place?.startsWith('inside ') === true;

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map(item => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Small, well mixed, and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

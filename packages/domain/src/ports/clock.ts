/** Decisions take the time from here; leases and order take it from the database (RE-56). */
export interface Clock {
  now(): Date;
}

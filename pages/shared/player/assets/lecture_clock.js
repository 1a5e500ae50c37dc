// The time of a lecture, in milliseconds: how much is over, and how much is left.

/** @typedef {{ since: number | null, before: number }} Clock runs since a moment, or stands; and what was before */

/**
 * @param {Clock} clock
 * @param {number} now
 */
export function elapsed({ since, before }, now) {
  return before + (since === null ? 0 : Math.max(0, now - since));
}

/**
 * What is left of the planned minutes, less than 0 where they are over; null where none are planned.
 * @param {number} passed
 * @param {number} planned
 */
export function remaining(passed, planned) {
  return planned ? planned * 60_000 - passed : null;
}

/**
 * Milliseconds as minutes and seconds.
 * @param {number} time
 */
export function minutes(time) {
  const seconds = Math.floor(time / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

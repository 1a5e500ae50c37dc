// Curves as sound: the higher the tone, the larger the value, on a logarithmic scale; every curve from the first of
// its moments to the last in the same time.

import { spread } from './table_rows.js';

/** @typedef {{ name: string, values: number[] }} Line */
/** @typedef {{ x: number[], lines: Line[] }} Course what can be heard: curves with the same moments */
/** @typedef {{ at: number, tones: (number | null)[] }} Beat a time in seconds, and for each line its tone in hertz */
/** @typedef {[low: number, high: number]} Bounds */
/** @typedef {{ first: number, start: number, least: number, where: number, last: number }} Extremes */

export const LOWEST = 196; // hertz
export const HIGHEST = 1568; // three octaves above
export const SECONDS = 5;
const MOST = 240; // beats

/** Whether a value has a place on a logarithmic scale. */
const lies = (/** @type {number} */ value) => value > 0 && Number.isFinite(value);

/**
 * The least and the largest value of all lines that have a tone of their own.
 * @param {Line[]} lines
 * @returns {Bounds}
 */
export function bounds(lines) {
  const known = lines.flatMap(({ values }) => values.filter(lies));
  return known.reduce(([low, high], one) => [Math.min(low, one), Math.max(high, one)], [Infinity, 0]);
}

/**
 * The tone of a value: the same ratio is the same interval.  0 is as low as the least, what is no number is silent,
 * and what is endless is as high as the largest.
 * @param {number} value
 * @param {Bounds} bounds
 * @returns {number | null}
 */
export function pitch(value, [low, high]) {
  if (Number.isNaN(value)) return null;
  if (value === Infinity) return HIGHEST;
  if (!(low < high)) return low === high ? Math.sqrt(LOWEST * HIGHEST) : LOWEST;
  const share = Math.log(Math.max(value, low) / low) / Math.log(high / low);
  return LOWEST * (HIGHEST / LOWEST) ** share;
}

/**
 * @param {Course} course
 * @returns {Beat[]}
 */
export function melody({ x, lines }) {
  const found = bounds(lines);
  const places = spread(x.length, MOST);
  const each = SECONDS / Math.max(1, places.length - 1);
  return places.map((place, at) => ({
    at: at * each,
    tones: lines.map(({ values }) => pitch(values[place], found)),
  }));
}

/**
 * Where a line begins, where it is least, and where it ends; nothing of a line without numbers.
 * @param {number[]} x
 * @param {number[]} values
 * @returns {Extremes | null}
 */
export function extremes(x, values) {
  const known = Array.from(x.keys()).filter((at) => !Number.isNaN(values[at]));
  if (!known.length) return null;
  const least = known.reduce((best, at) => (values[at] < values[best] ? at : best));
  const [first, last] = [known[0], known[known.length - 1]];
  const where = { start: x[first], where: x[least] };
  return { first: values[first], least: values[least], last: values[last], ...where };
}

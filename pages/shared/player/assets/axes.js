// Where values stand on an axis, and how far the axes of growing curves reach.  They grow by steps, so that
// they seldom change: an axis that changes has to be drawn again, and moves everything on it.

/** @import { Axis } from './player_types' */
/** @import { AxisType, DrawnAxis } from './plotly_types' */
/** @typedef {'xaxis' | 'yaxis'} AxisName */
/** @typedef {number[]} Range from and to, as Plotly writes them: logarithms on a logarithmic axis */

const FAR = 19; // lengths of an axis, where Plotly puts what has no logarithm, such as epoch 0
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
const AIR = { linear: 1.06, log: 0.1 }; // above the highest value, as a factor or in powers of ten
const SHORTEST = 20; // steps on the horizontal axis
const BEGINNING = [0, Math.log10(SHORTEST)]; // of a logarithmic one, before there is anything on it
const LEAP = { linear: 1.3, log: 0.3 }; // the same when the axis has to grow

/**
 * The least round number that is not below a value.
 * @param {number} value
 */
function round(value) {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (ROUND.find((one) => one * power >= value * (1 - 1e-9)) ?? 10);
}

/**
 * The range of an axis that has to show `values`, or null if the `present` one still does.  The horizontal
 * axis ends at round numbers.
 * @param {AxisName} name
 * @param {number[]} values
 * @param {AxisType} type
 * @param {Range | null} present
 * @returns {Range | null}
 */
export function fitted(name, values, type, present) {
  const log = type === 'log';
  const seen = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  if (!seen.length) return log && name === 'xaxis' && values.length && !present ? BEGINNING : null;
  const least = seen.reduce((one, other) => Math.min(one, other));
  const most = seen.reduce((one, other) => Math.max(one, other));
  const range = log ? logarithmic(name, least, most, present) : linear(name, most, present);
  return present && range[0] === present[0] && range[1] === present[1] ? null : range;
}

/**
 * @param {AxisName} name
 * @param {number} most
 * @param {Range | null} present
 * @returns {Range}
 */
function linear(name, most, present) {
  if (present && most <= present[1]) return present;
  if (name === 'xaxis') return [0, Math.max(SHORTEST, round(present ? most * 1.05 : most))];
  return [0, most > 0 ? most * (present ? LEAP : AIR).linear : 1];
}

/**
 * @param {AxisName} name
 * @param {number} least
 * @param {number} most
 * @param {Range | null} present
 * @returns {Range}
 */
function logarithmic(name, least, most, present) {
  const [low, high] = [Math.log10(least), Math.log10(most)];
  const reaches = present && high <= present[1];
  if (name === 'xaxis') {
    const end = reaches ? present[1] : Math.log10(round(Math.max(most * 1.05, least * 2)));
    return [present ? Math.min(present[0], low) : low, end];
  }
  const air = (present ? LEAP : AIR).log;
  return [present && low >= present[0] ? present[0] : low - air, reaches ? present[1] : high + air];
}

/**
 * The place of a value on an axis, in pixels from its start; rows of pixels are counted from the top.
 * @param {Pick<Axis, 'length' | 'range' | 'type' | 'vertical'>} axis
 * @param {number} value
 */
export function place({ length, range: [from, to], type, vertical }, value) {
  const log = type === 'log';
  const share = log && value <= 0 ? -FAR : ((log ? Math.log10(value) : value) - from) / (to - from);
  return length * (vertical ? 1 - share : share);
}

/**
 * An axis that Plotly has drawn, in our own words.
 * @param {string} name
 * @param {DrawnAxis} axis
 * @returns {Axis}
 */
export function drawnAxis(name, { _offset, _length, range, type, autorange }) {
  const vertical = name.startsWith('y');
  return { offset: _offset, length: _length, range: range.map(Number), type, automatic: autorange, vertical };
}

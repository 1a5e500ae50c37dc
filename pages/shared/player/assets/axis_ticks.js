// Where an axis has labels: as many of those that a figure asks for as have room beside each other.  By Plotly's rules
// logarithms and names lie on one another in a low figure, so that Plotly is told ours; numbers on a linear axis stand
// where Plotly has them, so that nothing moves when it takes over.

import { place } from './axes.js';
import { wide } from './type_room.js';

/** @import { Axis } from './player_types' */
/** @import { AxisLayout } from './plotly_types' */
/** @typedef {[value: number, text: string]} Tick */
/** @typedef {Pick<Axis, 'length' | 'range' | 'type' | 'vertical'> & { size: number }} Room of an axis, and the size of its letters */

const STEPS = [1, 2, 5, 10];
const FINE = { maximumSignificantDigits: 6 };
const [TINY, HUGE] = [1e-4, 1e6]; // below the first and from the second on a number is written by its power of ten
const ENOUGH = 1.5; // labels on a short axis, by the number that is asked for
const SPARSE = 0.7; // powers of ten from one label to the next, from which on only powers have one
const FEW = 0.3; // ... and from which on not all digits have one
const DIGITS = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 5],
  [1, 3],
]; // that have labels
const ROUND = [2, 5, 10];
const LINE = 1.2; // from one label to the next above it, by the size of their letters
const APART = 0.6; // the same between labels beside each other

/**
 * @param {number} digit
 * @param {number} power
 */
const exactly = (digit, power) => Number(`${digit}e${power}`);

/**
 * The values that an axis has labels at, and the labels.
 * @param {AxisLayout} own
 * @param {Room} room
 * @returns {Tick[]}
 */
export function ticks(own, room) {
  const { nticks = 6, tickformat, dtick } = own;
  const told = toldTicks({ ...own, nticks }, room);
  if (told) return told;
  const [from, to] = room.range;
  const step = dtick ?? round((to - from) / nticks);
  const start = step * Math.ceil(from / step - 1e-6);
  const count = Math.floor((to - start) / step + 1e-6) + 1;
  return Array.from({ length: count }, (_, at) => {
    const value = start + at * step;
    return [
      value,
      tickformat?.endsWith('%') ? `${Math.round(100 * value)}%` : String(Number(value.toPrecision(6))),
    ];
  });
}

/**
 * The least round step that is not below a rough one.
 * @param {number} rough
 */
function round(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (STEPS.find((one) => one * power >= rough * (1 - 1e-9)) ?? 10);
}

/**
 * The labels that Plotly has to be told: of names and of logarithms; none of the numbers of a linear axis, nor where
 * a figure does not say how many there should be.
 * @param {AxisLayout} own
 * @param {Room} room
 * @returns {Tick[] | undefined}
 */
export function toldTicks({ tickvals, ticktext, nticks }, room) {
  if (tickvals) {
    return names(
      tickvals.map((value, at) => [value, ticktext?.[at] ?? String(value)]),
      room,
    );
  }
  return room.type === 'log' && nticks ? logTicks(nticks, room) : undefined;
}

/**
 * Every name, or every second, third, ... one.
 * @param {Tick[]} all
 * @param {Room} room
 */
function names(all, room) {
  const named = all.filter(([, text]) => text);
  for (let every = 1; every < named.length; every++) {
    const found = named.filter((_, at) => at % every === 0);
    if (clear(found, room)) return found;
  }
  return named.slice(0, 1);
}

/**
 * The labels of an axis between two powers of ten: of all ways to choose them the first whose labels have room.
 * @param {number} nticks about how many
 * @param {Room} room
 * @returns {Tick[]}
 */
function logTicks(nticks, room) {
  const [from, to] = room.range;
  const labelled = (/** @type {number[]} */ values) =>
    values.map((value) => /** @type {Tick} */ ([value, written(value)]));
  for (const values of choices(from, to, nticks)) {
    const found = labelled(values);
    if (found.length && clear(found, room)) return found;
  }
  return labelled(to - from < 1 ? steps(10 ** from, 10 ** to, 1) : powers(from, to, 1)).slice(-1);
}

/** @param {number} value */
function written(value) {
  if (value >= TINY * (1 - 1e-9) && value < HUGE) return value.toLocaleString('en-US', FINE);
  return Number(value.toPrecision(6)).toExponential().replace('e+', 'e');
}

/**
 * Whether labels keep clear of each other.
 * @param {Tick[]} labels in their order along the axis
 * @param {Room} room
 */
function clear(labels, room) {
  const { size, vertical } = room;
  const half = labels.map(([, text]) => (size * (vertical ? LINE : wide(text) + APART)) / 2);
  const places = labels.map(([value]) => place(room, value));
  return places.every((one, at) => !at || Math.abs(one - places[at - 1]) >= half[at] + half[at - 1]);
}

/**
 * The values that may have labels: first as Plotly chooses, then fewer and fewer.
 * @param {number} from
 * @param {number} to
 * @param {number} nticks
 */
function* choices(from, to, nticks) {
  const [span, rough] = [to - from, (to - from) / nticks];
  if (span < 1) {
    for (let count = ENOUGH * nticks; count >= 1; count /= 1.5) yield steps(10 ** from, 10 ** to, count);
  } else if (rough <= SPARSE) {
    for (const each of DIGITS.slice(rough > FEW ? 1 : 0)) yield digits(from, to, each);
  }
  for (let every = rough > SPARSE ? Math.ceil(rough) : 1; every <= span; every++) {
    yield powers(from, to, every);
  }
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} every
 */
function powers(from, to, every) {
  const found = [];
  for (let power = every * Math.ceil(from / every - 1e-9); power <= to + 1e-9; power += every) {
    found.push(exactly(1, power));
  }
  return found;
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} count
 */
function steps(low, high, count) {
  const rough = (high - low) / count;
  const power = Math.floor(Math.log10(rough));
  const step = (ROUND.find((one) => rough <= exactly(one, power)) ?? 10) * 10 ** power;
  const found = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high * (1 + 1e-9); at++) found.push(at * step);
  return found;
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number[]} each
 */
function digits(from, to, each) {
  const found = [];
  for (let power = Math.floor(from); power <= to; power++) {
    for (const one of each) {
      const at = power + Math.log10(one);
      if (at >= from - 1e-9 && at <= to + 1e-9) found.push(exactly(one, power));
    }
  }
  return found;
}

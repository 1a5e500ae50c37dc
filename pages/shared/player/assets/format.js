// Numbers as text.  Python chooses a format, this file only applies it: {digits: n} for fixed decimals,
// {cell: n} for the same where there is little room, {shortest: n} without zeros at the end, {significant: n},
// {percent: n} or {integer: true}.  `room` is the number of signs that a shortest number may have, `unknown`
// what stands for no number; `tiny` asks for an exponent where so many decimals leave less than two digits.

/** @import { NumberFormat, Shortest } from './protocol_types' */
/** @import { Moment } from './player_types' */

const LARGE = { fixed: 1e6, shortest: 1e7, cell: 9999.5 }; // from here on a number has an exponent
const SMALL = 1e-4; // below this a number with significant digits has one
const MOST_DECIMALS = 12;
const UNKNOWN = '–';
const FEW = 0.1; // below it three decimals are fewer than three digits
const BOXED = { shortest: 3 };

/**
 * @param {number} value
 * @param {NumberFormat} format
 * @returns {string}
 */
export function number(value, format) {
  if (!Number.isFinite(value)) return endless(value, format);
  if ('integer' in format) return (Number(value.toFixed(0)) + 0).toLocaleString('en');
  if ('percent' in format) return percent(value, format.percent);
  if ('shortest' in format) return short(value, format);
  if ('cell' in format) return narrow(value, format.cell);
  if ('significant' in format) return significant(value, format.significant);
  return fixed(value, format.digits);
}

/**
 * @param {number} value
 * @param {NumberFormat} format
 */
function endless(value, format) {
  if (Number.isNaN(value)) return 'unknown' in format ? (format.unknown ?? UNKNOWN) : UNKNOWN;
  return value > 0 ? '∞' : '-∞';
}

/**
 * A number with an exponent that has no plus: 1.5e7.
 * @param {number} value
 * @param {number} digits
 */
function exponential(value, digits) {
  return value.toExponential(digits).replace('e+', 'e');
}

/**
 * Three digits and an exponent, without zeros at the end: 2.5e-7.
 * @param {number} value
 */
function rounded(value) {
  return exponential(value, 2).replace(/\.?0+e/, 'e');
}

/**
 * Decimals, without a sign before zeros.
 * @param {number} value
 * @param {number} digits
 */
function decimals(value, digits) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/**
 * A small share is not none at all.
 * @param {number} value
 * @param {number} digits
 */
function percent(value, digits) {
  const least = 10 ** -digits;
  return value > 0 && value * 100 < least / 2 ? `<${least} %` : `${decimals(value * 100, digits)} %`;
}

/**
 * @param {number} value
 * @param {number} digits
 */
function fixed(value, digits) {
  return Math.abs(value) >= LARGE.fixed ? exponential(value, 1) : decimals(value, digits);
}

/**
 * @param {number} value
 * @param {Shortest} format
 */
function short(value, format) {
  const text = shortest(value, format.shortest, format.room);
  return format.tiny && isTiny(value, text, format.shortest) ? rounded(value) : text;
}

/**
 * Whether so many decimals leave less than two digits of a number.
 * @param {number} value
 * @param {string} text
 * @param {number} most
 */
function isTiny(value, text, most) {
  return Number(text) !== value && Math.abs(value) < 10 ** (1 - most);
}

/**
 * As many decimals as the number needs, up to `most`, and fewer where there is no room for them.
 * @param {number} value
 * @param {number} most
 * @param {number} [room]
 * @returns {string}
 */
function shortest(value, most, room = Infinity) {
  const large = Math.abs(value) >= LARGE.shortest;
  const text = large ? rounded(value) : String(Number(value.toFixed(most)) + 0);
  if (text.length <= room) return text;
  return most ? shortest(value, most - 1, room) : exponential(value, 0);
}

/**
 * Large numbers give up decimals, so that five signs are enough.
 * @param {number} value
 * @param {number} digits
 */
function narrow(value, digits) {
  const size = Math.abs(value);
  if (size >= LARGE.cell) return exponential(value, 0);
  if (size < 9.995) return fixed(value, digits);
  return fixed(value, size < 99.95 ? Math.min(digits, 1) : 0);
}

/**
 * @param {number} value
 * @param {number} count
 */
function significant(value, count) {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 10 ** count || size < SMALL)) return exponential(value, count - 1);
  const digits = size === 0 ? count - 1 : Math.max(0, count - 1 - Math.floor(Math.log10(size)));
  return value.toFixed(Math.min(digits, MOST_DECIMALS));
}

/**
 * Fills "Epoch {epoch}" from a frame: {epoch} names a field, formats[epoch] its format.
 * @param {string} template
 * @param {Record<string, NumberFormat>} formats
 * @param {Moment} frame
 */
export function sentence(template, formats, frame) {
  return template.replace(/\{(\w+)\}/g, (_, name) => number(frame[name][0], formats[name]));
}

/**
 * The number of a box as it stands there: three decimals, of a small one three digits; nothing if there is none.
 * @param {number} value
 */
export function inBox(value) {
  if (Number.isNaN(value)) return '';
  const small = value !== 0 && Math.abs(value) < FEW;
  return small ? String(Number(value.toPrecision(3))) : number(value, BOXED);
}

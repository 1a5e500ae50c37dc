// Where an axis has labels, by Plotly's rules, so that nothing moves when Plotly takes over.  A logarithmic one has
// them at powers of ten if it is long, at 1, 2 and 5 or all digits if it is shorter, and at round steps within one
// power.

/** @import { AxisLayout } from './plotly_types' */
/** @typedef {[value: number, text: string]} Tick */

const STEPS = [1, 2, 5, 10];
const FINE = { maximumSignificantDigits: 6 };
const SPARSE = 0.7; // powers of ten from one label to the next, from which on only powers have one
const FEW = 0.3; // ... and from which on not all digits have one
const ROUND = [2, 5, 10];

/**
 * @param {number} digit
 * @param {number} power
 */
const exactly = (digit, power) => Number(`${digit}e${power}`);

/**
 * The values that an axis has labels at, and the labels.
 * @param {AxisLayout} own
 * @param {number[]} range
 * @returns {Tick[]}
 */
export function ticks({ tickvals, ticktext, nticks, tickformat, type }, [from, to]) {
  if (tickvals) return tickvals.map((value, at) => [value, ticktext?.[at] ?? String(value)]);
  if (type === 'log') {
    return logTicks([from, to], nticks ?? 6).map((value) => [value, value.toLocaleString('en-US', FINE)]);
  }
  const rough = (to - from) / (nticks ?? 6);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((one) => one * power >= rough * (1 - 1e-9)) ?? 10);
  const count = Math.floor((to - from) / step + 1e-6) + 1;
  return Array.from({ length: count }, (_, at) => {
    const value = from + at * step;
    return [
      value,
      tickformat?.endsWith('%') ? `${Math.round(100 * value)}%` : String(Number(value.toPrecision(6))),
    ];
  });
}

/**
 * The values that have labels on an axis between two powers of ten.
 * @param {number[]} range
 * @param {number} nticks about how many
 */
function logTicks([from, to], nticks) {
  const rough = Math.abs(to - from) / nticks;
  if (rough > SPARSE) return powers(from, to, Math.ceil(rough));
  if (Math.abs(to - from) < 1) return steps(10 ** from, 10 ** to, 1.5 * nticks);
  return digits(from, to, rough > FEW ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 7, 8, 9]);
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

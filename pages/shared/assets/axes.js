// Axes in our own words: { offset, length } in pixels, { range, type } as Plotly writes them, { vertical }, and
// whether Plotly chooses the range itself ({ automatic }).

// How far the axes of growing curves reach.  They grow by steps, so that they seldom change: an axis that
// changes has to be drawn again, and moves everything on it.

const FAR = 19; // lengths of an axis, where Plotly puts what has no logarithm, such as epoch 0
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
const AIR = { linear: 1.06, log: 0.1 }; // above the highest value, as a factor or in powers of ten
const SHORTEST = 20; // steps on the horizontal axis
const LEAP = { linear: 1.3, log: 0.3 }; // the same when the axis has to grow

// The least round number that is not below a value.
function round(value) {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (ROUND.find((one) => one * power >= value * (1 - 1e-9)) ?? 10);
}

// The range of an axis that has to show `values`, as Plotly writes it (logarithms on a logarithmic axis), or
// null if the `present` one still does.  The horizontal axis ends at round numbers.
export function fitted(name, values, type, present) {
  const log = type === 'log';
  const shown = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  if (!shown.length) return null;
  const [least, most] = shown.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const range = log ? logarithmic(name, least, most, present) : linear(name, most, present);
  return present && range[0] === present[0] && range[1] === present[1] ? null : range;
}

function linear(name, most, present) {
  if (present && most <= present[1]) return present;
  if (name === 'xaxis') return [0, Math.max(SHORTEST, round(present ? most * 1.05 : most))];
  return [0, most > 0 ? most * (present ? LEAP : AIR).linear : 1];
}

function logarithmic(name, least, most, present) {
  const [low, high] = [Math.log10(least), Math.log10(most)];
  if (name === 'xaxis') return [present ? Math.min(present[0], low) : low, present && high <= present[1] ? present[1] : Math.log10(round(Math.max(most * 1.05, least * 2)))];
  const air = (present ? LEAP : AIR).log;
  return [present && low >= present[0] ? present[0] : low - air, present && high <= present[1] ? present[1] : high + air];
}

// The place of a value on an axis, in pixels from its start; rows of pixels are counted from the top.
export function place({ length, range: [from, to], type, vertical }, value) {
  const share = type === 'log' && value <= 0 ? -FAR : ((type === 'log' ? Math.log10(value) : value) - from) / (to - from);
  return length * (vertical ? 1 - share : share);
}

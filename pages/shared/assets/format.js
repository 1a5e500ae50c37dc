// Numbers as text.  A format is {digits: n} for fixed decimals, {cell: n} for the same where
// there is little room, {shortest: n} without zeros at the end, {significant: n}, {percent: n} or {integer: true}; Python chooses it, this file only applies it.
// `room` is the number of signs that a shortest number may have, `unknown` what stands for no number; `tiny` asks for an exponent where
// a number that is not 0 would be rounded to it.

export function number(value, format) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? format.unknown ?? '–' : value > 0 ? '∞' : '-∞';
  if (format.integer) return Math.round(value).toLocaleString('en');
  if (format.percent !== undefined) return percent(value, format.percent);
  if (format.shortest !== undefined) {
    const text = shortest(value, format.shortest, format.room);
    return format.tiny && value && !Number(text) ? value.toExponential(2) : text;
  }
  if (format.cell !== undefined) return narrow(value, format.cell);
  if (format.significant) return significant(value, format.significant);
  return fixed(value, format.digits);
}

// A small share is not none at all.
function percent(value, digits) {
  const least = 10 ** -digits;
  return value > 0 && value * 100 < least / 2 ? `<${least} %` : `${(value * 100).toFixed(digits)} %`;
}

function fixed(value, digits) {
  if (Math.abs(value) >= 1e6) return value.toExponential(1).replace('e+', 'e');
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

// As many decimals as the number needs, up to `most`, and fewer where there is no room for them.
function shortest(value, most, room = Infinity) {
  const text = Math.abs(value) >= 1e7 ? value.toExponential(2).replace('e+', 'e') : String(Number(value.toFixed(most)) + 0);
  if (text.length <= room) return text;
  return most ? shortest(value, most - 1, room) : value.toExponential(0).replace('e+', 'e');
}

// Large numbers give up decimals, so that five signs are enough.
function narrow(value, digits) {
  const size = Math.abs(value);
  if (size >= 9999.5) return value.toExponential(0).replace('e+', 'e');
  return fixed(value, size < 9.995 ? digits : size < 99.95 ? Math.min(digits, 1) : 0);
}

function significant(value, count) {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 10 ** count || size < 1e-4)) return value.toExponential(count - 1).replace('e+', 'e');
  const digits = size === 0 ? count - 1 : Math.max(0, count - 1 - Math.floor(Math.log10(size)));
  return value.toFixed(Math.min(digits, 12));
}

// Fills "Epoch {epoch}" from a frame: {epoch} names a field, formats[epoch] its format.
export function sentence(template, formats, frame) {
  return template.replace(/\{(\w+)\}/g, (_, name) => number(frame[name][0], formats[name]));
}

// Numbers as text.  A format is {digits: n} for fixed decimals, {significant: n},
// {percent: n} or {integer: true}; Python chooses it, this file only applies it.

export function number(value, format) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '-∞';
  if (format.integer) return Math.round(value).toLocaleString('en');
  if (format.percent !== undefined) return `${(value * 100).toFixed(format.percent)} %`;
  if (format.significant) return significant(value, format.significant);
  return fixed(value, format.digits);
}

function fixed(value, digits) {
  if (Math.abs(value) >= 1e6) return value.toExponential(1).replace('e+', 'e');
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
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

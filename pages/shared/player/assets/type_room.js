// The room that a text has in a scene, and how large it may be there.

/** @type {[RegExp, number][]} */
const WIDTHS = [
  [/[\u2e80-\u9fff\uff00-\uffef]/u, 1],
  [/[.,:;|·' ]/, 0.28],
  [/[-()[\]]/, 0.33],
  [/\d/, 0.51],
]; // of signs, by the size of their font
const LETTER = 0.56; // the same of all others
const ARROW = 1.2; // of the size of its font, what the arrow of a choice takes
const [ACROSS, ALONG] = [0.94, 0.86]; // of the width and the height of a box, what its letters may take
const LEADING = 0.2; // of the height of a line, what is empty above and below its letters
const GAP = 0.25; // of its size, what stays free between a text and what is beside it

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/** @typedef {{ usual: number, factor: number, width: number, height: number }} Room of a text: its size as drawn, and its box */

/**
 * The width of words, by the size of their font.
 * @param {string} words
 */
export function wide(words) {
  return Array.from(words, (sign) => WIDTHS.find(([signs]) => signs.test(sign))?.[1] ?? LETTER).reduce(
    (sum, one) => sum + one,
    0,
  );
}

/**
 * How large a text may be so that its words stay inside its box; never smaller than usual.
 * @param {string} words
 * @param {Room} room
 */
export function fitting(words, { usual, factor, width, height }) {
  const least = usual * Math.min(1, factor);
  return Math.max(least, Math.min(usual * factor, width / Math.max(wide(words), 0.5), height));
}

/**
 * The width that a text may take between what is at its left and at its right.
 * @param {Box} own
 * @param {Box[]} others
 * @param {string | null} anchor the end that stays where it is
 * @param {number} factor how much higher it would be
 */
export function between(own, others, anchor, factor) {
  const higher = ((factor - 1) / 2 - LEADING) * (own.bottom - own.top);
  const [top, bottom] = [own.top - higher, own.bottom + higher];
  let [left, right] = [Infinity, Infinity];
  for (const one of others) {
    if (one.bottom <= top || one.top >= bottom) continue;
    if (one.right <= own.left) left = Math.min(left, own.left - one.right);
    else if (one.left >= own.right) right = Math.min(right, one.left - own.right);
  }
  const air = GAP * (own.bottom - own.top);
  const free = { start: right, end: left }[anchor ?? ''] ?? 2 * Math.min(left, right);
  return own.right - own.left + Math.max(0, free - air);
}

/**
 * The same for the height, between what is above and below.
 * @param {Box} own
 * @param {Box[]} others
 */
export function amid(own, others) {
  const high = own.bottom - own.top;
  let free = Infinity;
  for (const one of others) {
    if (one.right <= own.left || one.left >= own.right) continue;
    if (one.bottom <= own.top) free = Math.min(free, own.top - one.bottom);
    else if (one.top >= own.bottom) free = Math.min(free, one.top - own.bottom);
  }
  return high + 2 * (free + LEADING * high);
}

/**
 * What is to be read of a text, a field or a choice.
 * @param {Element} text
 */
export function wordsOf(text) {
  if (text instanceof HTMLInputElement) return text.value;
  if (text instanceof HTMLSelectElement) return text.selectedOptions[0]?.text ?? '';
  return text.textContent ?? '';
}

/**
 * The box of a text inside a token or a field.
 * @param {Element} text
 */
export function framed(text) {
  const parent = /** @type {Element} */ (text.parentElement);
  const frame = parent.matches('.token') ? parent.querySelector('rect') : text.closest('foreignObject');
  if (!frame) return undefined;
  const [x, y] = ['x', 'y'].map((name) => Math.abs(Number(text.getAttribute(name))));
  const [whole, height] = ['width', 'height'].map((name) => Number(frame.getAttribute(name)));
  const width =
    text instanceof HTMLSelectElement ? whole - ARROW * parseFloat(getComputedStyle(text).fontSize) : whole;
  return { width: ACROSS * (width - 2 * x), height: ALONG * (height - 2 * y) };
}

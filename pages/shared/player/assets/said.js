// What an element of a scene says: the words and numbers that stand in it now, and its name if it can be touched.

import { labelOf } from './even_type.js';
import { number } from './format.js';

/** @import { Scene } from './scenes.js' */

const DIGITS = { significant: 3 };
const WORDY = /[\p{L}\p{N}]/u;

/**
 * A number as it is read out: with a minus, which a hyphen is not to everybody who reads aloud.
 * @param {string} text
 */
export function aloud(text) {
  return text.trim().replace(/(^|[^\p{L}\p{N}])-(?=[\d.∞])/gu, '$1−');
}

/** @param {Element} drawn */
function gone(drawn) {
  return drawn.classList.contains('away') || Number(drawn.getAttribute('opacity') ?? 1) === 0;
}

/**
 * The words that stand in an element, or what its box, slider or choice has.
 * @param {Element} drawn
 */
function written(drawn) {
  const { firstElementChild: inner } = drawn;
  if (inner instanceof HTMLSelectElement) return inner.selectedOptions[0]?.text ?? '';
  if (inner instanceof HTMLInputElement) return inner.value;
  const label = labelOf(/** @type {SVGElement} */ (drawn));
  return label.localName === 'text' ? (label.textContent ?? '') : '';
}

/**
 * The number that a wire is as wide as.
 * @param {SVGElement} drawn
 * @param {Scene} scene
 */
function weight(drawn, { wires }) {
  for (const { targets, now, start, stride } of wires) {
    const at = targets.indexOf(drawn);
    if (at >= 0 && now) return number(now[start + at * stride], DIGITS);
  }
  return '';
}

/**
 * What an element shows, without its name; nothing if it cannot be seen.
 * @param {SVGElement} drawn
 * @param {Scene} scene
 */
export function shown(drawn, scene) {
  if (gone(drawn)) return '';
  return aloud(drawn.classList.contains('wire') ? weight(drawn, scene) : written(drawn));
}

/**
 * The name of what can be touched.
 * @param {Element} drawn
 */
function nameOf(drawn) {
  const named = drawn.hasAttribute('aria-label') ? drawn : drawn.firstElementChild;
  return named?.getAttribute('aria-label') ?? '';
}

/**
 * Whether an element is a button with a sign, such as a plus, that says nothing without its name.
 * @param {SVGElement} drawn
 */
export function isSign(drawn) {
  return drawn.matches('.press:not(.wire),[aria-disabled]') && !WORDY.test(written(drawn));
}

/**
 * What an element says that stands among others: its name and what it shows, each if it says something.
 * @param {SVGElement} drawn
 * @param {Scene} scene
 */
export function said(drawn, scene) {
  if (gone(drawn)) return '';
  const [name, words] = [nameOf(drawn), shown(drawn, scene)];
  const known = !WORDY.test(words) || (drawn.matches('.press') && name.includes(words));
  return [name, name && known ? '' : words].filter(Boolean).join(', ');
}

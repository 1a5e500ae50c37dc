// What stands for a box or a list of words where nobody answers: its number, or the word that is chosen.

import { inBox } from './format.js';
import { refit } from './scene_type.js';

/** @typedef {HTMLElement & { words?: string[] }} Still */

/**
 * Whether something in a scene stands for what could be touched.
 * @param {Node | null} node
 */
export function isStill(node) {
  return node instanceof HTMLElement && node.classList.contains('still-input');
}

/**
 * @param {Node} node what isStill() holds for
 * @param {number} value
 */
export function write(node, value) {
  const still = /** @type {Still} */ (node);
  still.dataset.value = String(value);
  still.style.setProperty('--at', String(value));
  if (still.matches('.still-rail')) return;
  still.textContent = still.words ? (still.words[value] ?? '') : inBox(value);
  refit(still);
}

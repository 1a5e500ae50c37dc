// Numbers that belong together have one size: that of the longest, as far as it has to be smaller than drawn so
// that it fits into its box.

import { wide } from './type_room.js';

/** @typedef {{ targets: SVGElement[], share?: number }} Group elements whose numbers are bound together, and their size */

/** @type {WeakMap<Element, number>} */
const widths = new WeakMap(); // of the words of a label, by the size of their font

/**
 * The words inside an element.
 * @param {SVGElement} target
 */
export function labelOf(target) {
  const label = target.localName === 'text' ? target : (target.querySelector('text') ?? target);
  return /** @type {SVGElement} */ (label);
}

/**
 * Words of a label are others now.
 * @param {SVGElement} label
 * @param {string} words
 */
export function note(label, words) {
  if (label.dataset.room) widths.set(label, wide(words));
}

/**
 * How much of its size a label may have.
 * @param {SVGElement} label
 */
function shareOf(label) {
  const needed = (widths.get(label) ?? 0) * Number(label.dataset.size);
  return needed ? Math.min(1, Number(label.dataset.room) / needed) : 1;
}

/**
 * Words that are longer than their box has room for become smaller.
 * @param {SVGElement} label
 * @param {number} [share]
 */
export function shrink(label, share = shareOf(label)) {
  if (!label.dataset.room) return;
  const wanted = (Number(label.dataset.size) * share).toFixed(1);
  if (label.getAttribute('font-size') !== wanted) label.setAttribute('font-size', wanted);
}

/**
 * The labels of a group, which have one size now.
 * @param {Group} group
 */
export function level(group) {
  const labels = group.targets.map(labelOf);
  const share = Math.min(1, ...labels.map(shareOf));
  if (share !== group.share) for (const label of labels) shrink(label, share);
  group.share = share;
  return labels;
}

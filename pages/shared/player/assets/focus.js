// The focus, which is kept where a picture is replaced by another one.

import { keys } from './keys.js';

const RESUMES = 'resumes'; // of what stood inside a picture, which is gone into again

const NAMES = ['touch', 'action', 'switch', 'reader', RESUMES]; // of what can have the focus, as data attributes

/**
 * What has the focus, as a selector that finds it again in a new picture.
 * @param {HTMLElement} root
 */
export function focusedIn(root) {
  const { activeElement: at } = document;
  if (!(at instanceof HTMLElement || at instanceof SVGElement) || !root.contains(at)) return '';
  const name = NAMES.find((one) => at.dataset[one]);
  return name ? named(name, at.dataset[name] ?? '') : '';
}

/**
 * @param {string} name
 * @param {string} value
 */
export function named(name, value) {
  return `[data-${name}="${CSS.escape(value)}"]`;
}

/**
 * @param {HTMLElement} root
 * @param {string} selector
 */
export function focusOn(root, selector) {
  /** @type {HTMLElement | null} */
  const found = root.querySelector(selector);
  keys().restore(() => found?.focus({ preventScroll: true }));
  if (selector.startsWith(`[data-${RESUMES}=`)) found?.click();
}

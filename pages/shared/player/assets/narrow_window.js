// A scene in a narrow window, such as a phone's: how much larger than the window it has to be so that what is on
// it can be read, and how what happens comes into view then.

import { wordsOf } from './type_room.js';

const NARROW = 640; // pixels of a window that is narrower than the stage was drawn for
export const READABLE = 14; // pixels of type there
const NUMBER = 13; // pixels of a number, and of words, from which on a picture does not grow for them
const WORD = 11;
const MOST = 1.6; // times the window
const EDGE = 8; // pixels beside what is slid into view
const SLIGHT = 1.05; // nobody should have to slide for that
const HAPPENS = '.token:is(.live, .now, .done)'; // what is computed, and what has been

export function isNarrow() {
  return innerWidth < NARROW;
}

/**
 * How many times as large as the window a scene has to be, as high as there is room at most.
 * @param {SVGSVGElement} scene
 * @param {number} scale pixels of a unit
 */
export function zoom(scene, scale) {
  /** @type {NodeListOf<HTMLElement | SVGElement>} */
  const texts = scene.querySelectorAll('text:not([transform]), input:not([type=range]), select');
  const needs = Array.from(texts, (text) => need(text, scale));
  const { top, height } = scene.getBoundingClientRect();
  const dock = scene.closest('[data-nnviz=player]')?.querySelector('.dock')?.clientHeight ?? 0;
  const room = (innerHeight - Math.max(0, top) - dock) / height;
  const found = Math.min(MOST, room, Math.max(1, ...needs));
  return found > SLIGHT ? found : 1;
}

/**
 * How much larger a text should be.
 * @param {HTMLElement | SVGElement} text
 * @param {number} scale
 */
function need(text, scale) {
  const words = wordsOf(text).trim();
  if (words.length < 2 || !text.getBoundingClientRect().width) return 1;
  const [least, wanted] = /^[-−]?[\d.]+( %)?$/.test(words) ? [NUMBER, READABLE] : [WORD, WORD];
  const pixels = parseFloat(getComputedStyle(text).fontSize) * scale;
  return pixels < least ? wanted / pixels : 1;
}

/**
 * Slides a picture that is wider than its window to where something happens; what comes last counts more.
 * @param {Element} scene
 */
export function slideTo(scene) {
  const host = /** @type {HTMLElement | null} */ (scene.closest('.room-picture .host'));
  if (!host || host.scrollWidth <= host.clientWidth + 1) return;
  const boxes = Array.from(scene.querySelectorAll(HAPPENS), (one) => one.getBoundingClientRect());
  const seen = boxes.filter(({ width }) => width > 0);
  if (!seen.length) host.scrollLeft = 0; // nothing has happened yet
  if (!seen.length) return;
  const { left, right, width } = host.getBoundingClientRect();
  const [from, to] = [Math.min(...seen.map((one) => one.left)), Math.max(...seen.map((one) => one.right))];
  if (to > right) host.scrollLeft += to - right + EDGE;
  else if (from < left && to - from < width) host.scrollLeft -= left - from + EDGE;
}

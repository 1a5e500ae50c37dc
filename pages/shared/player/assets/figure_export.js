// A figure as a drawing: Plotly's own layers, our canvases over and under them, and the words of its legend,
// each where it stands.

import { setAttributes, svg } from './elements.js';
import { image, written } from './svg_export.js';

/** @import { Room } from './protocol_types' */
/** @import { Drawing } from './svg_export.js' */

const UNSEEN = '.draglayer, .hoverlayer, .zoomlayer, .modebar, title'; // what only a pointer needs
const NAMED = /url\((["']?)[^)"'#]*#/g; // names inside of a picture that carry the address of the page

/**
 * Where an element lies in the figure.
 * @param {Element | Range} element
 * @param {DOMRect} figure
 * @returns {Room}
 */
function roomOf(element, figure) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left - figure.left, y: top - figure.top, width, height };
}

/** @param {Element} element */
function isSeen(element) {
  const { display, visibility, opacity } = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  return display !== 'none' && visibility !== 'hidden' && opacity !== '0' && width > 0 && height > 0;
}

/**
 * What is hidden by a style sheet is left out of a copy, which has none.
 * @param {SVGSVGElement} layer
 * @param {Room} room
 */
function copied(layer, { x, y, width, height }) {
  const copy = /** @type {SVGSVGElement} */ (layer.cloneNode(true));
  const all = layer.querySelectorAll('*');
  const hidden = (/** @type {Element} */ one) => getComputedStyle(one).visibility === 'hidden';
  Array.from(copy.querySelectorAll('*')).forEach((one, index) => {
    if (hidden(all[index])) one.setAttribute('visibility', 'hidden');
    for (const name of ['clip-path', 'style', 'fill']) {
      const value = one.getAttribute(name);
      if (value?.includes('url(')) one.setAttribute(name, value.replace(NAMED, 'url($1#'));
    }
  });
  for (const one of copy.querySelectorAll(UNSEEN)) one.remove();
  copy.removeAttribute('style');
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  setAttributes(copy, { x, y, width, height });
  return copy;
}

/**
 * Words outside of all drawings, such as the names in a legend.
 * @param {HTMLElement} host
 * @param {DOMRect} figure
 */
function* words(host, figure) {
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: text } = walker;
    const parent = /** @type {Element} */ (text.parentElement);
    const said = text.textContent?.trim();
    if (!said || parent.closest('svg, style, .modebar-container') || !isSeen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { x, y, height } = roomOf(range, figure);
    yield written(said, { x, y: y + height / 2 }, getComputedStyle(parent), 'start');
  }
}

/**
 * @param {HTMLElement} host what the figure is mounted in
 * @returns {Drawing}
 */
export function figureDrawing(host) {
  const figure = host.getBoundingClientRect();
  const layers = Array.from(host.querySelectorAll('canvas, svg')).filter(
    (one) => !one.parentElement?.closest('svg, .modebar-container') && isSeen(one),
  );
  const under = (/** @type {Element} */ one) => Number(!one.classList.contains('under'));
  const drawn = layers
    .sort((one, other) => under(one) - under(other))
    .map((one) => {
      const room = roomOf(one, figure);
      return one instanceof HTMLCanvasElement
        ? painted(one, room)
        : copied(/** @type {SVGSVGElement} */ (one), room);
    });
  const { width, height } = figure;
  const drawing = svg('svg', { viewBox: `0 0 ${width} ${height}` }, ...drawn, ...words(host, figure));
  return { drawing, width, height };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Room} room
 */
function painted(canvas, room) {
  const made = image(canvas, room);
  made.style.imageRendering = getComputedStyle(canvas).imageRendering;
  return made;
}

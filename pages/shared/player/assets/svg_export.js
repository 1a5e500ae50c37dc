// A scene as a drawing that needs neither this page nor its style sheet: what styles say is written into it,
// and what only a browser can show, a box, a slider or pixels, is drawn in its place.

import { context2d, html, setAttributes, svg } from './elements.js';
import { flat } from './folding.js';

/** @import { Room } from './protocol_types' */
/** @typedef {SVGElement & { pixels?: HTMLCanvasElement }} Drawn what a map carries: its pixels */
/** @typedef {{ drawing: SVGSVGElement, width: number, height: number }} Drawing and its size, in its own units */

const KEPT = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity'],
  ...['stroke-linecap', 'stroke-linejoin', 'opacity', 'display', 'visibility', 'paint-order', 'rx'],
];
const OF_TEXT = ['font-size', 'font-weight', 'font-style', 'text-anchor'];
const REDRAWN = 'foreignObject, .map';
const PROBE = 100; // pixels of the letters that a font is measured by
const OURS = /^"?Source Sans/; // the font of all words, which the drawing names once

/** @type {Map<string, number>} */
const middles = new Map();

/**
 * How far below the middle of a line its letters stand, by the size of the font: programs for slides know no
 * other line than that one.
 * @param {CSSStyleDeclaration} style
 */
function toBaseline({ fontFamily, fontWeight, fontSize }) {
  const name = `${fontWeight} ${PROBE}px ${fontFamily}`;
  let share = middles.get(name);
  if (share === undefined) {
    const context = context2d(html('canvas'));
    context.font = name;
    const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = context.measureText('0');
    share = (above - below) / 2 / PROBE;
    middles.set(name, share);
  }
  return share * parseFloat(fontSize);
}

/**
 * Words that stand at the middle of their line, as SVG of any program writes them.
 * @param {string} words
 * @param {{ x: number, y: number }} middle
 * @param {CSSStyleDeclaration} style
 * @param {'start' | 'middle'} [anchor]
 */
export function written(words, { x, y }, style, anchor = 'middle') {
  const { color: fill, fontSize, fontWeight } = style;
  const font = { 'font-size': fontSize, 'font-weight': fontWeight, 'text-anchor': anchor, ...foreign(style) };
  return svg('text', { x, y: y + toBaseline(style), fill, ...font }, words);
}

/**
 * The family of a font that is not the one of all words.
 * @param {CSSStyleDeclaration} style
 * @returns {Record<string, string>}
 */
function foreign({ fontFamily }) {
  return OURS.test(fontFamily) ? {} : { 'font-family': fontFamily };
}

/**
 * @param {Drawn} frame
 */
function redrawn(frame) {
  const group = svg('g');
  if (getComputedStyle(frame).display === 'none') return group;
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(frame.getAttribute(name)));
  const room = { x, y, width, height };
  const input = frame.firstElementChild;
  if (frame.pixels) group.append(image(frame.pixels, room));
  else if (input instanceof HTMLInputElement && input.type === 'range') group.append(...slide(input, room));
  else if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement) {
    group.append(...box(input, room));
  }
  return group;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Room} room
 */
export function image(canvas, room) {
  return svg('image', { ...room, href: canvas.toDataURL(), preserveAspectRatio: 'none' });
}

/**
 * @param {HTMLInputElement} input
 * @param {Room} room
 */
function slide(input, { x, y, width, height }) {
  const [value, min, max] = [input.value, input.min, input.max].map(Number);
  const ink = getComputedStyle(input).accentColor;
  const middle = y + height / 2;
  const at = x + 8 + ((value - min) / (max - min)) * (width - 16);
  const rail = { x1: x, x2: x + width, y1: middle, y2: middle };
  return [
    svg('line', { ...rail, stroke: ink, 'stroke-width': 3, 'stroke-opacity': 0.4 }),
    svg('circle', { cx: at, cy: middle, r: 8, fill: ink }),
  ];
}

/**
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @param {Room} room
 */
function box(input, { x, y, width, height }) {
  const style = getComputedStyle(input);
  const text = input instanceof HTMLSelectElement ? input.selectedOptions[0].text : input.value;
  const ground = { fill: style.backgroundColor, stroke: style.borderColor, 'stroke-width': 1.5 };
  return [
    svg('rect', { x, y, width, height, rx: 6, ...ground }),
    written(text, { x: x + width / 2, y: y + height / 2 }, style),
  ];
}

/**
 * What the style sheet says of an element is written into its copy.
 * @param {Element} copy
 * @param {Element} drawn
 */
function dress(copy, drawn) {
  const style = getComputedStyle(drawn);
  const names = drawn.localName === 'text' ? [...KEPT, ...OF_TEXT] : KEPT;
  copy.setAttribute('style', names.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'));
  for (const name of ['class', 'tabindex', 'role', 'aria-label']) copy.removeAttribute(name);
  if (drawn.localName !== 'text') return;
  setAttributes(copy, foreign(style));
  if (copy.getAttribute('dominant-baseline') !== 'central') return;
  copy.removeAttribute('dominant-baseline');
  copy.setAttribute('y', String(Number(copy.getAttribute('y')) + toBaseline(style)));
}

/**
 * A scene as it is seen, but flat where a narrow window folds it. A ground that cannot be seen takes the rims of the letters with it.
 * @param {SVGSVGElement} scene
 * @param {boolean} transparent
 * @returns {Drawing}
 */
export function sceneDrawing(scene, transparent) {
  const copy = /** @type {SVGSVGElement} */ (scene.cloneNode(true));
  const drawn = scene.querySelectorAll('*');
  const copies = Array.from(copy.querySelectorAll('*'));
  copies.forEach((element, index) => dress(element, drawn[index]));
  if (transparent) for (const { style } of copy.querySelectorAll('text')) style.stroke = 'none';
  /** @type {NodeListOf<Drawn>} */
  const frames = scene.querySelectorAll(REDRAWN);
  const places = copies.filter((_, index) => drawn[index].matches(REDRAWN));
  places.forEach((place, index) => place.replaceWith(redrawn(frames[index])));
  const { width, height } = flat(scene);
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  for (const name of ['class', 'style', 'role', 'aria-label']) copy.removeAttribute(name);
  return { drawing: copy, width, height };
}

// The elements that a scene is made of, but for small pictures: wires, discs, labels, cells, tokens, curves, and
// what can be touched, drawn from plain data.

import { svg } from './elements.js';
import { INPUTS } from './inputs.js';

/** @import { Cell, Curve, Disc, Element, Label, PixelMap, Token, Wire } from './protocol_types' */

const LABEL = 13; // sizes of letters
const NUMBER = 18;

/**
 * @param {Omit<Label, 'id' | 'kind'>} label
 * @param {number} usual
 */
function text({ x, y, text: words = '', tone = '', size, anchor = 'middle' }, usual) {
  const place = { x, y, 'text-anchor': anchor, 'dominant-baseline': 'central' };
  const made = svg('text', { ...place, class: `label ${tone}`, 'font-size': size ?? usual });
  made.textContent = words;
  return made;
}

/** @param {Token} element */
function token({
  x = 0,
  y = 0,
  width,
  height,
  tone = '',
  text: words,
  size,
  text_x = 0,
  text_y = 0,
  round = 5,
}) {
  const box = svg('rect', { x: -width / 2, y: -height / 2, width, height, rx: round });
  const label = text({ x: text_x, y: text_y, text: words, size }, NUMBER);
  return svg('g', { class: `token ${tone}`, transform: `translate(${x} ${y})` }, box, label);
}

/** @param {Wire} element */
function wire({ x, y, to_x, to_y }) {
  const bend = (to_x - x) / 2;
  return svg('path', {
    class: 'wire',
    d: `M${x} ${y}C${x + bend} ${y} ${to_x - bend} ${to_y} ${to_x} ${to_y}`,
  });
}

/** @param {Curve} element */
function curve({ points = [], tone = '' }) {
  return svg('polyline', { class: `curve ${tone}`, points: points.join(' ') });
}

/** @param {Disc} element */
function disc({ x, y, radius, tone = '' }) {
  return svg('circle', { class: `disc ${tone}`, cx: x, cy: y, r: radius });
}

/** @param {Cell} element */
function cell({ x, y, width, height, tone = '' }) {
  return svg('rect', { class: `cell ${tone}`, x, y, width, height, rx: 3 });
}

/** @type {Record<Exclude<Element, PixelMap>['kind'], (element: any) => SVGElement>} */
const DRAW = { ...INPUTS, token, curve, wire, disc, cell, label: (element) => text(element, LABEL) };

/**
 * @param {Exclude<Element, PixelMap>} element
 * @returns {SVGElement}
 */
export function draw(element) {
  return DRAW[element.kind](element);
}

/** @typedef {Pick<Token, 'id' | 'data' | 'opacity' | 'disabled'>} Dressed */

/**
 * What is said of an element beside its kind; `data` is for programs that read the page.
 * @param {SVGElement} drawn
 * @param {Dressed} element
 */
export function dress(drawn, { data, opacity, disabled }) {
  if (data) drawn.dataset[data[0]] = data[1];
  if (opacity !== undefined) drawn.setAttribute('opacity', String(opacity));
  if (disabled) drawn.setAttribute('aria-disabled', 'true');
}

/**
 * Whether somebody can touch an element.
 * @param {Element} element
 */
export function touchable(element) {
  return element.kind in INPUTS || ('press' in element && Boolean(element.press));
}

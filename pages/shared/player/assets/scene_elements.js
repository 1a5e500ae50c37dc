// The elements that a scene is made of, but for small pictures: wires, discs, labels, cells, tokens, curves, and
// what can be touched, drawn from plain data.

import { svg } from './elements.js';
import { note, shrink } from './even_type.js';
import { INPUTS } from './inputs.js';

/** @import { Cell, Curve, Disc, Element, Grip, Label, Lens, Palette, PixelMap, Token, Wire } from './protocol_types' */

/** What an element has that Python does not send, because it is usual (elements.py). */
export const DEFAULTS = {
  label: { text: '', size: 13, tone: '', anchor: 'middle' },
  token: { text: '', size: 18, tone: '', round: 5, text_x: 0, text_y: 0 },
  cell: { tone: '' },
  disc: { tone: '' },
  curve: { points: [], tone: '' },
  grip: { pivot: '' },
  map: { palette: /** @type {Palette} */ ('signed') },
};

const NUMBER = /^-?[\d.]+(e-?\d+)?$/; // has to stay inside its box, as those that the frames write

/** @param {Omit<Label, 'id' | 'kind'>} element */
function label(element) {
  const { x, y, text, size, tone, anchor } = { ...DEFAULTS.label, ...element };
  const place = { x, y, 'text-anchor': anchor, 'dominant-baseline': 'central' };
  const made = svg('text', { ...place, class: `label ${tone}`, 'font-size': size });
  made.textContent = text;
  return made;
}

/** @param {Token} element */
function token(element) {
  const { x, y, width, height, text, size, tone, round, text_x, text_y } = { ...DEFAULTS.token, ...element };
  const box = svg('rect', { x: -width / 2, y: -height / 2, width, height, rx: round });
  const words = label({ x: text_x, y: text_y, text, size });
  Object.assign(words.dataset, { size, room: Math.max(size / 2, width - 9) });
  if (NUMBER.test(text)) {
    note(words, text);
    shrink(words);
  }
  return svg('g', { class: `token ${tone}`, transform: `translate(${x} ${y})` }, box, words);
}

/**
 * One that can be pressed has a line around it, which cannot be seen, for the hand.
 * @param {Wire} element
 */
function wire({ x, y, to_x, to_y, press }) {
  const bend = (to_x - x) / 2;
  const d = `M${x} ${y}C${x + bend} ${y} ${to_x - bend} ${to_y} ${to_x} ${to_y}`;
  if (!press) return svg('path', { class: 'wire', d });
  return svg('g', { class: 'wire' }, svg('path', { class: 'around', d }), svg('path', { d }));
}

/** @param {Curve} element */
function curve(element) {
  const { points, tone } = { ...DEFAULTS.curve, ...element };
  return svg('polyline', { class: `curve ${tone}`, points: points.join(' ') });
}

/** @param {Grip} element */
function grip(element) {
  const { id, label: name, pivot } = { ...DEFAULTS.grip, ...element };
  const names = { 'data-touch': id, 'aria-label': name, role: 'slider', tabindex: 0 };
  const value = { 'aria-valuenow': 0, 'aria-valuetext': name };
  return svg('polyline', { class: `grip ${pivot ? 'turns' : ''}`, ...names, ...value });
}

/** @param {Disc} element */
function disc(element) {
  const { x, y, radius, tone } = { ...DEFAULTS.disc, ...element };
  return svg('circle', { class: `disc ${tone}`, cx: x, cy: y, r: radius });
}

/** @param {Cell} element */
function cell(element) {
  const { x, y, width, height, tone } = { ...DEFAULTS.cell, ...element };
  return svg('rect', { class: `cell ${tone}`, x, y, width, height, rx: 3 });
}

/** @type {Record<Exclude<Element, PixelMap | Lens>['kind'], (element: any) => SVGElement>} */
const DRAW = { ...INPUTS, token, curve, wire, disc, cell, label, grip };

/**
 * @param {Exclude<Element, PixelMap | Lens>} element
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
  return element.kind in INPUTS || element.kind === 'grip' || ('press' in element && Boolean(element.press));
}

/**
 * Of a group only the first is reached by the Tab key, the others by arrow keys.
 * @param {Element[]} elements
 * @param {Map<string, SVGElement>} drawn by their ids
 */
export function leaveTabStops(elements, drawn) {
  const groups = new Set();
  for (const element of elements) {
    const group = 'group' in element ? element.group : undefined;
    if (groups.has(group)) drawn.get(element.id)?.setAttribute('tabindex', '-1');
    else if (group) groups.add(group);
  }
}

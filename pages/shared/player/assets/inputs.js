// What a visitor can touch in a scene: boxes with a number, sliders, lists of words, and elements that are
// pressed.  Each touch is reported by the id of its element; Python says what follows.

import { editable } from './cell_editor.js';
import { html, svg } from './elements.js';
import { Grip } from './grip.js';
import { Ground, ground } from './ground.js';
import { Handle, handle } from './handle.js';
import { NumberBox, inBox } from './number_box.js';
import { pointable } from './pointing.js';
import { pressable } from './pressing.js';
import { refit } from './scene_type.js';

/** @import { ChoiceBox, Element, NumberBox as BoxElement, Room, Slider, Token, Touch } from './protocol_types' */
/** @import { Report, TouchPort } from './player_types' */

const NARROW = 90; // a list of words that is less wide has smaller letters

/**
 * @param {Room} room
 * @param {HTMLElement} input
 */
function framed({ x, y, width, height }, input) {
  return svg('foreignObject', { x, y, width, height }, input);
}

/** @param {BoxElement} element */
function box({ id, label, low, high, tone = '' }) {
  const names = { 'data-touch': id, 'aria-label': label, title: label };
  const limits = { role: 'spinbutton', 'aria-valuemin': low, 'aria-valuemax': high };
  const look = { type: 'text', class: `box ${tone}`, inputmode: 'decimal', autocomplete: 'off' };
  return html('input', { ...look, ...names, ...limits });
}

/** @param {Slider} element */
function slide({ id, label, low, high, step }) {
  const names = { 'data-touch': id, 'aria-label': label, title: label };
  return html('input', { type: 'range', class: 'slide', ...names, min: low, max: high, step });
}

/**
 * One of some words; what is reported is its number, from 0.
 * @param {ChoiceBox} element
 */
function chooser({ id, label, words, width }) {
  const names = { 'data-touch': id, 'aria-label': label, title: label };
  const options = words.map((word, at) => new Option(word, String(at)));
  return html('select', { class: `choice ${width < NARROW ? 'narrow' : ''}`, ...names }, ...options);
}

export const INPUTS = {
  number: (/** @type {BoxElement} */ element) => framed(element, box(element)),
  slider: (/** @type {Slider} */ element) => framed(element, slide(element)),
  choice: (/** @type {ChoiceBox} */ element) => framed(element, chooser(element)),
  ground,
  handle,
};

/**
 * A value from a frame; what the visitor is about to write, or has just written, is left alone.
 * @param {SVGElement} frame
 * @param {number} value
 * @param {TouchPort['waiting']} waiting
 */
export function fill(frame, value, waiting) {
  const input = /** @type {HTMLInputElement | HTMLSelectElement} */ (frame.firstChild);
  if (input instanceof SVGElement) {
    know(frame, value); // a cell, whose words are written by others
    return;
  }
  if (input instanceof HTMLSelectElement) {
    if (Number(input.value) !== value) input.value = String(value);
    return;
  }
  if (input.dataset.busy || waiting(input.dataset.touch ?? '')) return;
  const shown = written(value, input.type);
  if (input.value !== shown) {
    input.value = shown;
    refit(input);
  }
  if (input.dataset.value === String(value)) return;
  input.setAttribute('aria-valuenow', String(value));
  input.dataset.value = String(value);
}

/**
 * @param {SVGElement} cell
 * @param {number} value
 */
function know(cell, value) {
  cell.dataset.value = String(value);
  cell.setAttribute('aria-valuenow', String(value));
}

/**
 * @param {number} value
 * @param {string} type
 */
function written(value, type) {
  if (Number.isNaN(value)) return '';
  return type === 'range' ? String(value) : inBox(value);
}

/**
 * Joins a drawn element to the player.
 * @param {SVGElement} drawn
 * @param {Element} element
 * @param {TouchPort} touch
 */
export function listen(drawn, element, touch) {
  const { report, complain, words } = touch;
  const tell = (/** @type {Touch[1]} */ value) =>
    report(element.id, value, 'of_step' in element && element.of_step);
  if (element.kind === 'token' && (element.edited || element.lights)) {
    listenToCell(drawn, element, tell, touch);
    return;
  }
  if (joinPlace(drawn, element, report)) return;
  const input = /** @type {HTMLInputElement} */ (drawn.firstChild);
  if (element.kind === 'number') new NumberBox(input, element, tell, complain, words);
  else if (element.kind === 'slider') input.addEventListener('input', () => tell(Number(input.value)));
  else if (element.kind === 'choice') input.addEventListener('change', () => tell(Number(input.value)));
  else if ('press' in element && element.press) {
    pressable(drawn, element, element.press, () => tell(told(drawn, element)));
  }
}

/**
 * Joins an element whose touch says a place; whether it is one.
 * @param {SVGElement} drawn
 * @param {Element} element
 * @param {Report} report
 */
function joinPlace(drawn, element, report) {
  const { kind, id } = element;
  if (kind === 'ground') new Ground(drawn, element, report);
  else if (kind === 'handle') new Handle(drawn, element, report);
  else if (kind === 'grip') {
    new Grip(/** @type {SVGGraphicsElement} */ (drawn), element, (places) => report(id, places));
  } else return false;
  return true;
}

/**
 * The number that the press of an element says, as it is shown now; most say none.
 * @param {SVGElement} drawn
 * @param {Element} element
 */
function told(drawn, element) {
  return 'tells' in element && element.tells ? Number(drawn.dataset[element.tells]) : null;
}

/**
 * Joins a cell that is edited where it stands, or that says how its number comes about.
 * @param {SVGElement} drawn
 * @param {Token} element
 * @param {(value: number | null) => void} tell
 * @param {TouchPort} touch
 */
function listenToCell(drawn, element, tell, touch) {
  const { edited, leads, press } = element;
  if (edited) editable(drawn, element, tell, touch);
  else if (press) {
    pressable(drawn, element, press, () => (leads === undefined ? tell(null) : touch.lead(leads)));
  }
  if (element.lights) pointable(drawn, element, touch);
}

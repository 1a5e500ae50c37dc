// What a visitor can touch in a scene, as it is drawn: boxes with a number, sliders, lists of words.

import { html, svg } from './elements.js';
import { inBox } from './format.js';
import { ground } from './ground.js';
import { handle } from './handle.js';
import { refit } from './scene_type.js';
import { isStill, write } from './still_inputs.js';

/** @import { ChoiceBox, NumberBox as BoxElement, Room, Slider } from './protocol_types' */
/** @import { TouchPort } from './player_types' */

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
  if (isStill(input)) {
    write(input, value);
    return;
  }
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

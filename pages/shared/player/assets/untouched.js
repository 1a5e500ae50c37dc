// The elements of a scene where nobody answers: what could be typed or chosen stands there as it is, what could be
// dragged is not seen, and what lights or leads to another moment still does.

import { html } from './elements.js';
import { pointable } from './pointing.js';
import { pressable } from './pressing.js';

/** @import { Element } from './protocol_types' */
/** @import { TouchPort } from './player_types' */
/** @import { Still } from './still_inputs.js' */

const CONTROLS = ['knob', 'slot', 'near'];

/**
 * @param {SVGElement} drawn
 * @param {Element} element
 * @param {TouchPort} touch
 */
export function settle(drawn, element, touch) {
  if (element.kind === 'number' || element.kind === 'choice') drawn.replaceChildren(stilled(drawn, element));
  else if (element.kind === 'slider') drawn.replaceChildren(rail(element));
  else if (element.kind === 'grip' || element.kind === 'ground') drawn.classList.add('away');
  else if (element.kind === 'handle') release(drawn);
  else if (element.kind === 'token') settleToken(drawn, element, touch);
}

/**
 * @param {SVGElement} drawn
 * @param {Extract<Element, { label: string }>} element
 */
function stilled(drawn, element) {
  const look = drawn.firstElementChild?.className ?? '';
  /** @type {Still} */
  const made = html('div', { class: `${look} still-input`, title: element.label });
  if (element.kind === 'choice') made.words = element.words;
  return made;
}

/**
 * @param {SVGElement} drawn
 * @param {Extract<Element, { kind: 'token' }>} element
 * @param {TouchPort} touch
 */
function settleToken(drawn, element, touch) {
  const { leads, lights, press } = element;
  if (isControl(element)) drawn.classList.add('away');
  else if (press && leads !== undefined) pressable(drawn, element, press, () => touch.lead(leads));
  if (lights) pointable(drawn, element, touch);
}

/**
 * Whether a token is there to be pressed and for nothing else: it names neither a number nor a part of the picture.
 * @param {Extract<Element, { kind: 'token' }>} element
 */
export function isControl({ edited, leads, lights, press, text, tone = '' }) {
  if (!press || !text || edited || lights || leads !== undefined) return false;
  if (press === text) return true; // it says what its press does
  const words = tone === '' && Number.isNaN(Number(text)); // a number names what stands beside it
  return words || CONTROLS.some((one) => tone.split(' ').includes(one));
}

/**
 * A slider as a place on a rail.
 * @param {Extract<Element, { kind: 'slider' }>} element
 */
function rail({ label, low, high }) {
  const made = html('div', { class: 'still-input still-rail', title: label }, html('i'));
  made.style.setProperty('--low', String(low));
  made.style.setProperty('--high', String(high));
  return made;
}

/**
 * A point that could be dragged is a point.
 * @param {SVGElement} drawn
 */
function release(drawn) {
  for (const name of ['role', 'tabindex', 'data-touch', 'data-group']) drawn.removeAttribute(name);
  drawn.classList.remove('press');
}

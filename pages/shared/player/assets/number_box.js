// A box with a number, which is typed, stepped by keys, or dragged sideways.

import { inBox } from './format.js';
import { readNumber, visible } from './numerals.js';

/** @import { NumberBox as BoxElement } from './protocol_types' */
/** @import { Complain } from './player_types' */

const PIXELS = 5; // of a drag for one step of the value
const SLACK = 3; // pixels until a press becomes a drag
/** @type {Record<string, number>} */
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }; // steps of the value
const DECIMALS = 6; // of a value that is stepped
const LONGEST = 20; // signs of a wrong text that are repeated

/** A `patient` box waits until its text is finished: no other number is reported on the way. */
export class NumberBox {
  /**
   * @param {HTMLInputElement} input
   * @param {BoxElement} element
   * @param {(value: number) => void} tell
   * @param {Complain} complain
   * @param {Record<string, string>} words what is said of a text that is no number, or one out of range
   */
  constructor(input, element, tell, complain, words) {
    this.input = input;
    this.element = element;
    this.tell = tell;
    this.complain = complain;
    this.words = words;
    this.start = NaN; // the value that Escape brings back
    input.addEventListener('focus', () => this.enter());
    input.addEventListener('input', () => this.typed());
    input.addEventListener('change', () => this.left());
    input.addEventListener('blur', () => this.left());
    input.addEventListener('keydown', (event) => this.key(event));
    input.addEventListener('pointerdown', (event) => this.press(event));
  }

  /** The number that was shown or told last. */
  get value() {
    return Number(this.input.dataset.value);
  }

  enter() {
    this.start = this.value;
    this.input.select();
  }

  /** While one writes, whatever is a number within the limits is tried at once. */
  typed() {
    this.input.dataset.busy = 'typing';
    const value = readNumber(this.input.value);
    if (this.element.patient) return;
    if (value >= this.element.low && value <= this.element.high) this.set(value);
  }

  /** A finished text is judged: no number leaves the last good one in place, one outside becomes the nearest. */
  left() {
    if (!this.input.dataset.busy) return;
    delete this.input.dataset.busy;
    const typed = this.input.value.slice(0, LONGEST);
    const value = readNumber(this.input.value);
    const used = Number.isNaN(value) ? this.value : this.held(value);
    if (Number.isNaN(used)) {
      if (typed) this.refuse('number', typed);
      else this.settle();
      return;
    }
    this.set(used);
    this.input.value = inBox(used);
    if (used !== value) this.refuse(Number.isNaN(value) ? 'number' : 'range', typed);
  }

  /**
   * @param {'number' | 'range'} kind
   * @param {string} typed
   */
  refuse(kind, typed) {
    const { low, high } = this.element;
    /** @type {Record<string, string | number>} */
    const fields = { value: visible(typed), low, high };
    this.input.setAttribute('aria-invalid', 'true');
    const said = this.words[kind].replace(/\{(\w+)\}/g, (_, name) => String(fields[name]));
    this.complain(this.input, said);
  }

  /** @param {number} value */
  held(value) {
    return Math.max(this.element.low, Math.min(this.element.high, value));
  }

  /** @param {number} value */
  set(value) {
    if (value === this.value) return;
    this.settle();
    this.input.dataset.value = String(value);
    this.input.setAttribute('aria-valuenow', String(value));
    this.tell(value);
  }

  settle() {
    this.input.removeAttribute('aria-invalid');
    this.complain(this.input, '');
  }

  /** @param {number} value */
  show(value) {
    const used = this.held(Number(value.toFixed(DECIMALS)));
    this.input.value = inBox(used);
    this.set(used);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { step, patient } = this.element;
    const steps = KEYS[event.key];
    if (steps && !patient) {
      event.preventDefault();
      delete this.input.dataset.busy;
      this.show(this.value + steps * step);
    } else if (event.key === 'Enter') this.left();
    else if (event.key === 'Escape') {
      delete this.input.dataset.busy;
      this.show(this.start);
      this.settle();
    }
  }

  /**
   * A drag to the right makes the number larger; a press without a drag is for typing.
   * @param {PointerEvent} down
   */
  press(down) {
    if (this.element.patient) return;
    const from = this.value;
    let dragged = false;
    const move = (/** @type {PointerEvent} */ event) => {
      const way = event.clientX - down.clientX;
      if (!dragged && Math.abs(way) < SLACK) return;
      dragged = true;
      this.input.dataset.busy = 'drag';
      this.show(from + Math.round(way / PIXELS) * this.element.step);
    };
    const end = () => {
      this.input.removeEventListener('pointermove', move);
      if (dragged) delete this.input.dataset.busy;
      dragged = false;
    };
    this.input.setPointerCapture(down.pointerId);
    this.input.addEventListener('pointermove', move);
    for (const name of ['pointerup', 'pointercancel']) this.input.addEventListener(name, end, { once: true });
  }
}

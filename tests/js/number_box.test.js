import assert from 'node:assert/strict';
import test from 'node:test';

import { inBox } from '../../pages/shared/player/assets/format.js';
import { NumberBox } from '../../pages/shared/player/assets/number_box.js';

/** @import { NumberBox as BoxElement } from '../../pages/shared/player/assets/protocol_types' */

const WORDS = { number: '“{value}” is no number', range: 'from {low} to {high}' };

/** What a box needs of an input; an event is fired by `fire`. */
class Input {
  value = '';
  /** @type {Record<string, string>} */
  dataset = {};
  /** @type {Record<string, string>} */
  attributes = {};
  /** @type {Record<string, (event: object) => void>} */
  listeners = {};

  /**
   * @param {string} name
   * @param {(event: object) => void} listener
   */
  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }

  /** @param {string} name */
  removeEventListener(name) {
    delete this.listeners[name];
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  /** @param {string} name */
  removeAttribute(name) {
    delete this.attributes[name];
  }

  /**
   * @param {string} name
   * @param {object} [event]
   */
  fire(name, event = {}) {
    this.listeners[name]?.({ preventDefault() {}, ...event });
  }

  select() {}
  setPointerCapture() {}
}

/** @param {Partial<BoxElement>} [more] */
function opened(more = {}) {
  const input = new Input();
  const element = /** @type {BoxElement} */ ({ low: -10, high: 10, step: 0.1, ...more });
  /** @type {number[]} */
  const told = [];
  /** @type {string[]} */
  const complaints = [];
  const complain = (/** @type {unknown} */ _, /** @type {string} */ text) => void complaints.push(text);
  input.dataset.value = '4';
  const field = /** @type {HTMLInputElement} */ (/** @type {unknown} */ (input));
  new NumberBox(field, element, (value) => told.push(value), complain, WORDS);
  const type = (/** @type {string} */ text) => {
    input.value = text;
    input.fire('input');
  };
  return { input, told, complaints, type };
}

test('every number within the limits is told while one types, and only once', () => {
  const { told, type } = opened();
  for (const text of ['', '-', '2', '2.', '2.5', '２．５', '99', '0,5']) type(text);
  assert.deepEqual(told, [2, 2.5, 0.5]);
});

test('a patient box tells a finished text', () => {
  const { input, told, type } = opened({ patient: true });
  for (const text of ['1', '12', '1']) type(text);
  assert.deepEqual(told, []);
  input.fire('keydown', { key: 'Enter' });
  input.fire('keydown', { key: 'ArrowUp' });
  assert.deepEqual(told, [1]);
});

test('a text that is no number leaves the last one in place and says so', () => {
  const { input, told, complaints, type } = opened();
  type('4\u202e2');
  input.fire('blur');
  assert.deepEqual([told, input.value, input.attributes['aria-invalid']], [[], '4', 'true']);
  assert.equal(complaints.at(-1), '“4‹U+202E›2” is no number');
});

test('a number out of the limits becomes the nearest and says so', () => {
  const { input, told, complaints, type } = opened();
  type('1e400');
  input.fire('change');
  assert.deepEqual([told, input.value, complaints.at(-1)], [[10], '10', 'from -10 to 10']);
  type('3');
  assert.equal(complaints.at(-1), '');
  assert.equal(input.attributes['aria-invalid'], undefined);
});

test('keys step the number without the noise of binary fractions, and Escape brings the first one back', () => {
  const { input, told } = opened();
  input.fire('focus');
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'PageDown', 'Escape']) input.fire('keydown', { key });
  assert.deepEqual(told, [4.1, 4.2, 4.3, 3.3, 4]);
  assert.equal(input.value, '4');
});

test('a drag changes the number by steps, after some slack', () => {
  const { input, told } = opened();
  input.fire('pointerdown', { clientX: 100, pointerId: 1 });
  for (const clientX of [102, 110, 90, 1000]) input.fire('pointermove', { clientX });
  assert.equal(input.dataset.busy, 'drag');
  input.fire('pointerup');
  assert.deepEqual(told, [4.2, 3.8, 10]);
  assert.equal(input.dataset.busy, undefined);
  input.fire('pointermove', { clientX: 0 });
  assert.equal(told.length, 3);
});

test('a small number in a box keeps three digits, a larger one three decimals', () => {
  const cases = {
    0: '0',
    0.95: '0.95',
    2.34567: '2.346',
    0.12345: '0.123',
    0.0005: '0.0005',
    0.00012345: '0.000123',
  };
  for (const [value, text] of Object.entries(cases)) assert.equal(inBox(Number(value)), text);
  assert.equal(inBox(-0.0123), '-0.0123');
  assert.equal(inBox(1e-7), '1e-7');
  assert.equal(inBox(12345678), '1.23e7');
});

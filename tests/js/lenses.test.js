// What is seen of an element under the hand: the formula has the numbers of the frame, each with its sign.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formula } from '../../pages/shared/player/assets/lenses.js';

/** @import { Moment } from '../../pages/shared/player/assets/player_types' */
/** @import { Lens } from '../../pages/shared/player/assets/protocol_types' */

/** @type {Lens['numbers']} */
const NUMBERS = [
  ['W1', 1],
  ['W1', 3],
  ['b1', 1],
];

/** @type {Lens} */
const LENS = {
  kind: 'lens',
  id: 'lens1.2',
  of: 'u1.2',
  title: 'Layer 1, unit 2',
  map: 'map1.2',
  across: 'a',
  up: 'b',
  low: '0',
  high: '100',
  words: ['relu(', ' a ', ' b ', ')'],
  numbers: NUMBERS,
};

/**
 * @param {number[]} W
 * @param {number[]} b
 * @returns {Moment}
 */
const frame = (W, b) => /** @type {any} */ ({ W1: Float32Array.from(W), b1: Float32Array.from(b), bytes: 0 });

test('a formula is the sum of the shown moment, to three digits', () => {
  assert.equal(formula(LENS, frame([9, 0.3104, 9, -0.5161], [9, 0.1])), 'relu(0.310 a − 0.516 b + 0.100)');
  assert.equal(
    formula(LENS, frame([9, -1.2345, 9, 12.345], [9, -0.001])),
    'relu(−1.23 a + 12.3 b − 0.00100)',
  );
});

test('a sum of one number is that number', () => {
  const lens = { ...LENS, words: ['', ''], numbers: LENS.numbers.slice(2) };
  assert.equal(formula(lens, frame([], [0, -2])), '−2.00');
});

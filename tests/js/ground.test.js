// Where points are put: the numbers of a place are multiples of a step inside the ground, written without a rest.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { held } from '../../pages/shared/player/assets/ground.js';

/** @type {[number, number]} */
const SPAN = [-0.5, 1.5];

test('a number becomes the nearest multiple of the step', () => {
  assert.equal(held(0.304, SPAN, 0.01), 0.3);
  assert.equal(held(0.3051, SPAN, 0.01), 0.31);
  assert.equal(held(0.34, SPAN, 0.1), 0.3);
  assert.equal(held(1234, [0, 5000], 100), 1200);
});

test('no rest of the binary form is written', () => {
  for (let at = -50; at <= 150; at += 1) {
    assert.ok(String(held(at / 100 + 0.001, SPAN, 0.01)).length <= 5);
  }
});

test('a number stays between the edges, on a multiple', () => {
  assert.equal(held(7, SPAN, 0.01), 1.5);
  assert.equal(held(-7, SPAN, 0.01), -0.5);
  assert.equal(held(7, [-0.13, 1.13], 1), 1);
  assert.equal(held(-7, [-0.13, 1.13], 1), 0);
  assert.equal(held(7, [0.04, 0.96], 0.1), 0.9);
});

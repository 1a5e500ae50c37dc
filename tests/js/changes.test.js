import assert from 'node:assert/strict';
import test from 'node:test';

import { unfold } from '../../pages/shared/player/assets/changes.js';
import { frameBytes, joined, LAYOUT } from './frames.js';

const FIRST = frameBytes(0, [1, 2], [9, 9, 9, 9, 9]);

/**
 * @param {number[]} numbers runs of each frame, where all runs begin, how long they are
 * @param {Float64Array} words
 */
function packed(numbers, words) {
  const head = Uint32Array.from(numbers);
  return joined(head, new Uint8Array((8 - (head.byteLength % 8)) % 8), FIRST, words);
}

test('one frame has no changes', () => {
  const [only, ...others] = unfold(packed([], Float64Array.of()), [1, 0], LAYOUT);
  assert.deepEqual(others, []);
  assert.deepEqual(only.z, Float64Array.of(1, 2));
});

test('what a frame does not change is the very same array, and what it changes has memory of its own', () => {
  const words = Float64Array.of(5, 6, 7);
  const found = unfold(packed([1, 0, 1, 0, 1, 2, 1], words), [4, 2], LAYOUT);
  assert.deepEqual(
    found.map(({ z }) => [...z]),
    [
      [1, 2],
      [5, 6],
      [5, 6],
      [5, 7],
    ],
  );
  assert.equal(found[1].z, found[2].z);
  assert.equal(found[0].known, found[3].known);
  assert.notEqual(found[2].z.buffer, found[3].z.buffer);
  assert.equal(found[3].z.buffer.byteLength, 16);
});

test('a run over several fields changes all of them, and no other', () => {
  const later = frameBytes(3, [1, 4], [9, 9, 9, 9, 8]);
  const words = new Float64Array(later.buffer, 8, 3);
  const [first, second] = unfold(packed([1, 1, 3], words), [2, 1], LAYOUT);
  assert.deepEqual([...second.z, ...second.step, ...second.known], [1, 4, 3, 9, 9, 9, 9, 8]);
  assert.notEqual(first.known, second.known);
});

test('several runs of one frame are laid over it together', () => {
  const last = new Float64Array(frameBytes(5, [0, 0], [1, 1, 1, 1, 1]).buffer, 16, 1);
  const words = Float64Array.of(-1, ...last);
  const [first, second] = unfold(packed([2, 0, 2, 1, 1], words), [2, 2], LAYOUT);
  assert.deepEqual([...second.z], [-1, 2]);
  assert.deepEqual([...second.step], [5]);
  assert.deepEqual([...first.z, ...first.step], [1, 2, 0]);
});

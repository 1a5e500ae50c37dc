import assert from 'node:assert/strict';
import test from 'node:test';

import { level, note, shrink } from '../../pages/shared/player/assets/even_type.js';

/**
 * A label of this size in a box with so much room.
 * @param {number} size
 * @param {number} room
 */
function label(size, room) {
  const attributes = new Map([['font-size', String(size)]]);
  const made = {
    localName: 'text',
    dataset: { size: String(size), room: String(room) },
    getAttribute: (/** @type {string} */ name) => attributes.get(name),
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => attributes.set(name, value),
  };
  return /** @type {any} */ (made);
}

const sizeOf = (/** @type {any} */ one) => Number(one.getAttribute('font-size'));

test('numbers that belong together have the size of the longest', () => {
  const targets = [label(20, 60), label(20, 60), label(20, 60)];
  ['0.5', '-1.234567', ''].forEach((words, at) => note(targets[at], words));
  const group = { targets };
  level(group);
  assert.ok(sizeOf(targets[0]) < 20);
  assert.deepEqual(targets.map(sizeOf), Array(3).fill(sizeOf(targets[1])));
  note(targets[1], '1');
  level(group);
  assert.deepEqual(targets.map(sizeOf), [20, 20, 20]);
});

test('words alone become as small as their box asks for', () => {
  const [short, long] = [label(20, 60), label(20, 60)];
  note(short, '-0.25');
  note(long, '-1.234567');
  for (const one of [short, long]) shrink(one);
  assert.equal(sizeOf(short), 20);
  assert.ok(sizeOf(long) < 20);
});

import assert from 'node:assert/strict';
import test from 'node:test';

import { lines } from '../../pages/shared/player/assets/slide.js';
import { Colours, LEVELS } from '../../pages/shared/player/assets/colours.js';
import { distance } from '../../pages/shared/player/assets/into_view.js';
import { CHANGES, PLACES, aspect, spelled } from '../../pages/shared/player/assets/scene_changes.js';

/** @import { Binding } from '../../pages/shared/player/assets/protocol_types' */

const CLASSES = ['#b35806', '#2166ac', '#009e73'];
const COLOURS = new Colours({
  negative: '#b35806',
  middle: '#f7f7f7',
  positive: '#2166ac',
  classes: CLASSES,
});
const LOOK = { colours: COLOURS, fineness: 540 };

test('the colour table goes from negative by the middle to positive', () => {
  assert.equal(COLOURS.names.length, 256);
  assert.deepEqual([COLOURS.names[0], COLOURS.names[255]], ['rgb(179 88 6)', 'rgb(33 102 172)']);
  assert.deepEqual([...COLOURS.table.subarray(0, 4)], [179, 88, 6, 255]);
  assert.equal(COLOURS.index(0, -1, 1), 128);
  assert.deepEqual([COLOURS.index(-9, -1, 1), COLOURS.index(9, -1, 1)], [0, 255]);
});

test('a class goes from the middle to its colour in as many places as the others', () => {
  const channels = new Uint8Array(COLOURS.words.classes.buffer);
  const at = (/** @type {number} */ place) => [...channels.subarray(4 * place, 4 * place + 4)];
  assert.deepEqual([at(0), at(LEVELS)], [at(2 * LEVELS), [247, 247, 247, 255]]);
  assert.deepEqual(at(LEVELS - 1), [179, 88, 6, 255]);
  assert.deepEqual(at(3 * LEVELS - 1), [0, 158, 115, 255]);
  assert.equal(COLOURS.words.signed[255], COLOURS.words.classes[2 * LEVELS - 1]);
});

test('ink can be read on every colour of both themes', () => {
  const dark = new Colours({
    negative: '#f0a35c',
    middle: '#20252f',
    positive: '#74b3e8',
    classes: [],
  });
  assert.deepEqual(
    [0, 128, 255].map((at) => COLOURS.ink(at)),
    ['#ffffff', '#1a1a1a', '#ffffff'],
  );
  assert.deepEqual(
    [0, 128, 255].map((at) => dark.ink(at)),
    ['#1a1a1a', '#ffffff', '#1a1a1a'],
  );
  for (const { table, inks } of [COLOURS, dark]) {
    inks.forEach((ink, at) => {
      const ground = table.subarray(at * 4, at * 4 + 3);
      const ratio = contrast(ink === '#ffffff' ? [255, 255, 255] : [26, 26, 26], [...ground]);
      assert.ok(ratio >= 4, `${ink} on colour ${at}: ${ratio}`);
    });
  }
});

/**
 * The contrast of two colours as WCAG 2 defines it.
 * @param {number[][]} colours
 */
function contrast(...colours) {
  const [low, high] = colours
    .map((colour) => {
      const [red, green, blue] = colour
        .map((one) => one / 255)
        .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    })
    .sort((one, other) => one - other);
  return high / low;
}

test('a wire tells the size and the sign of its weight, of 0 as well', () => {
  const seen = (/** @type {number} */ value, look = LOOK) => CHANGES.weight.seen(value, { scale: 2 }, look);
  assert.deepEqual([seen(0), seen(1), seen(-1), seen(50), seen(-2)], [1, 1.5, -1.5, 2, -2]);
  assert.equal(seen(0.001), seen(0.0011));
  assert.equal(seen(1.01, { ...LOOK, fineness: 32 }), seen(1, { ...LOOK, fineness: 32 }));
});

test('a state holds below a value, or where a value is equal', () => {
  assert.deepEqual(
    [0.1, 0.5, 0.9].map((value) => CHANGES.below.seen(value, { below: 0.5 }, LOOK)),
    [...[true, false, false]],
  );
  assert.deepEqual(
    [1, 2].map((value) => CHANGES.equal.seen(value, { equal: 2 }, LOOK)),
    [false, true],
  );
});

test('numbers and words are one thing to see, states are one by their name', () => {
  const binding = (/** @type {object} */ more) =>
    /** @type {Binding} */ (/** @type {unknown} */ ({ field: 'z', ids: [], ...more }));
  assert.equal(aspect('word', binding({ attribute: 'word' })), 'text');
  assert.equal(aspect('text', binding({ attribute: 'text' })), 'text');
  assert.equal(aspect('equal', binding({ attribute: 'equal', name: 'live' })), 'class live');
  assert.equal(aspect('below', binding({ attribute: 'below', name: 'live' })), 'class live');
});

test('a place is x and y, a bar lies between two ends, a curve goes through its points', () => {
  const values = Float32Array.of(0, 0, 3, 1.5);
  assert.equal(PLACES.place.transform(values, 2, 2), 'translate(3.00 1.50)');
  assert.deepEqual([PLACES.span.x(values, 2, 2), PLACES.span.width(values, 2, 2)], ['1.50', '1.50']);
  assert.equal(PLACES.points.points(values, 0, 4), '0.00 0.00 3.00 1.50');
});

test('a picture is scrolled the shortest way between header and transport', () => {
  const room = { upper: 100, lower: 500 };
  assert.equal(distance({ top: 150, bottom: 450 }, room), 0);
  assert.equal(distance({ top: 300, bottom: 600 }, room), 100);
  assert.equal(distance({ top: 20, bottom: 320 }, room), -80);
  assert.equal(distance({ top: 300, bottom: 900 }, room), 200);
  assert.equal(distance({ top: 50, bottom: 900 }, room), 0);
});

// -- captions of saved pictures --------------------------------------------------------------------------
const wide = (/** @type {string} */ words) => words.length;
const plain = (/** @type {string} */ text) => [{ text, colour: '' }];
const broken = (/** @type {string} */ text, /** @type {number} */ width) =>
  lines(plain(text), width, wide).map((line) =>
    line
      .map((run) => run.text)
      .join('')
      .trimEnd(),
  );

test('a caption is broken between words, and keeps its colours', () => {
  assert.deepEqual(broken('one two three', 8), ['one two', 'three']);
  assert.deepEqual(broken('one', 8), ['one']);
  assert.deepEqual(broken('', 8), []);
  const runs = [
    { text: 'C = ', colour: 'black' },
    { text: '12', colour: 'red' },
    { text: ' + 3', colour: 'black' },
  ];
  assert.deepEqual(lines(runs, 20, wide), [runs]);
});

test('a line of Japanese is broken anywhere but before a closing sign', () => {
  assert.deepEqual(broken('かけ算、完了', 3), ['かけ', '算、完', '了']);
});

test('words are spelled by bytes, up to the first zero', () => {
  const bytes = new TextEncoder().encode('≈ 0.574');
  assert.equal(spelled(Uint8Array.of(...bytes, 0, 0)), '≈ 0.574');
  assert.equal(spelled(bytes), '≈ 0.574');
  assert.equal(spelled(Uint8Array.of(0, 65)), '');
});

// Curves as sound: the higher the tone, the larger the value; the same ratio is the same interval.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { courseOf, ofFields } from '../../pages/shared/player/assets/courses.js';
import { meaning } from '../../pages/shared/player/assets/keys.js';
import { summary } from '../../pages/shared/player/assets/hearing.js';
import {
  bounds,
  extremes,
  HIGHEST,
  LOWEST,
  melody,
  pitch,
  SECONDS,
} from '../../pages/shared/player/assets/sound.js';

const line = (/** @type {number[]} */ ...values) => ({ name: 'loss', values });

test('the least value has the lowest tone, the largest the highest, and a ratio is an interval', () => {
  const found = bounds([line(8, 1, 0.125), line(2)]);
  assert.deepEqual(found, [0.125, 8]);
  assert.equal(pitch(0.125, found), LOWEST);
  assert.ok(Math.abs(Number(pitch(8, found)) - HIGHEST) < 1e-9);
  const [low, middle, high] = [0.5, 1, 2].map((value) => Number(pitch(value, found)));
  assert.ok(Math.abs(middle / low - high / middle) < 1e-12);
  assert.ok(Math.abs(middle - Math.sqrt(LOWEST * HIGHEST)) < 1e-9);
});

test('what has no logarithm has a tone all the same, and what is no number is silent', () => {
  const found = bounds([line(0, 1, 4, Infinity, NaN)]);
  assert.deepEqual(found, [1, 4]);
  assert.equal(pitch(0, found), LOWEST);
  assert.equal(pitch(Infinity, found), HIGHEST);
  assert.equal(pitch(NaN, found), null);
});

test('a loss that does not change has one tone in the middle', () => {
  assert.equal(pitch(3, bounds([line(3, 3)])), Math.sqrt(LOWEST * HIGHEST));
});

test('both lines are heard together from their first moment to the last', () => {
  const x = Array.from({ length: 1000 }, (_, at) => at);
  const falling = x.map((at) => 1 / (1 + at));
  const beats = melody({ x, lines: [line(...falling), line(...x.map(() => NaN))] });
  assert.equal(beats.length, 240);
  assert.equal(beats[0].at, 0);
  assert.ok(Math.abs(beats[239].at - SECONDS) < 1e-9);
  assert.equal(beats[0].tones[0], HIGHEST);
  assert.equal(beats[239].tones[0], LOWEST);
  assert.ok(beats.every(({ tones }) => tones[1] === null));
});

test('a curve is said with its start, its least value and its end', () => {
  assert.deepEqual(extremes([0, 10, 20], [NaN, 0.5, 0.75]), {
    ...{ first: 0.5, start: 10, least: 0.5, where: 10, last: 0.75 },
  });
  assert.equal(extremes([0, 1], [NaN, NaN]), null);
  const words = { sound_of: '{name}: {first} at {start}, lowest {least} at {where}, {last} at the end' };
  assert.equal(
    summary({ name: 'test', values: [2, 0.25, -0.5] }, [0, 10, 20], words),
    'test: 2 at 0, lowest −0.5000 at 20, −0.5000 at the end',
  );
});

test('a figure is heard with the lines that are shown', () => {
  const panel = /** @type {any} */ ({
    ...{ kind: 'figure', figure: { data: [{ name: 'training' }, { name: 'test' }] } },
  });
  const curves = {
    points: [
      { across: 0, up: [4, 5] },
      { across: 3, up: [2, 3] },
    ],
    lines: [
      { trace: 0, shown: true },
      { trace: 1, shown: false },
    ],
  };
  const { x, lines } = courseOf(panel, /** @type {any} */ ({ curves }), null);
  assert.deepEqual(x, [0, 3]);
  assert.deepEqual(
    lines.map(({ name, values }) => [name, values]),
    [['training', [4, 2]]],
  );
});

test('a scene is heard by its fields, as far as they are numbers', () => {
  const frame = /** @type {any} */ ({
    steps: Float32Array.of(0, 5, NaN),
    losses: Float32Array.of(0.5, NaN, NaN),
  });
  assert.deepEqual(ofFields({ x: 'steps', lines: [['losses', 'Loss']] }, frame), {
    x: [0, 5],
    lines: [{ name: 'Loss', values: [0.5, NaN] }],
  });
});

test('a key of the page plays the first curve as sound', () => {
  assert.equal(meaning('h', 'other', false), 'sound');
  assert.equal(meaning('H', 'other', true), 'sound');
  assert.equal(meaning('h', 'text', false), undefined);
});

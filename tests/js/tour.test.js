// The tour of a first visit: when it is shown, and where its steps stand.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { meaning } from '../../pages/shared/player/assets/keys.js';
import { shows } from '../../pages/shared/player/assets/tour.js';
import { beside, ringAround } from '../../pages/shared/player/assets/tour_place.js';

const FIRST = { known: false, driven: false, framed: false };
const query = (/** @type {string} */ text) => new URLSearchParams(text);

test('a first visit shows it, a second one does not', () => {
  assert.equal(shows(query(''), FIRST), true);
  assert.equal(shows(query('lang=ja'), FIRST), true);
  assert.equal(shows(query(''), { ...FIRST, known: true }), false);
});

test('a link opens as it is, and so does a page that is presented, embedded, or driven by a program', () => {
  assert.equal(shows(query('step=3'), FIRST), false);
  assert.equal(shows(query('lang=en&hidden=4tanh'), FIRST), false);
  assert.equal(shows(query('present=1'), FIRST), false);
  assert.equal(shows(query(''), { ...FIRST, framed: true }), false);
  assert.equal(shows(query(''), { ...FIRST, driven: true }), false);
});

test('who asks for it gets it again, but not while presenting or inside another page', () => {
  const known = { ...FIRST, known: true, driven: true };
  assert.equal(shows(query('tour=1&step=3'), known), true);
  assert.equal(shows(query('tour=1&present=1'), known), false);
  assert.equal(shows(query('tour=1'), { ...known, framed: true }), false);
});

/** @type {[number, number]} */
const WINDOW = [1280, 720];
const SIZE = { width: 384, height: 180 };
const at = (/** @type {{ left: string, top: string }} */ { left, top }) => [left, top].map(parseFloat);

test('a step stands below what it is about, or above it, and never outside of the window', () => {
  const top = { left: 800, top: 44, width: 360, height: 36 };
  assert.deepEqual(at(beside(top, SIZE, WINDOW)), [788, 92]);
  const dock = { left: 24, top: 672, width: 228, height: 40 };
  assert.deepEqual(at(beside(dock, SIZE, WINDOW)), [8, 480]);
  const corner = { left: 1190, top: 672, width: 66, height: 40 };
  assert.deepEqual(at(beside(corner, SIZE, WINDOW)), [888, 480]);
});

test('beside a thing that is as high as the window it stands at its side, or over it where there is no room', () => {
  const high = { left: 100, top: 10, width: 300, height: 700 };
  assert.deepEqual(at(beside(high, SIZE, WINDOW)), [412, 10]);
  assert.deepEqual(at(beside({ ...high, left: 900 }, SIZE, WINDOW)), [504, 10]);
  assert.deepEqual(at(beside({ ...high, left: 8, width: 1264 }, SIZE, WINDOW)), [8, 10]);
});

test('a ring lies around a thing', () => {
  assert.deepEqual(ringAround({ left: 10, top: 20, width: 30, height: 40 }), {
    ...{ left: '5px', top: '15px', width: '40px', height: '50px' },
  });
});

test('keys that the tour does not need stay those of the page', () => {
  assert.equal(meaning('ArrowRight', 'other', false), 'step');
  assert.equal(meaning('Escape', 'other', false), undefined);
});

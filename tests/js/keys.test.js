import assert from 'node:assert/strict';
import test from 'node:test';

import { Keys, meaning } from '../../pages/shared/player/assets/keys.js';

/** @import { Place } from '../../pages/shared/player/assets/keys.js' */

const PLAYER = [' ', 'ArrowLeft', 'ArrowRight', 'Home', 'End'];
/** @type {Place[]} */
const PLACES = ['text', 'number', 'slider', 'list', 'group', 'pressed', 'other'];

/**
 * The keys of the player that it gets from a place.
 * @param {Place} place
 */
const given = (place) => PLAYER.filter((key) => meaning(key, place, false));

test('the keys of the player are its own, but for what a place needs itself', () => {
  assert.deepEqual(
    PLAYER.map((key) => meaning(key, 'other', false)),
    ['play', 'back', 'step', 'first', 'last'],
  );
  assert.deepEqual(given('list'), PLAYER);
  assert.deepEqual(given('text'), []);
  assert.deepEqual(given('number'), [' ']);
  assert.deepEqual(given('slider'), [' ']);
  assert.deepEqual(given('group'), ['Home', 'End']);
  assert.deepEqual(given('pressed'), PLAYER.slice(1));
});

test('keys up and down stay with whatever has the focus', () => {
  for (const key of ['Tab', 'Enter', 'constructor']) {
    for (const place of PLACES) assert.equal(meaning(key, place, true), undefined);
  }
  for (const key of ['ArrowUp', 'ArrowDown']) {
    for (const place of PLACES.slice(0, -1)) assert.equal(meaning(key, place, true), undefined);
    assert.equal(meaning(key, 'other', false), undefined);
  }
});

test('a clicker goes on, back, and blanks the screen, whichever of its keys it sends', () => {
  const said = (/** @type {string} */ key) => meaning(key, 'other', true);
  assert.deepEqual(['PageDown', 'ArrowDown'].map(said), ['onward', 'onward']);
  assert.deepEqual(['PageUp', 'ArrowUp'].map(said), ['backward', 'backward']);
  assert.deepEqual(['b', 'B', '.'].map(said), ['black', 'black', 'black']);
  assert.equal(meaning('.', 'text', true), undefined);
  assert.equal(meaning('.', 'other', false), undefined);
});

test('a page has keys of its own, and more of them while one presents', () => {
  const all = ['p', 'L', '?', 'PageDown', 'PageUp', '3', 'b', '+', '-', 'Escape'];
  const names = ['present', 'link', 'keys'];
  assert.deepEqual(
    all.map((key) => meaning(key, 'other', false)),
    [...names, ...Array(7).fill(undefined)],
  );
  assert.deepEqual(
    all.map((key) => meaning(key, 'slider', true)),
    [...names, 'onward', 'backward', 'page 3', 'black', 'larger', 'smaller', 'leave'],
  );
});

test('a letter or a digit that is written means nothing else', () => {
  for (const place of /** @type {Place[]} */ (['text', 'number', 'list'])) {
    for (const key of ['p', '3', '?', '-']) assert.equal(meaning(key, place, true), undefined);
  }
});

test('who does what nobody else does is asked last, whenever it came', () => {
  /** @type {((event: unknown) => void) | undefined} */
  let keydown;
  const view = {
    addEventListener(/** @type {string} */ name, /** @type {(event: unknown) => void} */ hear) {
      if (name === 'keydown') keydown = hear;
    },
  };
  class Nowhere {
    closest() {
      return null;
    }
  }
  const body = new Nowhere();
  Object.assign(globalThis, { Element: Nowhere, document: { body, querySelector: () => null } });
  const hands = new Keys(/** @type {Pick<Window, 'addEventListener'>} */ (view));
  /** @type {string[]} */
  const asked = [];
  const hand = (/** @type {string} */ who) => () => Boolean(asked.push(who)) && false;
  hands.listen(hand('player'));
  hands.listen(hand('frame'), true);
  hands.listen(hand('next player'));
  const nothing = () => {};
  keydown?.({ key: 'p', target: body, preventDefault: nothing, stopImmediatePropagation: nothing });
  assert.deepEqual(asked, ['next player', 'player', 'frame']);
});

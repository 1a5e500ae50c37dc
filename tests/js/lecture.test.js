import assert from 'node:assert/strict';
import test from 'node:test';

import { Keys } from '../../pages/shared/player/assets/keys.js';
import { elapsed, minutes, remaining } from '../../pages/shared/player/assets/lecture_clock.js';
import { hands, shares } from '../../pages/shared/player/assets/tally.js';

/** @import { KeyName } from '../../pages/shared/player/assets/keys.js' */

const NOBODY = { addEventListener() {} };

test('votes are shares of all hands, and none of no hands', () => {
  assert.deepEqual(shares([3, 1, 0]), [0.75, 0.25, 0]);
  assert.deepEqual(shares([0, 0]), [0, 0]);
});

test('what is typed for hands is a number of hands, whatever it is', () => {
  assert.deepEqual(['12', ' 7 ', '１２', '-3', '1e9', 'many', ''].map(hands), [12, 7, 12, 0, 999, 0, 0]);
});

test('a clock that stands keeps what was before', () => {
  assert.equal(elapsed({ since: 1000, before: 500 }, 4000), 3500);
  assert.equal(elapsed({ since: null, before: 500 }, 4000), 500);
  assert.equal(elapsed({ since: 5000, before: 0 }, 4000), 0); // a clock of the system that was put back
});

test('what is left of the planned time falls below 0, and is nothing where none is planned', () => {
  assert.equal(remaining(60_000, 15), 14 * 60_000);
  assert.equal(remaining(16 * 60_000, 15), -60_000);
  assert.equal(remaining(60_000, 0), null);
  assert.deepEqual([0, 59_999, 60_000, 3_600_000].map(minutes), ['0:00', '0:59', '1:00', '60:00']);
});

test('a key that another window said is done as if it had been pressed here', () => {
  const keys = new Keys(NOBODY);
  /** @type {KeyName[]} */
  const heard = [];
  keys.listen((name) => {
    heard.push(name);
    return name === 'onward';
  });
  assert.equal(keys.say('onward'), true);
  assert.equal(keys.say('black'), false);
  assert.deepEqual(heard, ['onward', 'black']);
});

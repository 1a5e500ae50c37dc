import assert from 'node:assert/strict';
import test from 'node:test';

import { Looking } from '../../pages/shared/player/assets/looking.js';

const LATER = { at: null, values: {}, open: true, whole: false };

/** A player that writes down what it asks for, and a look that tells its panels nothing. */
function opened() {
  /** @type {string[]} */
  const asked = [];
  const ask = (/** @type {string} */ want) => asked.push(want);
  const player = /** @type {any} */ ({ moment: () => 3, playback: { shown: {} }, ask });
  return { asked, player, looking: new Looking(/** @type {any} */ ({ look: () => {} })) };
}

test('what belongs to all moments is asked for once the hand rests', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { asked, player, looking } = opened();
  looking.take(LATER);
  looking.goOn(player, false);
  context.mock.timers.tick(200);
  looking.goOn(player, false); // another answer to the hand
  context.mock.timers.tick(200);
  assert.deepEqual(asked, []);
  context.mock.timers.tick(200);
  assert.deepEqual(asked, ['look']);
});

test('it is asked for neither while it plays nor when all of it is there', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { asked, player, looking } = opened();
  looking.take(LATER);
  looking.goOn(player, false);
  looking.goOn(player, true);
  context.mock.timers.tick(1000);
  looking.take({ ...LATER, whole: true });
  looking.goOn(player, false);
  context.mock.timers.tick(1000);
  assert.deepEqual(asked, []);
});

test('what belongs to a moment is asked for at once where another is shown', () => {
  const { asked, player, looking } = opened();
  looking.take({ ...LATER, at: 3, whole: true });
  looking.goOn(player, false);
  assert.deepEqual(asked, []);
  looking.take({ ...LATER, at: 2, whole: true });
  looking.goOn(player, false);
  assert.deepEqual(asked, ['look']);
});

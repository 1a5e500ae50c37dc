import assert from 'node:assert/strict';
import test from 'node:test';

import { readings } from '../../pages/shared/player/assets/dock_words.js';

/** @import { Frame } from '../../pages/shared/player/assets/player_types' */

/** @param {Record<string, number[]>} fields */
const frame = (fields) => /** @type {Frame} */ (/** @type {unknown} */ (fields));

test('programs read all digits of a frame, and nothing where there is no number', () => {
  const shown = frame({ epoch: [12], train: [0.1 + 0.2], held: [Number.NaN], huge: [Infinity] });
  assert.deepEqual(readings({ epoch: 'epoch', loss: 'train', test: 'held', far: 'huge' }, shown), [
    ['epoch', '12'],
    ['loss', '0.30000000000000004'],
    ['test', ''],
    ['far', 'Infinity'],
  ]);
});

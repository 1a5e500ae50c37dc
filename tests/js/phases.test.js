import assert from 'node:assert/strict';
import test from 'node:test';

import { phaseOf, shares } from '../../pages/shared/player/assets/phases.js';

/** @import { Phase } from '../../pages/shared/player/assets/protocol_types' */

/** @type {Phase[]} */
const PHASES = [
  { tone: 'forward', label: 'forward', since: 1 },
  { tone: 'loss', label: 'loss', since: 5 },
  { tone: 'backward', label: 'backward', since: 6 },
];

test('a moment belongs to the phase that began last', () => {
  const tones = [0, 1, 4, 5, 6, 10].map((moment) => phaseOf(PHASES, moment)?.tone);
  assert.deepEqual(tones, [undefined, 'forward', 'forward', 'loss', 'backward', 'backward']);
});

test('phases take the part of the slider where their steps are, and nothing is left over', () => {
  assert.deepEqual(
    shares(PHASES, 10).map((share) => Number(share.toFixed(3))),
    [0.05, 0.4, 0.1, 0.45],
  );
});

test('a phase of one step at the end has its place as well', () => {
  const found = shares([{ tone: 'update', label: 'update', since: 4 }], 4);
  assert.deepEqual(found, [0.875, 0.125]);
});

import assert from 'node:assert/strict';
import test from 'node:test';

import { way } from '../../pages/shared/player/assets/following.js';

const ROOM = { upper: 200, lower: 500 };

test('a panel in view stays where it is', () => {
  assert.equal(way({ top: 210, bottom: 490 }, ROOM), 0);
});

test('a panel comes into view by the shortest way', () => {
  assert.equal(way({ top: 400, bottom: 650 }, ROOM), 150);
  assert.equal(way({ top: 120, bottom: 300 }, ROOM), -80);
});

test('of a panel that is higher than the room the beginning is seen', () => {
  assert.equal(way({ top: 400, bottom: 900 }, ROOM), 200);
});

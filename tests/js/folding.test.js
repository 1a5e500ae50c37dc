// A scene that is folded in a narrow window: how large it is then, and where its second part stands.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { laid } from '../../pages/shared/player/assets/folding.js';

const FLAT = { width: 765, height: 530, right: 0, down: 0 };

test('in a narrow window the second part stands below the first one, in the middle', () => {
  const folded = laid({ width: 765, height: 530, fold: 425 }, true);
  assert.deepEqual(folded, { width: 425, height: 1060, right: 42.5 - 425, down: 530 });
  assert.equal(laid({ width: 765, height: 530, fold: 300 }, true).width, 465); // the wider part
});

test('in a wide window, and without a fold, a scene is as it is drawn', () => {
  assert.deepEqual(laid({ width: 765, height: 530, fold: 425 }, false), FLAT);
  assert.deepEqual(laid({ width: 765, height: 530, fold: 0 }, true), FLAT);
});

// What a button of a picture is called: by what it does, and by the words that stand on it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { buttonName } from '../../pages/shared/player/assets/pressing.js';

test('words on a button are part of its name, so that who sees them can say them', () => {
  assert.equal(buttonName({ text: 'layer 1: ReLU' }, 'Show W1 and b1'), 'layer 1: ReLU: Show W1 and b1');
  assert.equal(buttonName({ text: 'AND' }, 'Make it AND'), 'Make it AND');
});

test('a sign and a number are not: the name says what they stand for', () => {
  assert.equal(buttonName({ text: '+' }, 'Add an input'), 'Add an input');
  assert.equal(buttonName({ text: '0.5' }, 'W1[0,0]: choose it'), 'W1[0,0]: choose it');
  assert.equal(buttonName({}, 'Choose it'), 'Choose it');
});

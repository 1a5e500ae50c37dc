import assert from 'node:assert/strict';
import test from 'node:test';

import { find } from '../../pages/shared/player/assets/concepts.js';
import { fits } from '../../pages/shared/player/assets/words.js';

test('a word is found as a whole, in the plural, and at the beginning of a sentence', () => {
  assert.deepEqual(find('The axis 0, then axes.', 'axis'), [4, 8]);
  assert.deepEqual(find('Units that die', 'unit'), [0, 5]);
  assert.deepEqual(find('a united front', 'unit'), null);
  assert.deepEqual(find('the community', 'unit'), null);
  assert.deepEqual(find('standardized data', 'standardize'), [0, 12]);
  assert.deepEqual(find('z (a) and 1.5', '1+5'), null);
});

test('a Japanese word is found between other letters', () => {
  assert.deepEqual(find('この勾配を求めます', '勾配'), [2, 4]);
  assert.deepEqual(find('ReLUは0です', 'ReLU'), [0, 4]);
});

test('all that is looked for has to stand in an explanation, in whatever width it is typed', () => {
  const one = {
    ...{ name: 'relu', term: 'ReLU', other: 'ReLU (レルー)', language: 'ja', about: 'max(z, 0)' },
    ...{ picture: null, see: { href: '', label: '' }, link: { href: '', label: '' } },
  };
  assert.ok(fits(one, 'ｒｅｌｕ'));
  assert.ok(fits(one, ' MAX レルー '));
  assert.ok(fits(one, ''));
  assert.ok(!fits(one, 'relu sigmoid'));
});

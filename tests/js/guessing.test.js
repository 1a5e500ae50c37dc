// A guess is right if it says the same, or the same number however it is written; its verdict is kept back.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Guessing, isRight, verdict } from '../../pages/shared/player/assets/guessing.js';

/** @type {import("./../../pages/shared/player/assets/protocol_types").Guess} */
const ASKED = {
  id: 'shape',
  question: 'Which shape?',
  options: [],
  right: '-2.5',
  since: 3,
  yes: '{guess} is right.',
  no: 'You said {guess}. It is -2.5.',
  hints: { c: [['', 'c = ?']] },
};

test('the same words or the same number are right', () => {
  for (const guess of ['-2.5', '−2.5', '-2.50', '－２．５', ' -2,5 ']) {
    assert.ok(isRight(guess, '-2.5'), guess);
  }
  for (const guess of ['2.5', '-2.51', 'a', '']) assert.ok(!isRight(guess, '-2.5'), guess);
  assert.ok(isRight('(2, 2)', '(2, 2)'));
  assert.ok(!isRight('(2,)', '(2, 2)'));
});

test('the verdict repeats what was said', () => {
  assert.deepEqual(verdict(ASKED, '-2.5'), { right: true, words: '✓ -2.5 is right.' });
  assert.deepEqual(verdict(ASKED, '7'), { right: false, words: 'You said 7. It is -2.5.' });
});

test('a hint that gives the answer away says less until the answer is seen', () => {
  const frame = (/** @type {number} */ step) => /** @type {any} */ ({ step: [step] });
  const guessing = new Guessing(() => {});
  assert.equal(guessing.hint('c', frame(0), 'step'), undefined);
  guessing.asked = /** @type {any} */ (ASKED);
  assert.deepEqual(guessing.hint('c', frame(2), 'step'), [['', 'c = ?']]);
  assert.equal(guessing.hint('d', frame(2), 'step'), undefined);
  assert.equal(guessing.hint('c', frame(3), 'step'), undefined);
});

test('nothing is said before the answer is seen, and nothing where nobody has guessed', () => {
  const frame = (/** @type {number} */ step) => /** @type {any} */ ({ step: [step] });
  let changes = 0;
  const guessing = new Guessing(() => {
    changes += 1;
  });
  guessing.asked = ASKED;
  assert.deepEqual(guessing.answer(frame(5), 'step'), []);
  guessing.say('7');
  assert.deepEqual(guessing.answer(frame(2), 'step'), []);
  assert.deepEqual(guessing.answer(frame(3), 'step').at(-1), ['other', 'You said 7. It is -2.5.']);
  guessing.say('-2.5');
  assert.deepEqual(guessing.answer(frame(3), 'step').at(-1), ['right', '✓ -2.5 is right.']);
  guessing.say('');
  assert.deepEqual(guessing.answer(frame(3), 'step'), []);
  assert.equal(changes, 3);
});

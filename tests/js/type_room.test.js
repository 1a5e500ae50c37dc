import assert from 'node:assert/strict';
import test from 'node:test';

import { amid, between, fitting } from '../../pages/shared/player/assets/type_room.js';

const ROOM = { usual: 20, factor: 1.65, width: 100, height: 30 };

test('a text is as much larger as it is asked for, as far as its box has room', () => {
  assert.equal(fitting('7', ROOM), 30);
  assert.equal(fitting('7', { ...ROOM, height: Infinity }), 33);
  const long = fitting('-2.01456', { ...ROOM, height: Infinity });
  assert.ok(long > 20 && long < 33, String(long));
  assert.ok(fitting('漢字漢字', ROOM) < fitting('1234', ROOM));
});

test('a text that has no room stays as it is, and one that is asked to be smaller is', () => {
  assert.equal(fitting('a long sentence in a small box', ROOM), 20);
  assert.equal(fitting('7', { ...ROOM, factor: 0.5 }), 10);
});

test('a label grows up to what is beside it, by the end that stays', () => {
  const own = { left: 100, right: 140, top: 0, bottom: 20 };
  const before = { left: 0, right: 80, top: 0, bottom: 20 };
  const behind = { left: 170, right: 200, top: 0, bottom: 20 };
  const elsewhere = { left: 145, right: 160, top: 200, bottom: 220 };
  const others = [own, before, behind, elsewhere];
  assert.equal(between(own, others, 'start', 1.6), 40 + 30 - 5);
  assert.equal(between(own, others, 'end', 1.6), 40 + 20 - 5);
  assert.equal(between(own, others, 'middle', 1.6), 40 + 2 * 20 - 5);
  assert.equal(between(own, [own, elsewhere], 'start', 1.6), Infinity);
});

test('a label is not higher than what is above and below it leaves free', () => {
  const own = { left: 100, right: 140, top: 100, bottom: 120 };
  const above = { left: 90, right: 110, top: 0, bottom: 97 };
  const beside = { left: 150, right: 170, top: 90, bottom: 99 };
  assert.equal(amid(own, [own, beside]), Infinity);
  assert.equal(amid(own, [own, above, beside]), 20 + 2 * (3 + 4));
});

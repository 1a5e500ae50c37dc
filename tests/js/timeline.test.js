import assert from 'node:assert/strict';
import test from 'node:test';

import { Timeline } from '../../pages/shared/player/assets/timeline.js';
import { moment } from './frames.js';

/**
 * @param {number} count
 * @param {number} [cap]
 */
function filled(count, cap = 1e9) {
  const timeline = new Timeline(cap);
  for (let step = 0; step < count; step++) timeline.append(moment(step));
  return timeline;
}

const numbers = (/** @type {{ frames: { number: number }[] }} */ { frames }) =>
  frames.map(({ number }) => number);

test('frames are numbered as they come', () => {
  const timeline = filled(3);
  assert.deepEqual(numbers(timeline), [0, 1, 2]);
  assert.equal(timeline.first.number, 0);
  assert.equal(timeline.last.number, 2);
  assert.equal(timeline.count, 3);
});

test('beyond the cap every second frame goes, but the newest stays and numbers go on', () => {
  const timeline = filled(11, 100);
  assert.deepEqual(numbers(timeline), [0, 2, 4, 6, 8, 10]);
  timeline.append(moment(11));
  assert.equal(timeline.last.number, 11);
  assert.equal(timeline.bytes, 70);
});

test('memory stays below the cap however long a run is', () => {
  const timeline = new Timeline(100);
  for (let step = 0; step < 10_000; step++) {
    timeline.append(moment(step));
    assert.ok(timeline.bytes <= 100);
    assert.equal(timeline.bytes, 10 * timeline.frames.length);
    assert.equal(timeline.last.number, step);
  }
  assert.equal(timeline.first.number, 0);
});

test('a frame is found by its number, or the last one before it', () => {
  const timeline = filled(11, 100);
  assert.equal(timeline.atNumber(4).number, 4);
  assert.equal(timeline.atNumber(5).number, 4);
  assert.equal(timeline.atNumber(99).number, 10);
  assert.equal(timeline.atNumber(-3).number, 0);
});

test('neighbours are those that are left, and there is none beyond the ends', () => {
  const timeline = filled(11, 100);
  assert.equal(timeline.neighbour(timeline.atNumber(4), 1)?.number, 6);
  assert.equal(timeline.neighbour(timeline.atNumber(4), -1)?.number, 2);
  assert.equal(timeline.neighbour(timeline.last, 1), undefined);
  assert.equal(timeline.neighbour(timeline.first, -1), undefined);
});

test('a frame that was thinned away while it was shown still has neighbours', () => {
  const timeline = filled(10, 100);
  const shown = timeline.atNumber(5);
  timeline.append(moment(10));
  assert.equal(timeline.neighbour(shown, 1)?.number, 6);
});

test('what was known when the first frame is shown counts as seen', () => {
  const timeline = filled(3);
  timeline.see(timeline.first);
  timeline.append(moment(3));
  const seen = () => timeline.news(-1, 0).map(({ number }) => number);
  assert.deepEqual(seen(), [0, 1, 2]);
  timeline.see(timeline.last);
  assert.deepEqual(seen(), [0, 1, 2, 3]);
  timeline.see(timeline.first);
  assert.deepEqual(seen(), [0, 1, 2, 3]);
});

test('news is what came after a number, of one part', () => {
  const timeline = filled(3);
  timeline.newPart();
  timeline.append(moment(0));
  timeline.append(moment(1));
  timeline.see(timeline.last);
  assert.deepEqual(
    timeline.news(0, 0).map(({ number }) => number),
    [1, 2],
  );
  assert.deepEqual(
    timeline.news(-1, 1).map(({ number }) => number),
    [3, 4],
  );
  assert.deepEqual(timeline.news(4, 1), []);
});

test('a cleared timeline begins again', () => {
  const timeline = filled(5);
  timeline.newPart();
  timeline.see(timeline.last);
  timeline.clear();
  assert.equal(timeline.last, undefined);
  timeline.append(moment(0));
  const { number, part } = timeline.first;
  assert.deepEqual([number, part, timeline.bytes, timeline.seen], [0, 0, 10, null]);
});

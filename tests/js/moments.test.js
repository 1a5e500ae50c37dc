// One who presents goes from stop to stop, however far apart they are.

import assert from 'node:assert/strict';
import test from 'node:test';

import { goOn } from '../../pages/shared/player/assets/moments.js';
import { moment } from './frames.js';
import { opened, STEPS, TRAINING } from './played.js';

test('one who presents goes from stop to stop, to both ends and not beyond', () => {
  const { playback, heard } = opened({ ...STEPS, stops: [2, 4] }, 6);
  const way = (/** @type {1 | -1} */ one) => [goOn(playback, one), playback.shown?.number];
  assert.deepEqual(
    [way(1), way(1), way(1), way(1)],
    [
      [true, 2],
      [true, 4],
      [true, 5],
      [false, 5],
    ],
  );
  assert.deepEqual(
    [way(-1), way(-1), way(-1), way(-1)],
    [
      [true, 4],
      [true, 2],
      [true, 0],
      [false, 0],
    ],
  );
  heard();
  const single = opened({ ...STEPS, stops: [] }, 3);
  assert.ok(goOn(single.playback, 1));
  assert.deepEqual(single.heard(), ['1 in 600', 'paused']);
});

test('before the first picture there is no end from which one could be led on', () => {
  const { playback } = opened({ ...STEPS, stops: [2, 4] }, 6);
  playback.shown = null;
  assert.ok(goOn(playback, 1));
  assert.ok(goOn(playback, -1));
});

test('a stop that is still to be computed is asked for frame by frame, and shown when it has come', () => {
  const { playback, heard } = opened({ ...TRAINING, stops: 'stop' }, 1);
  const come = (/** @type {number} */ step, /** @type {number} */ stop) => {
    playback.timeline.append(Object.assign(moment(step), { stop: Float32Array.of(stop) }));
    playback.proceed();
    return heard();
  };
  assert.ok(goOn(playback, 1));
  assert.deepEqual(heard(), ['waiting', 'step 1']);
  assert.deepEqual(come(1, 0), ['1 in 0', 'step 1']);
  assert.deepEqual(come(2, 1), ['2 in 0', 'paused']);
  assert.deepEqual(come(3, 0), ['paused'].slice(1));
  assert.ok(goOn(playback, 1));
  assert.deepEqual(heard(), ['waiting', '3 in 0', 'step 1']);
  playback.ended = true;
  playback.proceed();
  assert.deepEqual(heard(), ['ended']);
  assert.ok(!goOn(playback, 1));
  assert.ok(goOn(playback, -1));
  assert.equal(playback.shown?.number, 2);
});

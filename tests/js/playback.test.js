import assert from 'node:assert/strict';
import test from 'node:test';

import { moment } from './frames.js';
import { opened, picture, STEPS, TRAINING } from './played.js';

/** @import { Playback } from '../../pages/shared/player/assets/playback.js' */

test('steps lead from frame to frame, by motion between neighbours, to the end and not beyond', () => {
  const { playback, heard } = opened(STEPS, 3);
  playback.act('step');
  assert.deepEqual(heard(), ['1 in 600', 'paused']);
  playback.act('step');
  playback.act('step');
  assert.deepEqual(heard(), ['2 in 600', 'ended']);
  playback.act('first');
  playback.act('back');
  assert.deepEqual(heard(), ['0 in 0', 'paused']);
});

test('playing shows a frame when it is due, and rests behind the last one', () => {
  const { playback, heard } = opened(STEPS, 3);
  playback.act('play');
  picture(0);
  assert.deepEqual(heard(), ['playing', 'starts', '1 in 600']);
  picture(500);
  assert.deepEqual(heard(), []);
  picture(950);
  picture(1900);
  assert.deepEqual(heard(), ['2 in 600', 'ended']);
  picture(5000);
  assert.deepEqual(heard(), []);
  playback.act('play');
  assert.deepEqual(heard(), ['0 in 0', 'playing', 'starts']);
});

test('a second press of play pauses, and nothing is shown any more', () => {
  const { playback, heard } = opened(STEPS, 3);
  playback.act('play');
  playback.act('play');
  picture(5000);
  assert.deepEqual(heard(), ['playing', 'starts', 'paused']);
});

test('who wants less motion gets none', () => {
  const { playback, heard } = opened(STEPS, 3, { reduced: true });
  playback.act('step');
  assert.deepEqual(heard(), ['1 in 0', 'paused']);
  assert.equal(opened(TRAINING, 3, { reduced: true }).playback.pace.interval(), 500);
});

test('a growing timeline asks for more while few frames are left, and waits without any', () => {
  const { playback, heard } = opened(TRAINING, 6);
  playback.act('play');
  picture(0);
  assert.deepEqual(heard(), ['playing', 'starts', '1 in 0']);
  picture(100);
  assert.deepEqual(heard(), ['2 in 0', 'more 3']);
  for (const later of [200, 300, 400]) picture(later);
  heard();
  picture(500);
  assert.deepEqual(heard(), ['waiting', 'more 3']);
  playback.timeline.append(moment(6));
  playback.proceed();
  picture(600);
  assert.deepEqual(heard(), ['more 3', '6 in 0', 'playing', 'more 3']);
});

test('by the trigger, which is slow, more frames are asked for, and sooner', () => {
  const { playback, heard } = opened(TRAINING, 6, { carrier: 'trigger' });
  playback.act('play');
  picture(0);
  assert.deepEqual(heard(), ['playing', 'starts', '1 in 0', 'more 6']);
});

test('one step of a growing timeline is asked for, waited for, and taken', () => {
  const { playback, heard } = opened(TRAINING, 1);
  playback.act('step');
  playback.proceed();
  assert.deepEqual(heard(), ['waiting', 'step 1', 'step 1']);
  playback.timeline.append(moment(1));
  playback.proceed();
  assert.deepEqual(heard(), ['1 in 0', 'paused']);
});

test('a step that is waited for is given up where the run has ended', () => {
  const { playback, heard } = opened(TRAINING, 1);
  playback.act('step');
  playback.ended = true;
  playback.proceed();
  assert.deepEqual(heard(), ['waiting', 'step 1', 'ended']);
  assert.equal(playback.wanted, false);
});

test('a frame that has to be seen at once passes over those that wait', () => {
  const { playback, heard } = opened(TRAINING, 5);
  playback.act('play');
  playback.leap(playback.timeline.append(moment(9)));
  assert.deepEqual(heard(), ['playing', 'starts', '5 in 0']);
  assert.ok(playback.due > performance.now());
});

test('a picture stays as long as was measured, never less than the chosen speed says', () => {
  const { pace } = opened(TRAINING, 1).playback;
  assert.equal(pace.interval(), 24);
  for (let times = 0; times < 100; times++) pace.measure(1000);
  assert.ok(Math.abs(pace.interval() - 120) < 1e-9);
  for (let times = 0; times < 100; times++) pace.measure(1);
  assert.equal(pace.interval(), 20);
  assert.equal(pace.wanted(), 20);
  pace.speed = 'slow';
  assert.equal(pace.interval(), 300);
  assert.equal(pace.wanted(), 300);
});

test('motion takes less time than a picture stays', () => {
  const { pace } = opened(STEPS, 1).playback;
  assert.equal(pace.tween(false), 600);
  pace.speed = 'fast';
  assert.equal(pace.tween(true), 340);
  assert.equal(pace.wanted(), 0);
});

test('a moment that is computed first is asked for while the first picture stands, and shown when it has come', () => {
  const { playback, heard } = opened(TRAINING, 1);
  playback.reaching = true;
  playback.proceed();
  assert.deepEqual(heard(), ['waiting', 'reach 0']);
  playback.timeline.append(moment(1));
  playback.timeline.append(moment(2));
  playback.proceed();
  assert.deepEqual(heard(), ['reach 0']);
  playback.arrive();
  assert.deepEqual(heard(), ['2 in 0', 'paused']);
  playback.proceed();
  assert.deepEqual(heard(), []);
});

test('whoever acts or scrubs does not wait for it', () => {
  for (const act of [
    (/** @type {Playback} */ one) => one.act('back'),
    (/** @type {Playback} */ one) => one.scrub(0),
  ]) {
    const { playback, heard } = opened(TRAINING, 2);
    playback.reaching = true;
    act(playback);
    assert.equal(heard()[0], 'stay');
  }
});

test('a run pauses by itself where Python says so, once, and plays on when asked', () => {
  const { playback, heard } = opened({ ...TRAINING, pauses: 'turned' }, 0);
  for (let step = 0; step < 6; step++) {
    const turned = Float32Array.of(Number(step === 1));
    playback.timeline.append(/** @type {any} */ ({ ...moment(step), turned }));
  }
  playback.open('step', 0);
  playback.act('play');
  picture(0);
  assert.deepEqual(heard(), ['playing', 'starts', '1 in 0', 'paused']);
  picture(5000);
  assert.deepEqual(heard(), []);
  playback.act('play');
  picture(0);
  assert.equal(heard()[2], '2 in 0');
  playback.scrub(0);
  playback.act('play');
  picture(0);
  picture(5000);
  assert.equal(playback.running, true);
});

import assert from 'node:assert/strict';
import test from 'node:test';

import { Captions, joined, plain } from '../../pages/shared/player/assets/captions.js';

/** @import { Caption, FixedTimeline, GrowingTimeline, Note, NotedMoment, Packet } from '../../pages/shared/player/assets/protocol_types' */
/** @import { Frame } from '../../pages/shared/player/assets/player_types' */

/**
 * @param {number} number
 * @param {number} epoch
 * @param {number} [part]
 */
function frame(number, epoch, part = 0) {
  return /** @type {Frame} */ (/** @type {unknown} */ ({ number, part, epoch: [epoch], loss: [0.25] }));
}

/** @param {object} header */
const packet = (header) =>
  /** @type {Packet} */ (/** @type {unknown} */ ({ notes: [], fresh: false, replace: false, ...header }));

/** @type {Caption} */
const TONED = [
  ['a', '2'],
  ['', ' and '],
  ['b', '3'],
];
const GROWING = /** @type {GrowingTimeline} */ (
  /** @type {unknown} */ ({
    growing: true,
    clock: 'epoch',
    caption: 'Epoch {epoch}, loss {loss}',
    spoken: 'Paused at epoch {epoch}',
    formats: { epoch: { integer: true }, loss: { digits: 3 } },
  })
);
const FIXED = /** @type {FixedTimeline} */ (
  /** @type {unknown} */ ({
    growing: false,
    clock: 'epoch',
    captions: [TONED, [['', 'then']]],
  })
);

/**
 * @param {string} text
 * @returns {Note[]}
 */
const said = (text) => [{ level: 'info', actions: [], text, finding: '' }];

test('a caption without its tones is one text', () => {
  assert.equal(plain(TONED), '2 and 3');
  assert.equal(plain([]), '');
});

test('a growing timeline fills one sentence from each frame', () => {
  const captions = new Captions(GROWING);
  assert.deepEqual(captions.caption(frame(3, 1200)), [['', 'Epoch 1,200, loss 0.250']]);
  assert.equal(captions.spoken(frame(3, 1200)), 'Paused at epoch 1,200');
});

test('a fixed timeline has a caption for each step, and new ones come with new frames', () => {
  const captions = new Captions(FIXED);
  assert.equal(captions.spoken(frame(0, 0)), '2 and 3');
  assert.deepEqual(captions.caption(frame(1, 1)), [['', 'then']]);
  captions.take(packet({}), 0);
  assert.equal(captions.spoken(frame(1, 1)), 'then');
  captions.take(packet({ replace: true, captions: [TONED, [['c', 'y']]] }), 0);
  assert.deepEqual(captions.caption(frame(1, 1)), [['c', 'y']]);
});

test('the newest notes that were true at a frame are shown, of its own part', () => {
  const captions = new Captions(GROWING);
  /** @type {NotedMoment[]} */
  const notes = [
    [0, said('begun')],
    [10, said('slow')],
  ];
  captions.take(packet({ notes }), 0);
  captions.take(packet({ notes: [[0, said('begun anew')]] }), 1);
  const texts = [frame(0, 0), frame(1, 9), frame(2, 10), frame(3, 5, 1)].map(
    (one) => captions.noted(one)[0].text,
  );
  assert.deepEqual(texts, ['begun', 'begun', 'slow', 'begun anew']);
  assert.deepEqual(captions.noted(frame(9, 3, 2)), []);
});

test('where nothing was noticed, it is the very same nothing, so that no list is drawn again', () => {
  const captions = new Captions(GROWING);
  assert.equal(captions.noted(frame(0, 0)), captions.noted(frame(1, 1)));
});

test('news about a moment takes the place of what was said of it and of later ones', () => {
  /** @type {NotedMoment[]} */
  const notes = [
    [0, said('begun')],
    [10, said('slow')],
    [20, said('stuck')],
  ];
  /** @type {NotedMoment[]} */
  const news = [[10, said('fast')]];
  assert.deepEqual(joined(notes, news), [notes[0], news[0]]);
  assert.equal(joined(notes, []), notes);
});

test('fresh notes take the place of all', () => {
  const captions = new Captions(GROWING);
  captions.take(packet({ notes: [[5, said('old')]] }), 0);
  captions.take(packet({ notes: [], fresh: true }), 0);
  assert.deepEqual(captions.noted(frame(7, 7)), []);
});

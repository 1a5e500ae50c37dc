import assert from 'node:assert/strict';
import test from 'node:test';

import { decode, frames } from '../../pages/shared/player/assets/protocol.js';
import { frameBytes, joined, LAYOUT, packet } from './frames.js';

const W = Float64Array.of(0.1);
const FIRST = frameBytes(0, [1.5, NaN], [1, 2, 3, 4, 5]);
const SECOND = frameBytes(1, [1.5, -0], [1, 2, 3, 4, 5]);

test('a packet is its header and the bytes behind it, wherever it lies in memory', () => {
  const { body, ...header } = decode(packet({ run: 'é 漢字', sequence: 7 }, W, FIRST));
  assert.deepEqual(header, { run: 'é 漢字', sequence: 7 });
  assert.deepEqual(body, joined(W, FIRST));
});

test('frames are read to the last bit, and share what is sent once', () => {
  const read = frames(decode(packet({}, W, FIRST, SECOND)), LAYOUT);
  assert.equal(read.length, 2);
  assert.deepEqual(read[0].z, Float64Array.of(1.5, NaN));
  assert.ok(Object.is(read[1].z[1], -0));
  assert.deepEqual(
    read.map(({ step }) => [...step]),
    [[0], [1]],
  );
  assert.deepEqual([...read[1].known], [1, 2, 3, 4, 5]);
  assert.equal(read[0].W, read[1].W);
  assert.deepEqual(read[0].W, W);
  assert.equal(read[0].bytes, LAYOUT.stride);
});

test('a frame that is dropped frees its bytes: no two frames lie in one buffer, nor in that of the message', () => {
  const message = packet({}, W, FIRST, SECOND);
  const [one, other] = frames(decode(message), LAYOUT);
  const buffers = new Set([message.buffer, one.z.buffer, other.z.buffer, one.W.buffer]);
  assert.equal(buffers.size, 4);
  assert.equal(one.z.buffer.byteLength, LAYOUT.stride);
});

test('a packet without frames has none, even where something is sent once', () => {
  assert.deepEqual(frames(decode(packet({})), LAYOUT), []);
  assert.deepEqual(frames(decode(packet({}, W)), LAYOUT), []);
});

test('a layout without shared fields begins with the first frame', () => {
  const { stride, fields } = LAYOUT;
  const read = frames(decode(packet({}, SECOND)), { stride, fields, once: null });
  assert.equal(read.length, 1);
  assert.deepEqual([...read[0].step], [1]);
});

test('frames that differ little are sent as changes', () => {
  // One run of one word changes: word 1 of frame 1, the second number of z.
  const changes = joined(Uint32Array.of(1, 1, 1), new Uint8Array(4), FIRST, Float64Array.of(8));
  const read = frames(decode(packet({ changed: [2, 1] }, W, changes)), LAYOUT);
  assert.equal(read.length, 2);
  assert.deepEqual(read[0].z, Float64Array.of(1.5, NaN));
  assert.deepEqual(read[1].z, Float64Array.of(1.5, 8));
  assert.equal(read[1].known, read[0].known);
  assert.equal(read[0].W, read[1].W);
  assert.equal(read[1].bytes, LAYOUT.stride);
});

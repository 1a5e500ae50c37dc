// Frames and their bytes for the tests: what Python would send, written by hand.

/** @import { PlacedLayout } from '../../pages/shared/player/assets/protocol_types' */
/** @import { Moment } from '../../pages/shared/player/assets/player_types' */

/** @type {PlacedLayout} */
export const LAYOUT = {
  stride: 32,
  fields: [
    { name: 'step', dtype: 'float32', length: 1, offset: 16 },
    { name: 'z', dtype: 'float64', length: 2, offset: 0 },
    { name: 'known', dtype: 'uint8', length: 5, offset: 20 },
  ],
  once: { stride: 8, fields: [{ name: 'W', dtype: 'float64', length: 1, offset: 0 }], once: null },
};

/**
 * @param {number} step
 * @param {number[]} z
 * @param {number[]} known
 */
export function frameBytes(step, z, known) {
  const bytes = new Uint8Array(LAYOUT.stride);
  new Float64Array(bytes.buffer, 0, 2).set(z);
  new Float32Array(bytes.buffer, 16, 1).set([step]);
  bytes.set(known, 20);
  return bytes;
}

/** @param {ArrayBufferView[]} parts */
export function joined(...parts) {
  const pieces = parts.map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * A packet at an odd place in memory, as a message brings it.
 * @param {object} header
 * @param {ArrayBufferView[]} body
 */
export function packet(header, ...body) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const whole = joined(new Uint8Array(3), new Uint32Array([text.length]), text, ...body);
  return whole.subarray(3);
}

/**
 * A moment of `bytes` bytes at `step` of the clock.
 * @param {number} step
 * @param {number} [bytes]
 */
export function moment(step, bytes = 10) {
  return /** @type {Moment} */ (/** @type {unknown} */ ({ bytes, step: Float64Array.of(step) }));
}

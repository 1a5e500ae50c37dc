// One message from Python: the length of a JSON header, the header, then the
// frames of the timeline as raw bytes.  This file alone knows how they lie there.

import { ARRAYS, unfold } from './changes.js';

/** @import { Fields, Packet, PlacedLayout } from './protocol_types' */
/** @import { Moment, Numbers } from './player_types' */

const LENGTH = 4; // bytes of the length of the header

/**
 * @param {Uint8Array} bytes
 * @returns {Packet}
 */
export function decode(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH, LENGTH + length)));
  return { ...header, body: bytes.subarray(LENGTH + length) };
}

/**
 * Memory of its own for every part: a frame that is dropped frees its bytes.
 * @param {Uint8Array} body
 * @param {number} at
 * @param {Fields} fields
 * @returns {Record<string, Numbers>}
 */
function part(body, at, { stride, fields }) {
  const { buffer } = body.slice(at, at + stride);
  return Object.fromEntries(
    fields.map(({ name, dtype, offset, length }) => [name, new ARRAYS[dtype](buffer, offset, length)]),
  );
}

/**
 * The frames of a packet. What all of them share lies before them, once; where they differ little, only that
 * was sent.
 * @param {Pick<Packet, 'body' | 'changed'>} packet
 * @param {PlacedLayout} layout
 * @returns {Moment[]}
 */
export function frames({ body, changed }, layout) {
  const { stride, once } = layout;
  const first = once?.stride ?? 0;
  if (body.byteLength < first + stride) return [];
  const shared = once ? part(body, 0, once) : {};
  const count = Math.floor((body.byteLength - first) / stride);
  const own = changed
    ? unfold(body.subarray(first), changed, layout)
    : Array.from({ length: count }, (_, number) => part(body, first + number * stride, layout));
  return own.map((fields) => /** @type {Moment} */ ({ bytes: stride, ...shared, ...fields }));
}

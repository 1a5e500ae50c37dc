// Frames as the bytes of a packet again, as Python writes them, and bytes as signs that any text may hold.

/** @import { Fields, PlacedLayout } from './protocol_types' */
/** @import { Moment } from './player_types' */

const FORMAT = 'deflate-raw';
const AT_ONCE = 0x8000; // bytes that become signs in one call
const LENGTH = 4; // bytes of the length of the header

/**
 * The body of a packet: what all frames share, then the frames.
 * @param {Moment[]} frames
 * @param {PlacedLayout} layout
 */
export function packed(frames, layout) {
  const first = frames.length && layout.once ? layout.once.stride : 0;
  const body = new Uint8Array(first + frames.length * layout.stride);
  if (first && layout.once) lay(body, 0, frames[0], layout.once);
  frames.forEach((frame, at) => lay(body, first + at * layout.stride, frame, layout));
  return body;
}

/**
 * @param {Uint8Array} body
 * @param {number} start
 * @param {Moment} frame
 * @param {Fields} fields
 */
function lay(body, start, frame, { fields }) {
  for (const { name, offset } of fields) {
    const { buffer, byteOffset, byteLength } = frame[name];
    body.set(new Uint8Array(buffer, byteOffset, byteLength), start + offset);
  }
}

/**
 * A packet: the length of its header, the header, the body.
 * @param {object} header
 * @param {Uint8Array} body
 */
export function encoded(header, body) {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(LENGTH + head.length + body.length);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, LENGTH);
  bytes.set(body, LENGTH + head.length);
  return bytes;
}

/**
 * Bytes, deflated, in base 64.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export async function asSigns(bytes) {
  const small = await through(bytes, new CompressionStream(FORMAT));
  let signs = '';
  for (let at = 0; at < small.length; at += AT_ONCE) {
    signs += String.fromCharCode(...small.subarray(at, at + AT_ONCE));
  }
  return btoa(signs);
}

/**
 * The bytes that such signs stand for.
 * @param {string} signs
 */
export async function asBytes(signs) {
  const small = Uint8Array.from(atob(signs), (sign) => sign.charCodeAt(0));
  return through(small, new DecompressionStream(FORMAT));
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 */
async function through(bytes, stream) {
  const flow = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(flow).arrayBuffer());
}

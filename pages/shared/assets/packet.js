// One message from Python: the length of a JSON header, the header, then the
// frames of the timeline as raw bytes.  This file alone knows how they lie there.

import { ARRAYS, unfold } from './changes.js';

export function decode(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { ...header, body: bytes.subarray(4 + length) };
}

// Memory of its own for every part: a frame that is dropped frees its bytes.
function part(body, at, { stride, fields }) {
  const buffer = body.slice(at, at + stride).buffer;
  return Object.fromEntries(fields.map(({ name, dtype, offset, length }) => [name, new ARRAYS[dtype](buffer, offset, length)]));
}

// What all frames share lies before them, once; where they differ little, only that was sent.
export function frames({ body, changed }, layout) {
  const { stride, once } = layout;
  const first = once?.stride ?? 0;
  if (body.byteLength < first + stride) return [];
  const shared = once ? part(body, 0, once) : {};
  if (changed) return unfold(body.subarray(first), changed, layout).map((frame) => ({ bytes: stride, ...shared, ...frame }));
  const count = Math.floor((body.byteLength - first) / stride);
  return Array.from({ length: count }, (_, number) => ({ bytes: stride, ...shared, ...part(body, first + number * stride, layout) }));
}

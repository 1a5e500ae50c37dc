// One message from Python: the length of a JSON header, the header, then the
// frames of the timeline as raw bytes.  This file alone knows how they lie there.

const ARRAYS = { float64: Float64Array, float32: Float32Array, uint8: Uint8Array };

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

// What all frames share lies before them, once.
export function frames(body, layout) {
  const { stride, once } = layout;
  const first = once?.stride ?? 0;
  if (body.byteLength < first + stride) return [];
  const shared = once ? part(body, 0, once) : {};
  const count = Math.floor((body.byteLength - first) / stride);
  return Array.from({ length: count }, (_, number) => ({ bytes: stride, ...shared, ...part(body, first + number * stride, layout) }));
}

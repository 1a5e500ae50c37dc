// One message from Python: the length of a JSON header, the header, then the
// frames of the timeline as raw bytes.  This file alone knows how they lie there.

const ARRAYS = { float64: Float64Array, float32: Float32Array, uint8: Uint8Array };

export function decode(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { ...header, body: bytes.subarray(4 + length) };
}

// Every frame gets memory of its own: a frame that is dropped frees its bytes.
export function frames(body, layout) {
  const found = [];
  for (let at = 0; at + layout.stride <= body.byteLength; at += layout.stride) {
    const buffer = body.slice(at, at + layout.stride).buffer;
    const frame = { bytes: layout.stride };
    for (const { name, dtype, offset, length } of layout.fields) {
      frame[name] = new ARRAYS[dtype](buffer, offset, length);
    }
    found.push(frame);
  }
  return found;
}

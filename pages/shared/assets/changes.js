// Frames that were sent as the first one and what changes from each to the next (changes.py).
// A field that a frame does not change is the very same array in both, so that a picture sees at once what stays.

const WORD = 8;
export const ARRAYS = { float64: Float64Array, float32: Float32Array, uint8: Uint8Array };

// Memory of its own for every field: what no frame needs any more is freed.
function field(bytes, { dtype, offset, length }) {
  const Kind = ARRAYS[dtype];
  return new Kind(bytes.slice(offset, offset + length * Kind.BYTES_PER_ELEMENT).buffer);
}

// The fields that a run of bytes lies in.
function within(fields, from, to) {
  return fields.filter(({ dtype, offset, length }) => offset < to && offset + length * ARRAYS[dtype].BYTES_PER_ELEMENT > from);
}

// `changed` is [number of frames, number of runs in all of them].
export function unfold(packed, [count, total], { stride, fields }) {
  const bytes = packed.slice(); // aligned
  const numbers = new Uint32Array(bytes.buffer, 0, count - 1 + 2 * total);
  const starts = numbers.subarray(count - 1, count - 1 + total);
  const lengths = numbers.subarray(count - 1 + total);
  let at = Math.ceil(numbers.byteLength / WORD) * WORD;
  const now = bytes.slice(at, (at += stride));
  const found = [Object.fromEntries(fields.map((one) => [one.name, field(now, one)]))];
  let run = 0;
  for (const runs of numbers.subarray(0, count - 1)) {
    const changed = new Set();
    for (const end = run + runs; run < end; run += 1) {
      const [from, size] = [starts[run] * WORD, lengths[run] * WORD];
      now.set(bytes.subarray(at, (at += size)), from);
      for (const one of within(fields, from, from + size)) changed.add(one);
    }
    const frame = { ...found[found.length - 1] };
    for (const one of changed) frame[one.name] = field(now, one);
    found.push(frame);
  }
  return found;
}

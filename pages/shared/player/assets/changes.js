// Frames that were sent as the first one and what changes from each to the next (changes.py).
// A field that a frame does not change is the very same array in both, so that a picture sees at once what stays.

/** @import { Fields, PlacedField } from './protocol_types' */
/** @import { Numbers, NumbersOf } from './player_types' */

const WORD = 8;

/** @type {NumbersOf} */
export const ARRAYS = { float64: Float64Array, float32: Float32Array, uint8: Uint8Array };
const SIZES = { float64: 8, float32: 4, uint8: 1 };

/**
 * Memory of its own for every field: what no frame needs any more is freed.
 * @param {Uint8Array} bytes
 * @param {PlacedField} field
 */
function read(bytes, { dtype, offset, length }) {
  return new ARRAYS[dtype](bytes.slice(offset, offset + length * SIZES[dtype]).buffer);
}

/**
 * The fields that a run of bytes lies in.
 * @param {PlacedField[]} fields
 * @param {number} from
 * @param {number} to
 */
function within(fields, from, to) {
  return fields.filter(({ dtype, offset, length }) => offset < to && offset + length * SIZES[dtype] > from);
}

/**
 * @param {Uint8Array} packed
 * @param {[number, number]} changed the number of frames, and of runs in all of them
 * @param {Fields} layout
 * @returns {Record<string, Numbers>[]}
 */
export function unfold(packed, [count, total], { stride, fields }) {
  const bytes = packed.slice(); // aligned
  const numbers = new Uint32Array(bytes.buffer, 0, count - 1 + 2 * total);
  const starts = numbers.subarray(count - 1, count - 1 + total);
  const lengths = numbers.subarray(count - 1 + total);
  let at = Math.ceil(numbers.byteLength / WORD) * WORD;
  const now = bytes.slice(at, (at += stride));
  /** @type {Record<string, Numbers>} */
  let frame = Object.fromEntries(fields.map((field) => [field.name, read(now, field)]));
  const found = [frame];
  let run = 0;
  for (const runs of numbers.subarray(0, count - 1)) {
    const changed = new Set();
    for (const end = run + runs; run < end; run += 1) {
      const [from, size] = [starts[run] * WORD, lengths[run] * WORD];
      now.set(bytes.subarray(at, (at += size)), from);
      for (const field of within(fields, from, from + size)) changed.add(field);
    }
    frame = { ...frame };
    for (const field of changed) frame[field.name] = read(now, field);
    found.push(frame);
  }
  return found;
}

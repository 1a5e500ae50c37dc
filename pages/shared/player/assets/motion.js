// The motion from one frame to the next: where the numbers of a field are when a share of it is over.

/** @import { Span } from './protocol_types' */
/** @import { Numbers } from './player_types' */

const ease = (/** @type {number} */ share) => share * share * (3 - 2 * share);

/**
 * How much of a part of a motion is over.
 * @param {Span} span
 * @param {number} share of the whole motion that is over
 */
const within = ([begin, end], share) => Math.max(0, Math.min(1, (share - begin) / (end - begin)));

/**
 * Numbers on their way; of places x changes in the part `across` of the motion, y in the part `down`, and how much
 * is seen of an element in the part `during`.
 * @param {Numbers} from
 * @param {Numbers} to
 * @param {number} share
 * @param {{ attribute: string, across: Span, down: Span, during: Span }} binding
 */
export function between(from, to, share, { attribute, across, down, during }) {
  const spans = attribute === 'place' ? [across, down] : [during, during];
  const eased = spans.map((span) => ease(within(span, share)));
  return Float32Array.from(from, (value, at) => value + (to[at] - value) * eased[at % 2]);
}

// The moments of a timeline as one who presents goes through them: from one stop to the next.

/** @import { Playback } from './playback.js' */
/** @import { Spec } from './protocol_types' */
/** @import { Frame } from './player_types' */

/**
 * Whether one who presents stops at a frame: at every one where Python names none.
 * @param {Spec | null} spec
 * @param {Frame} frame
 */
export function isStop(spec, frame) {
  if (!spec?.stops.length) return true;
  return spec.growing ? frame[spec.stops][0] > 0 : spec.stops.includes(frame[spec.clock][0]);
}

/**
 * To the next stop or the one before; whether there is anywhere to go. The end is one as well, and what is
 * still to be computed is asked for.
 * @param {Playback} playback
 * @param {1 | -1} way
 */
export function goOn(playback, way) {
  const { shown, timeline, ended } = playback;
  if (!shown) return true; // nothing is shown yet, so that nobody is at an end
  const end = way < 0 ? timeline.first : timeline.last;
  const known = stopBeside(playback, shown, way);
  if (!known && way > 0 && !ended) playback.want('stop');
  else if ((known ?? end) === shown) return false;
  else playback.scrub((known ?? end).number);
  return true;
}

/**
 * The nearest stop that is known, if there is one.
 * @param {Playback} playback
 * @param {Frame} shown
 * @param {1 | -1} way
 */
function stopBeside({ spec, timeline }, shown, way) {
  let next = timeline.neighbour(shown, way);
  while (next && !isStop(spec, next)) next = timeline.neighbour(next, way);
  return next;
}

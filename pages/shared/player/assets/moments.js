// The moments of a timeline as one who speaks goes through them, from one to the next.

/** @import { Playback } from './playback.js' */

/**
 * To the next moment or the one before; whether there is one.
 * @param {Playback} playback
 * @param {1 | -1} way
 */
export function goOn(playback, way) {
  const { shown, timeline, ended } = playback;
  if (!shown) return false;
  const there = timeline.neighbour(shown, way);
  if (!there && (way < 0 || ended)) return false;
  playback.act(way > 0 ? 'step' : 'back');
  return true;
}

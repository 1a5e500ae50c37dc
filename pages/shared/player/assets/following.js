// Where what stands beside the picture is higher than its room, the panel that a step is about comes into view,
// below those that stick to the top.  The page itself is never scrolled.

/** @import { Panel } from './protocol_types' */
/** @import { Moment } from './player_types' */
/** @typedef {{ panel: Panel, host?: HTMLElement }} Placed */

const AIR = 10; // pixels around a panel
const MOST = 0.6; // of the room, what may stick to its top

/**
 * How far to scroll so that a panel comes between `upper` and `lower`, by the shortest way.
 * @param {{ top: number, bottom: number }} panel
 * @param {{ upper: number, lower: number }} room
 */
export function way({ top, bottom }, { upper, lower }) {
  if (top < upper) return top - upper;
  return bottom > lower ? Math.min(bottom - lower, top - upper) : 0;
}

export class Following {
  /** @type {Panel | undefined} */
  live = undefined;

  /**
   * @param {Placed[]} placed
   * @param {Moment} frame
   */
  heed(placed, frame) {
    const now = placed.find(
      ({ panel }) => panel.kind === 'scene' && panel.follows && frame[panel.follows]?.[0] === 1,
    );
    if (!now || now.panel === this.live) return;
    this.live = now.panel;
    const box = now.host?.closest('section');
    const room = box?.closest('.room-beside');
    if (box && room && room.scrollHeight > room.clientHeight) bring(box, room);
  }
}

/**
 * Those that stick leave room for the panel, or do not stick at all.
 * @param {Element} box
 * @param {Element} room
 */
function bring(box, room) {
  const { top, bottom } = room.getBoundingClientRect();
  const stuck = Array.from(room.children).filter((one) => getComputedStyle(one).getPropertyValue('--sticks'));
  const high = stuck.reduce((sum, one) => sum + one.getBoundingClientRect().height + AIR, 0);
  const loose = high > MOST * (bottom - top);
  room.classList.toggle('loose', loose);
  if (loose) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const by = way(box.getBoundingClientRect(), { upper: top + high + AIR, lower: bottom });
  if (by) room.scrollBy({ top: by, behavior: still ? 'instant' : 'smooth' });
}

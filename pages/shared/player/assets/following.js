// Where what stands beside the picture is higher than its room, the panel that a step is about comes into view,
// below those that stick to the top.  The page itself is never scrolled.

/** @import { Panel } from './protocol_types' */
/** @import { Moment } from './player_types' */
/** @typedef {{ panel: Panel, host?: HTMLElement }} Placed */

const NEAR = 2; // pixels that are no difference
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

/** @typedef {{ box: Element, room: Element, top: number }} Brought a panel, its room, and how far that was scrolled */

export class Following {
  /** @type {Panel | undefined} */
  live = undefined;
  /** @type {Brought | undefined} */
  brought = undefined;
  observer = new ResizeObserver(() => this.again());

  /**
   * @param {Placed[]} placed
   * @param {Moment} frame
   */
  heed(placed, frame) {
    const now = placed.find(
      ({ panel }) => 'follows' in panel && panel.follows && frame[panel.follows]?.[0] === 1,
    );
    if (!now || now.panel === this.live) return;
    const first = !this.live;
    this.live = now.panel;
    const box = now.host?.closest('section');
    const room = box?.closest('.room-beside');
    this.brought = undefined;
    this.observer.disconnect();
    if (!box || !room) return;
    this.bring(box, room, first);
    for (const one of room.children) this.observer.observe(one);
  }

  /** The panels have other sizes: unless somebody has scrolled by hand, the same one comes into view again. */
  again() {
    if (!this.brought) return;
    const { box, room, top } = this.brought;
    if (Math.abs(room.scrollTop - top) <= NEAR) this.bring(box, room, true);
  }

  /**
   * @param {Element} box
   * @param {Element} room
   * @param {boolean} instant
   */
  bring(box, room, instant) {
    const by = room.scrollHeight > room.clientHeight ? distance(box, room) : 0;
    const still = instant || matchMedia('(prefers-reduced-motion: reduce)').matches;
    const most = room.scrollHeight - room.clientHeight;
    const top = Math.max(0, Math.min(most, room.scrollTop + by));
    this.brought = { box, room, top };
    if (by) room.scrollTo({ top, behavior: still ? 'instant' : 'smooth' });
  }
}

/**
 * How far to scroll: those that stick leave room for the panel, or do not stick at all.
 * @param {Element} box
 * @param {Element} room
 */
function distance(box, room) {
  const { top, bottom } = room.getBoundingClientRect();
  const children = Array.from(room.children, (one) => ({ one, style: getComputedStyle(one) }));
  const stuck = children.filter(({ style }) => style.getPropertyValue('--sticks'));
  const high = stuck.reduce((sum, { one }) => sum + one.getBoundingClientRect().height + AIR, 0);
  const loose = high > MOST * (bottom - top);
  room.classList.toggle('loose', loose);
  if (loose) return 0;
  const foot = children.find(({ style }) => style.position === 'sticky' && style.bottom === '0px')?.one;
  const lower = bottom - (foot?.getBoundingClientRect().height ?? 0);
  return way(box.getBoundingClientRect(), { upper: top + high + AIR, lower });
}

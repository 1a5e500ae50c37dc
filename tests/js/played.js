// A playback for the tests: its clock is ours, and what its stage is told is heard.

import { Playback } from '../../pages/shared/player/assets/playback.js';
import { moment } from './frames.js';

/** @import { Carrier } from '../../pages/shared/player/assets/connection.js' */
/** @import { FixedTimeline, GrowingTimeline, Spec } from '../../pages/shared/player/assets/protocol_types' */

export const TRAINING = /** @type {GrowingTimeline} */ (
  /** @type {unknown} */ ({
    growing: true,
    clock: 'step',
    stops: '',
    ahead: 6,
    period: 20,
    speeds: [
      { id: 'fast', ms_per_picture: 0 },
      { id: 'slow', ms_per_picture: 300 },
    ],
  })
);
export const STEPS = /** @type {FixedTimeline} */ (
  /** @type {unknown} */ ({
    growing: false,
    clock: 'step',
    stops: [],
    tween: 600,
    start: 0,
    speeds: [
      { id: 'normal', ms_per_step: 900 },
      { id: 'fast', ms_per_step: 400 },
    ],
  })
);

/** @type {((now: number) => void) | undefined} */
let frame;
Object.assign(globalThis, {
  requestAnimationFrame(/** @type {(now: number) => void} */ callback) {
    frame = callback;
    return 1;
  },
});

/**
 * The next picture of the browser, `later` milliseconds after now.
 * @param {number} later
 */
export function picture(later) {
  const callback = frame;
  frame = undefined;
  callback?.(performance.now() + later);
}

/**
 * A playback of `count` frames whose first one is shown, and what its stage is told.
 * @param {Spec} spec
 * @param {number} count
 * @param {{ carrier?: Carrier, reduced?: boolean }} [more]
 */
export function opened(spec, count, { carrier = 'socket', reduced = false } = {}) {
  /** @type {string[]} */
  const told = [];
  /** @type {Playback | undefined} */
  let playback = undefined;
  const stage = {
    show: (/** @type {{ number: number }} */ { number }, /** @type {number} */ duration) =>
      told.push(`${number} in ${duration}`),
    starts: () => told.push('starts'),
    rests: () => playback?.rest(),
    changes: (/** @type {string} */ state) => told.push(state),
    ask: (/** @type {string} */ want, /** @type {number} */ many) => told.push(`${want} ${many}`),
    stay: () => told.push('stay'),
    carrier: () => carrier,
  };
  playback = new Playback(stage, /** @type {MediaQueryList} */ ({ matches: reduced }));
  playback.use(spec);
  for (let step = 0; step < count; step++) playback.timeline.append(moment(step));
  playback.open('step', 0);
  playback.ended = !spec.growing;
  return { playback, heard: () => told.splice(0) };
}

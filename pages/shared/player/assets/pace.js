// The pace: how long a picture stays, and how long the motion to the next one may take.

/** @import { Spec } from './protocol_types' */

const REDUCED = 500; // milliseconds of a picture of a growing timeline, for those who want less motion
const LONGEST = 120; // milliseconds of a picture, however slow the server
const FIRST = 24; // milliseconds of a picture before anything was measured
const OF_NEWS = 0.2; // share that the last measurement has in what is known
const MOVING = 0.85; // share of a picture's time that motion may take, while it plays

/**
 * The first one until another is chosen.
 * @template {{ id: string }} Speed
 * @param {Speed[]} speeds
 * @param {string | undefined} name
 * @returns {Speed | undefined}
 */
function chosen(speeds, name) {
  return speeds.find(({ id }) => id === name) ?? speeds[0];
}

export class Pace {
  /** @type {Spec | null} */
  spec = null;
  /** @type {string | undefined} */
  speed = undefined; // by its name, once somebody has chosen
  period = FIRST;

  /** @param {{ matches: boolean }} reduced whether somebody wants less motion */
  constructor(reduced) {
    this.reduced = reduced;
  }

  /** How long a picture stays: what was measured on a growing timeline, else what was chosen. */
  interval() {
    const { spec } = this;
    if (!spec) return this.period;
    if (!spec.growing) return chosen(spec.speeds, this.speed)?.ms_per_step ?? this.period;
    return this.reduced.matches ? REDUCED : Math.max(this.period, this.least());
  }

  /** The least time that a picture of a growing timeline stays on the chosen speed. */
  least() {
    if (!this.spec?.growing) return 0;
    return chosen(this.spec.speeds, this.speed)?.ms_per_picture ?? 0;
  }

  /** How long a picture of a growing timeline should stay, for a server that may spread its work. */
  wanted() {
    return this.spec?.growing ? Math.max(this.spec.period, this.least()) : 0;
  }

  /**
   * Neighbours are joined by motion, on a timeline that is known as a whole.
   * @param {boolean} running
   */
  tween(running) {
    const { spec } = this;
    if (!spec || spec.growing || this.reduced.matches) return 0;
    return running ? Math.min(spec.tween, MOVING * this.interval()) : spec.tween;
  }

  /**
   * Pictures are spread evenly over the time that a request takes to be answered.
   * @param {number} each milliseconds that a frame took
   */
  measure(each) {
    const least = this.spec?.growing ? this.spec.period : 0;
    this.period = Math.max(least, Math.min(LONGEST, (1 - OF_NEWS) * this.period + OF_NEWS * each));
  }
}

// The frames that are known so far, each with a number of its own.  When they
// outgrow the cap, every second old one goes, so memory stays flat on a long run.
// A run that had to begin anew is another part: only within a part do frames belong together.

/** @import { Spec } from './protocol_types' */
/** @import { Frame, Moment } from './player_types' */

export class Timeline {
  /** @type {Frame[]} */
  frames = [];
  count = 0;
  bytes = 0;
  part = 0;
  halted = new Set(); // the numbers of frames at which the playback has paused by itself
  /** @type {number | null} */
  seen = null; // the number of the last frame that was shown

  /** @param {number} capBytes */
  constructor(capBytes) {
    this.capBytes = capBytes;
  }

  clear() {
    this.frames = [];
    this.count = 0;
    this.bytes = 0;
    this.part = 0;
    this.halted.clear();
    this.seen = null;
  }

  newPart() {
    this.part += 1;
  }

  /**
   * Whether the playback pauses by itself at a frame: where Python says so, but not twice.
   * @param {Frame} frame
   * @param {Spec | null} spec
   */
  halts(frame, spec) {
    const here = spec?.growing && spec.pauses && frame[spec.pauses][0];
    if (!here || this.halted.has(frame.number)) return false;
    this.halted.add(frame.number);
    return true;
  }

  /**
   * What was known when the first frame is shown counts as seen.
   * @param {Frame} frame
   */
  see(frame) {
    this.seen = Math.max(this.seen ?? this.last.number, frame.number);
  }

  /** @param {Moment} moment */
  append(moment) {
    const frame = /** @type {Frame} */ (moment);
    frame.number = this.count++;
    frame.part = this.part;
    this.frames.push(frame);
    this.bytes += frame.bytes;
    if (this.bytes > this.capBytes) this.thin();
    return frame;
  }

  /** The newest moment is told again, with other numbers: it is not known twice. */
  forgetLast() {
    const frame = this.frames.pop();
    this.bytes -= frame?.bytes ?? 0;
  }

  thin() {
    const newest = this.frames.length - 1;
    this.frames = this.frames.filter((_, index) => index % 2 === 0 || index === newest);
    this.bytes = this.frames.reduce((sum, frame) => sum + frame.bytes, 0);
  }

  /**
   * The position of the last frame that `before(frame)` holds for; frames are in order.
   * @param {(frame: Frame) => boolean} before
   */
  position(before) {
    let low = 0;
    let high = this.frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.frames[middle])) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** @param {number} number */
  atNumber(number) {
    return this.frames[this.position((frame) => frame.number <= number)];
  }

  /**
   * The frames with numbers above `known` that were seen, of one part, in order.
   * @param {number} known
   * @param {number} part
   */
  news(known, part) {
    const found = [];
    const seen = this.seen ?? -1;
    for (let at = this.frames.length - 1; at >= 0 && this.frames[at].number > known; at--) {
      const frame = this.frames[at];
      if (frame.number <= seen && frame.part === part) found.push(frame);
    }
    return found.reverse();
  }

  /**
   * @param {Frame} frame
   * @param {number} distance
   * @returns {Frame | undefined}
   */
  neighbour(frame, distance) {
    return this.frames[this.position((other) => other.number <= frame.number) + distance];
  }

  get first() {
    return this.frames[0];
  }

  get last() {
    return this.frames[this.frames.length - 1];
  }
}

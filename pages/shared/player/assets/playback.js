// The playback: which frame of the timeline is shown, and which comes next, and when.  The browser is the clock:
// frames are asked for while some are left, so that the server computes while the browser paints.

import { isStop } from './moments.js';
import { Pace } from './pace.js';
import { Timeline } from './timeline.js';

/** @import { Carrier } from './connection.js' */
/** @import { Spec, Want } from './protocol_types' */
/** @import { Frame } from './player_types' */
/** @import { ActionName, State } from './transport.js' */
/**
 * @typedef {object} Stage where frames are shown, and who is asked for more
 * @property {(frame: Frame, duration: number) => void} show by motion that may take `duration` milliseconds
 * @property {() => void} starts
 * @property {() => void} rests
 * @property {(state: State) => void} changes
 * @property {(want: Want, count: number) => void} ask
 * @property {() => void} stay called by whoever does not wait for the moment that was asked for
 * @property {() => Carrier} carrier what carries a request now
 */

const CAP = 6 * 1024 * 1024; // bytes of past that are kept
const LOW = { socket: 4, trigger: 5 }; // frames left unseen when more are asked for, by what carries them
const AT_ONCE = 3; // frames asked for together over a socket: a message costs the server more than a frame

export class Playback {
  timeline = new Timeline(CAP);
  /** @type {Frame | null} */
  shown = null;
  /** @type {State} */
  state = 'idle';
  running = false;
  /** @type {false | 'step' | 'stop'} */
  wanted = false; // what has not come yet: one step, or the next stop of one who presents
  ended = false; // no frame follows the last one
  reaching = false; // the moment that a link asked for is still being computed
  stopped = false;
  due = 0;
  /** @type {number | null} */
  scheduled = null;

  /**
   * @param {Stage} stage
   * @param {MediaQueryList} reduced
   */
  constructor(stage, reduced) {
    this.stage = stage;
    this.pace = new Pace(reduced);
    this.loop = this.loop.bind(this);
    /** @type {Spec | null} */
    this.spec = null;
  }

  /** Another run begins. */
  begin() {
    Object.assign(this, { state: 'idle', running: false, wanted: false, reaching: false });
  }

  /** @param {Spec} spec */
  use(spec) {
    this.spec = spec;
    this.pace.spec = spec;
    this.shown = null;
    this.timeline.clear();
  }

  /**
   * The first picture of a spec: the frame at `start` of the clock, or the last one before it.
   * @param {string} clock
   * @param {number} start
   */
  open(clock, start) {
    const { timeline } = this;
    this.shown = timeline.frames[timeline.position((frame) => frame[clock][0] <= start)] ?? null;
    if (this.shown) timeline.see(this.shown);
    return this.shown;
  }

  next() {
    return this.shown ? this.timeline.neighbour(this.shown, 1) : undefined;
  }

  // -- what the visitor does ------------------------------------------------------------------
  /** @param {ActionName} action */
  act(action) {
    if (!this.shown) return;
    if (this.reaching) this.stage.stay(); // whoever acts does not wait
    if (action === 'play') this.toggle();
    else if (action === 'step') this.step();
    else if (action === 'first') this.jump(this.timeline.first);
    else if (action === 'last') this.jump(this.timeline.last);
    else this.jump(this.timeline.neighbour(this.shown, -1));
  }

  toggle() {
    if (this.running) {
      this.pause();
      return;
    }
    if (this.ended && !this.next()) this.show(this.timeline.first);
    this.running = true;
    this.due = performance.now();
    this.change('playing');
    this.stage.starts();
    this.wake();
  }

  pause() {
    this.running = false;
    this.stage.rests();
  }

  step() {
    this.running = false;
    const next = this.next();
    if (next) this.jump(next);
    else if (!this.ended) this.want('step');
  }

  /** @param {'step' | 'stop'} what */
  want(what) {
    if (this.reaching) this.stage.stay();
    Object.assign(this, { running: false, wanted: what });
    this.change('waiting');
    this.proceedByStep();
  }

  /** @param {number} number */
  scrub(number) {
    if (this.reaching) this.stage.stay();
    this.jump(this.timeline.atNumber(number));
  }

  /** @param {Frame | undefined} frame */
  jump(frame) {
    this.running = false;
    this.wanted = false;
    if (frame) this.show(frame);
    this.stage.rests();
  }

  // -- what comes from the server -------------------------------------------------------------
  /** After news: a waiting player goes on. */
  proceed() {
    if (this.reaching) {
      this.change('waiting'); // the first picture stands until the moment is there
      this.stage.ask('reach', 0);
    } else if (this.wanted) this.proceedByStep();
    else if (this.running) {
      this.stock();
      this.wake();
    } else this.stage.rests();
  }

  /** The moment that was asked for has come, as far as it can, or is not waited for any more. */
  arrive() {
    this.reaching = false;
    this.jump(this.timeline.last);
  }

  proceedByStep() {
    const next = this.next();
    if (next) this.show(next);
    const there = next && (this.wanted === 'step' || isStop(this.spec, next));
    if (!there && this.next()) this.proceedByStep();
    else if (!there && !this.ended) this.stage.ask('step', 1);
    else this.jump(undefined);
  }

  /**
   * What waits to be seen is passed over, so that a turned knob is seen at once.
   * @param {Frame} frame
   */
  leap(frame) {
    this.due = performance.now() + this.pace.interval();
    this.show(frame);
  }

  stock() {
    if (this.ended || !this.shown || !this.spec) return;
    const socket = this.stage.carrier() === 'socket';
    const left = this.timeline.last.number - this.shown.number;
    const ahead = this.spec.growing ? this.spec.ahead : AT_ONCE;
    if (left < LOW[socket ? 'socket' : 'trigger']) this.stage.ask('more', socket ? AT_ONCE : ahead);
  }

  // -- the clock ------------------------------------------------------------------------------
  wake() {
    this.scheduled ??= requestAnimationFrame(this.loop);
  }

  /** @param {number} now */
  loop(now) {
    this.scheduled = null;
    if (!this.running || this.stopped) return;
    if (now >= this.due && !this.play(now)) return;
    this.stock();
    this.wake();
  }

  /**
   * Shows the next frame if there is one; whether it plays on.
   * @param {number} now
   */
  play(now) {
    const frame = this.next();
    if (frame) {
      const period = this.pace.interval();
      this.due = Math.max(this.due + period, now - period);
      this.show(frame);
    }
    const rests = frame ? this.timeline.halts(frame, this.spec) : this.ended;
    if (rests) this.pause();
    else this.change(frame ? 'playing' : 'waiting');
    return !rests;
  }

  /** @param {Frame} frame */
  show(frame) {
    const near = this.shown !== null && Math.abs(this.shown.number - frame.number) === 1;
    this.shown = frame;
    this.timeline.see(frame);
    this.stage.show(frame, near ? this.pace.tween(this.running) : 0);
  }

  // -- the state ------------------------------------------------------------------------------
  /** @param {State} state */
  change(state) {
    if (state === this.state) return;
    this.state = state;
    this.stage.changes(state);
  }

  /** The state of a player that does not play. */
  rest() {
    const untouched = this.state === 'idle' && this.shown === this.timeline.first;
    const ended = this.ended && this.shown && !this.next();
    if (untouched) this.change('idle');
    else this.change(ended ? 'ended' : 'paused');
  }

  stop() {
    this.stopped = true;
    this.running = false;
  }
}

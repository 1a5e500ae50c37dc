// A player whose timeline is known and whose numbers nobody can change: it plays, steps and scrubs, and asks for
// nothing.

import { Captions } from './captions.js';
import { Closing } from './closing.js';
import { Guessing } from './guessing.js';
import { IntoView } from './into_view.js';
import { Looking } from './looking.js';
import { goOn } from './moments.js';
import { Panels } from './panels.js';
import { Playback } from './playback.js';
import { frames } from './protocol.js';
import { say, speak } from './saying.js';
import { Stage } from './stage.js';
import { touchPort } from './touch_port.js';
import { Transport } from './transport.js';
import { settle } from './untouched.js';

/** @import { Colours } from './colours.js' */
/** @import { Carrier } from './connection.js' */
/** @import { Panel, Spec } from './protocol_types' */
/** @import { Frame, PanelView, SavedHeader } from './player_types' */
/** @import { ActionName, State } from './transport.js' */
/** @typedef {SavedHeader & { body: Uint8Array }} Saved */

const NOBODY = { build: () => [], stop() {} }; // saves pictures
const UNASKED = { mark() {}, annotate() {} }; // explains words
const UNTOUCHED = { touch() {}, touched: new Map() };

export class SavedPlayer {
  picture = 0; // the number of pictures so far
  requests = UNTOUCHED;

  /**
   * @param {HTMLElement} root
   * @param {Saved} saved
   * @param {(panel: Panel, colours: Colours) => PanelView} viewOf
   * @param {(moment: number) => void} rested is told the moment at which all rests
   */
  constructor(root, saved, viewOf, rested) {
    this.root = root;
    this.saved = saved;
    this.rested = rested;
    /** @type {Spec} */
    this.spec = saved.spec;
    this.captions = new Captions(this.spec);
    const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');
    this.view = new IntoView(root, reduced);
    this.playback = new Playback(this, reduced);
    this.playback.timeline.capBytes = Infinity; // it is in memory already
    this.stage = new Stage(root);
    this.closing = new Closing();
    this.guessing = new Guessing(() => this.playback.shown && say(this, this.playback.shown));
    this.panels = new Panels(root, this.playback, UNASKED, viewOf);
    this.looking = new Looking(this.panels);
    const hand = {
      act: (/** @type {ActionName} */ action) => this.playback.act(action),
      moves: (/** @type {1 | -1} */ way) => goOn(this.playback, way),
      scrub: (/** @type {number} */ number) => this.playback.scrub(number),
      pace: (/** @type {string} */ speed) => Object.assign(this.playback.pace, { speed }),
    };
    this.transport = new Transport(root, hand, NOBODY);
  }

  /**
   * Builds the stage and shows a moment.
   * @param {number} at of the clock
   * @param {string | undefined} speed
   */
  begin(at, speed) {
    const { closing, guessing, panels, playback, saved, spec, stage, transport } = this;
    playback.use(spec);
    playback.pace.speed = speed;
    if (spec.growing) playback.pace.period = spec.period;
    playback.ended = true;
    const dock = transport.build(spec, speed);
    stage.build(spec, dock, guessing.build(spec.guess), closing.build(spec.ending, spec.words.close));
    transport.change(playback.state, false);
    panels.mount(spec, stage.rooms, () => {}, { ...touchPort(this, spec), join: settle });
    this.tell();
    const shown = playback.open(spec.clock, at);
    if (shown) panels.paint(shown, 0);
    panels.begin();
    panels.write(saved);
    this.looking.take(saved.look);
    transport.known(playback.timeline);
    this.rests();
  }

  /** The frames, each with the number that it had, and all that is said of them. */
  tell() {
    const { captions, playback, saved, spec, transport } = this;
    const { timeline } = playback;
    frames(saved, spec.layout).forEach((moment, at) => {
      const frame = timeline.append(moment);
      frame.number = saved.numbers[at];
      timeline.count = frame.number + 1;
    });
    captions.captions = saved.captions;
    captions.hints = saved.hints;
    captions.notes = [saved.notes];
    transport.text.reserve(captions.longest);
    transport.text.status(saved.status);
  }

  /** The moment that is shown. */
  get at() {
    const { playback, spec } = this;
    return playback.shown?.[spec.clock][0] ?? 0;
  }

  // -- what the playback asks of its stage ----------------------------------------------------
  ask() {}
  stay() {}

  /** @returns {Carrier} */
  carrier() {
    return 'gone';
  }

  /**
   * @param {Frame} frame
   * @param {number} duration
   */
  show(frame, duration) {
    this.panels.paint(frame, duration);
    this.picture += 1;
    say(this, frame);
  }

  starts() {
    this.view.follow();
  }

  /** @param {State} state */
  changes(state) {
    if (!this.playback.running) this.view.letGo();
    this.transport.change(state, this.playback.running);
  }

  rests() {
    const { shown } = this.playback;
    if (!shown) return;
    this.panels.rest();
    this.playback.rest();
    say(this, shown);
    speak(this, shown);
    this.rested(this.at);
  }

  stop() {
    this.playback.stop();
    this.panels.stop();
    this.stage.stop();
    this.view.letGo();
    this.transport.stop();
  }
}

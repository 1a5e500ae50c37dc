// The player: one transport over one timeline, and the panels that show its frames.
// It knows neither networks nor formulas; Python hands it panels and, per step, arrays.

import * as address from './address.js';
import { Captions } from './captions.js';
import { Closing } from './closing.js';
import { Concepts } from './concepts.js';
import { Figure } from './figures.js';
import { focusedIn, focusOn } from './focus.js';
import { Guessing } from './guessing.js';
import { IntoView } from './into_view.js';
import { Looking } from './looking.js';
import { goOn } from './moments.js';
import { NavigationGuard } from './navigation_guard.js';
import { pageFile } from './page_file.js';
import { viewOf } from './panel_views.js';
import { Panels } from './panels.js';
import { Playback } from './playback.js';
import { decode } from './protocol.js';
import { Reaching } from './reaching.js';
import { Reception } from './reception.js';
import { Requests } from './requests.js';
import { SaveMenu } from './save_menu.js';
import { say, speak } from './saying.js';
import { Stage } from './stage.js';
import { addStyle } from './style.js';
import { ToldWords } from './told_words.js';
import { touchPort } from './touch_port.js';
import { listen } from './touching.js';
import { Transport } from './transport.js';

/** @import { Carrier } from './connection.js' */
/** @import { Colours } from './colours.js' */
/** @import { Panel, Request, Spec, Want } from './protocol_types' */
/** @import { Frame, PanelView } from './player_types' */
/** @import { Wish } from './requests.js' */
/** @import { ActionName, State } from './transport.js' */
/**
 * @typedef {object} Component what Streamlit hands to a component
 * @property {Uint8Array} data
 * @property {HTMLElement} parentElement
 * @property {(name: 'request', request: Request) => void} setTriggerValue
 */

/** @type {(panel: Panel, colours: Colours) => PanelView} */
const view = (panel, colours) =>
  panel.kind === 'figure' ? new Figure(panel, colours) : viewOf(panel, colours);

export class Player {
  picture = 0; // the number of pictures so far
  stopped = false;
  /** @type {Spec | null} */
  spec = null;
  /** @type {Captions | null} */
  captions = null;
  told = new ToldWords();

  /** @param {HTMLElement} root */
  constructor(root) {
    addStyle();
    this.root = root;
    const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');
    this.view = new IntoView(root, reduced);
    /** @type {Playback} */
    this.playback = new Playback(this, reduced);
    this.stage = new Stage(root);
    this.closing = new Closing();
    this.guessing = new Guessing(() => this.playback.shown && this.say(this.playback.shown));
    this.panels = new Panels(root, this.playback, new Concepts(root), view);
    this.looking = new Looking(this.panels);
    const hand = {
      act: (/** @type {ActionName} */ action) => this.playback.act(action),
      moves: (/** @type {1 | -1} */ way) => goOn(this.playback, way),
      scrub: (/** @type {number} */ number) => this.playback.scrub(number),
      pace: (/** @type {string} */ speed) => Object.assign(this.playback.pace, { speed }),
    };
    this.transport = new Transport(root, hand, new SaveMenu(root, () => pageFile(this)));
    this.guard = new NavigationGuard(() => this.requests.send());
    /** @type {Requests} */
    this.requests = new Requests(this);
    this.reception = new Reception(this);
    this.reaching = new Reaching(this);
    this.seenAgain = () => document.hidden || !this.spec || this.playback.proceed();
    document.addEventListener('visibilitychange', this.seenAgain);
    root.dataset.mounts = String(Number(root.dataset.mounts ?? 0) + 1);
  }

  // -- another picture ------------------------------------------------------------------------
  /**
   * A new spec replaces the panels.
   * @param {Spec} spec
   */
  rebuild(spec) {
    const { playback, panels, transport } = this;
    const focused = focusedIn(this.root);
    this.spec = spec;
    this.captions = new Captions(spec);
    playback.use(spec);
    this.looking.forget();
    this.told.forget();
    const dock = transport.build(spec, playback.pace.speed);
    const closing = this.closing.build(spec.ending, spec.words.close);
    this.stage.build(spec, dock, this.guessing.build(spec.guess), closing);
    transport.change(playback.state, playback.running);
    const touch = { ...touchPort(this, spec), join: listen };
    panels.mount(spec, this.stage.rooms, (id) => this.requests.touch(id, null), touch);
    if (playback.running) this.view.renew();
    else this.view.letGo();
    if (focused) focusOn(this.root, focused);
  }

  // -- what is asked --------------------------------------------------------------------------
  /**
   * `known` is the newest frame here, `period` how long a picture should stay.
   * @returns {Wish}
   */
  wish() {
    const { timeline, pace } = this.playback;
    const [known, shown] = [this.moment(timeline.last), this.moment(this.playback.shown)];
    const names = { run: this.reception.run, spec: this.spec?.id ?? '', speed: pace.speed ?? '' };
    return { sequence: this.reception.seen, known, shown, ...names, period: pace.wanted() };
  }

  /**
   * What the clock says of a frame; -1 where there is none.
   * @param {Frame | null | undefined} frame
   */
  moment(frame) {
    return this.spec && frame ? frame[this.spec.clock][0] : -1;
  }

  /** @param {Uint8Array} bytes */
  heard(bytes) {
    this.reception.heard(bytes);
  }

  /** Nothing is asked for on the way to another page. */
  silent() {
    return this.stopped || this.guard.underWay;
  }

  /** @returns {boolean} */
  follows() {
    return this.reception.below && !this.playback.running;
  }

  /** After an interruption: what was wanted is asked for again. */
  goOn() {
    this.root.dataset.carrier = this.carrier();
    if (this.spec) this.playback.proceed();
    else this.ask('all', 0);
  }

  /**
   * @param {Want} want
   * @param {number} count
   */
  ask(want, count) {
    if (want === 'reach') this.requests.send(); // it asks all the time: what is touched goes first
    this.requests.ask(want, count);
  }

  /** The visitor does not wait for the moment that was asked for. */
  stay() {
    this.reaching.stay();
  }

  /** @returns {Carrier} */
  carrier() {
    return this.requests.carrier;
  }

  // -- what is seen ---------------------------------------------------------------------------
  /**
   * @param {Frame} frame
   * @param {number} duration
   */
  show(frame, duration) {
    this.panels.paint(frame, duration);
    this.picture += 1;
    this.say(frame);
    this.looking.goOn(this, this.playback.running);
  }

  /** @param {Frame} frame */
  say(frame) {
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
    const { playback, spec } = this;
    if (!playback.shown || !spec) return;
    this.panels.rest();
    playback.rest();
    this.say(playback.shown);
    const { shown } = playback;
    speak(this, shown);
    if (spec.link) address.keepPlace(spec.link, shown[spec.growing ? spec.link : spec.clock][0]);
    this.looking.goOn(this, false);
  }

  stop() {
    this.stopped = true;
    this.playback.stop();
    this.requests.stop();
    this.panels.stop();
    this.stage.stop();
    this.view.letGo();
    document.removeEventListener('visibilitychange', this.seenAgain);
    this.guard.stop();
    this.transport.stop();
  }
}

/** @type {WeakMap<HTMLElement, Player>} */
const players = new WeakMap();

/**
 * @param {Component} component
 * @returns {(() => void) | undefined} stops the player
 */
export function mount({ data, parentElement, setTriggerValue }) {
  let player = players.get(parentElement);
  if (!player) {
    if (!parentElement.isConnected) return undefined; // its page was left while this script came
    player = new Player(/** @type {HTMLElement} */ (parentElement.querySelector('[data-nnviz="player"]')));
    players.set(parentElement, player);
  }
  const shown = player;
  shown.requests.connection.trigger = (request) => setTriggerValue('request', request);
  shown.reception.told(decode(data));
  return () => {
    players.delete(parentElement);
    shown.stop();
  };
}

// The panels of a player: mounted in their boxes, painted while it plays as far as they are in view, and given
// at rest what costs too much before.

import { Colours } from './colours.js';
import { Following } from './following.js';
import { PanelBoxes, patch } from './panel_boxes.js';
import { letter } from './scene_changes.js';
import { Scene } from './scenes.js';
import { addStyle, hasStyle } from './style.js';
import { Tables } from './tables.js';
import { Visibility } from './visibility.js';

/** @import { Concepts } from './concepts.js' */
/** @import { Hand, Switched } from './panel_boxes.js' */
/** @import { Playback } from './playback.js' */
/** @import { Note, Panel, Replace, PanelRoom, Spec } from './protocol_types' */
/** @import { Frame, PanelView, TouchPort } from './player_types' */
/**
 * @typedef {object} Mounted a panel and where it stands
 * @property {string} key all that Python said of it
 * @property {Panel} panel
 * @property {PanelView} view
 * @property {HTMLElement} [host]
 * @property {Frame} [at] the frame that it shows
 */

export class Panels {
  /** @type {Mounted[]} */
  mounted = [];
  /** @type {Switched} */
  switched = new Map();
  stopped = false;
  following = new Following();
  /** @type {(() => void) | undefined} */
  settling = undefined;
  came = () => {}; // called when a panel comes into view

  /**
   * @param {HTMLElement} root
   * @param {Playback} playback
   * @param {Pick<Concepts, 'mark' | 'annotate'>} concepts who explains words where they stand
   * @param {(panel: Panel, colours: Colours) => PanelView} viewOf what shows a panel
   */
  constructor(root, playback, concepts, viewOf) {
    this.root = root;
    this.playback = playback;
    this.concepts = concepts;
    this.viewOf = viewOf;
    this.tables = new Tables(root, () => playback.shown);
    /** @type {Visibility<Mounted>} */
    this.visibility = new Visibility((one) => this.catchUp(one));
    const fit = () => hasStyle() && this.mounted.forEach(({ view }) => view.resize());
    this.observer = new ResizeObserver(fit);
    addStyle().then(fit);
    this.observer.observe(root);
  }

  // -- mounting -------------------------------------------------------------------------------
  /**
   * Scenes and drafts of figures stand at once; Plotly joins when there is time for it.
   * @param {Spec} spec
   * @param {Record<PanelRoom, HTMLElement>} rooms
   * @param {Hand['press']} press
   * @param {TouchPort} touch
   */
  mount(spec, rooms, press, touch) {
    this.renew(spec);
    /** @type {Hand} */
    const hand = {
      press,
      relayout: (index, change) => this.mounted[index].view.relayout?.(change),
      view: (index) => this.mounted[index].view,
      frame: () => this.playback.shown,
    };
    const boxes = new PanelBoxes(rooms, spec.words, this.switched, hand);
    const hosts = spec.panels.map((panel, index) => boxes.host(panel, index));
    this.concepts.mark(spec);
    const widths = hosts.map((host) => host.clientWidth); // asked once, before anything is put into them
    const standing = this.mounted.map((one, index) => this.place(one, hosts[index], touch, widths[index]));
    this.visibility.watch(standing);
    this.tables.tell(this.mounted, spec.words);
    this.observer.disconnect();
    for (const element of [this.root, ...standing.map(({ host }) => host)]) this.observer.observe(element);
  }

  /**
   * A panel that is the same as before stays as it is, so that no figure flickers.
   * @param {Spec} spec
   */
  renew(spec) {
    const colours = new Colours(spec.colours);
    const known = new Map(this.mounted.map((one) => [one.key, one]));
    this.mounted = spec.panels.map((panel) => {
      const key = JSON.stringify(panel);
      const one = known.get(key) ?? { key, panel, view: this.viewOf(panel, colours) };
      known.delete(key);
      one.view.forget?.();
      return one;
    });
    for (const { view } of known.values()) view.stop();
  }

  /**
   * @param {Mounted} one
   * @param {HTMLElement} host
   * @param {TouchPort} touch
   * @param {number} width
   */
  place(one, host, touch, width) {
    if (one.host) {
      host.replaceWith(one.host);
      return Object.assign(one, { host: one.host });
    }
    const placed = Object.assign(one, { host });
    this.open(placed, touch, width);
    return placed;
  }

  /**
   * @param {Mounted & { host: HTMLElement }} one
   * @param {TouchPort} touch
   * @param {number} width
   */
  async open(one, touch, width) {
    const { view, panel, host } = one;
    await view.mount(host, touch, width);
    const switches = panel.kind === 'figure' ? panel.switches : [];
    for (const item of switches) {
      const pressed = this.switched.get(item.id) ?? item.pressed;
      if (pressed !== item.pressed) await view.relayout?.(patch(item, pressed));
    }
    if (!this.playback.shown || view.stopped) return;
    this.draw(one, this.playback.shown, 0);
    this.settleSoon();
  }

  // -- painting -------------------------------------------------------------------------------
  /**
   * While it plays, a panel that is out of view is left as it is until it comes into view, or all rests.
   * @param {Frame} frame
   * @param {number} duration
   */
  paint(frame, duration) {
    for (const one of this.mounted) {
      if (!this.playback.running || this.visibility.sees(one)) this.draw(one, frame, duration);
    }
    this.following.heed(this.mounted, frame);
  }

  /**
   * @param {Mounted} one
   * @param {Frame} frame
   * @param {number} duration
   */
  draw(one, frame, duration) {
    const { running, timeline } = this.playback;
    one.at = frame;
    one.view.paint(frame, duration, running);
    if (running) one.view.keepUp?.(timeline);
  }

  /** @param {Mounted} one */
  catchUp(one) {
    const { shown } = this.playback;
    if (shown && one.at !== shown) this.draw(one, shown, 0);
    this.came();
  }

  /** The first frame is there. */
  begin() {
    for (const { view } of this.mounted) view.begin?.(this.playback.timeline);
  }

  /** Another run begins. */
  forget() {
    for (const { view } of this.mounted) view.forget?.();
  }

  /** @param {Note[]} notes */
  remark(notes) {
    for (const { view } of this.mounted) view.remark?.(notes);
    this.concepts.annotate(notes);
  }

  /**
   * New code and paragraphs by the ids of their panels, and words in pictures by the ids of their elements.
   * @param {Pick<Replace, 'lines' | 'texts' | 'derivations'>} words
   */
  write({ lines, texts, derivations }) {
    for (const { panel, view } of this.mounted) {
      if (lines[panel.id]) view.write?.(lines[panel.id]);
      view.derive?.(derivations[panel.id]);
      if (view instanceof Scene) letter(view.elements, texts);
    }
  }

  // -- at rest --------------------------------------------------------------------------------
  rest() {
    for (const one of this.mounted) this.catchUp(one);
    this.settleSoon();
  }

  /** Every panel gets what costs too much while it plays, one in each animation frame. */
  settleSoon() {
    const waiting = this.mounted.map(({ view }) => view);
    const turn = () => {
      const { running, shown, timeline } = this.playback;
      if (running || this.stopped || this.settling !== turn || !shown) return;
      waiting.shift()?.settle(shown, timeline);
      if (waiting.length) requestAnimationFrame(turn);
    };
    this.settling = turn;
    requestAnimationFrame(turn);
  }

  stop() {
    this.stopped = true;
    this.observer.disconnect();
    this.tables.stop();
    this.visibility.stop();
    for (const { view } of this.mounted) view.stop();
  }
}

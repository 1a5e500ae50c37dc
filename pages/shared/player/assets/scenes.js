// Scenes: SVG drawn from plain data, by elements with ids; a frame changes only what is bound to its fields.

import { svg } from './elements.js';
import { fill } from './inputs.js';
import { level } from './even_type.js';
import { Lenses } from './lenses.js';
import { Maps } from './maps.js';
import { between } from './motion.js';
import { aspect, CHANGES, lines, MOVES, PLACES, USUAL, write } from './scene_changes.js';
import { draw, dress, leaveTabStops, touchable } from './scene_elements.js';
import { isNarrow, slideTo } from './narrow_window.js';
import { fold } from './folding.js';
import { evenly, SceneType } from './scene_type.js';

/** @import { Colours } from './colours.js' */
/** @import { DrawnMap } from './maps.js' */
/** @import { Binding, Element, Lens, ScenePanel, Span } from './protocol_types' */
/** @import { Moment, Numbers, TouchPort } from './player_types' */
/** @typedef {{ start: number, stride: number, late: boolean, across: Span, down: Span, during: Span, targets: SVGElement[], now?: Numbers, from?: Numbers }} Shown */
/** @typedef {Binding & Shown} Bound a binding and what it shows */
/** @typedef {{ frame: Moment, moving: Bound[], duration: number, start: number }} Motion to a frame */

const FINE = 540; // strengths of a wire
const COARSE = 32; // the same while it plays: no eye tells more apart in motion, and few wires change then

export class Scene {
  /**
   * @param {ScenePanel} panel
   * @param {Colours} colours
   */
  constructor(panel, colours) {
    this.panel = panel;
    this.colours = colours;
    this.fineness = FINE;
    this.maps = new Maps(colours, panel);
    /** @type {Map<string, SVGElement>} */
    this.elements = new Map(); // by id
    /** @type {Bound[]} */
    this.bound = [];
    /** @type {Bound[]} */
    this.wires = [];
    /** @type {Map<string, Map<SVGElement, unknown>>} */
    this.known = new Map(); // what is shown, by what it is, then by element
    /** @type {Motion | null} */
    this.motion = null;
    /** @type {Lenses | undefined} */
    this.lenses = undefined;
    /** @type {TouchPort['waiting']} */
    this.waiting = () => false;
    this.stopped = false;
  }

  /**
   * @param {HTMLElement} host
   * @param {TouchPort} touch
   */
  mount(host, touch) {
    const { width, height, alt, elements, bindings } = this.panel;
    const role = elements.some(touchable) ? 'group' : 'img';
    const look = { viewBox: `0 0 ${width} ${height}`, role, 'aria-label': alt, class: 'scene' };
    this.waiting = touch.waiting;
    const drawn = elements.flatMap((one) => (one.kind === 'lens' ? [] : [this.draw(one, touch)]));
    leaveTabStops(elements, this.elements);
    const find = (/** @type {string} */ id) => /** @type {SVGElement} */ (this.elements.get(id));
    this.bound = bindings.map((binding) => ({ ...USUAL, ...binding, targets: binding.ids.map(find) }));
    this.wires = this.bound.filter(({ attribute }) => attribute === 'weight');
    const even = this.bound.filter(({ attribute }) => attribute === 'text');
    this.type = new SceneType(svg('svg', look, ...drawn), even);
    this.lenses = new Lenses(elements, this.elements);
    host.append(this.lenses.join(this.maps.join(this.type.scene)));
  }

  /**
   * @param {Exclude<Element, Lens>} element
   * @param {TouchPort} touch
   */
  draw(element, touch) {
    const drawn = element.kind === 'map' ? this.maps.add(element) : draw(element);
    drawn.dataset.id = element.id;
    dress(drawn, element);
    this.elements.set(element.id, drawn);
    if (element.kind === 'map' && element.pixels) {
      this.maps.paint(/** @type {DrawnMap} */ (drawn), element.pixels, false);
    }
    touch.join(drawn, element, touch);
    return drawn;
  }

  /**
   * @param {Moment} frame
   * @param {number} duration
   * @param {boolean} playing
   */
  paint(frame, duration, playing) {
    this.fineness = playing ? COARSE : FINE;
    this.apply(frame, duration);
    this.slide();
  }

  slide() {
    if (this.type && isNarrow()) slideTo(this.type.scene);
  }

  settle() {
    if (this.fineness === FINE) return;
    this.fineness = FINE;
    for (const binding of this.wires) if (binding.now) this.change(binding, binding.now);
  }

  // -- motion ---------------------------------------------------------------------------------
  /**
   * @param {Moment} frame
   * @param {number} duration
   */
  apply(frame, duration) {
    if (this.motion) this.arrive(this.motion);
    const differs = (/** @type {Bound} */ { attribute, field, now }) =>
      MOVES.has(attribute) && frame[field] !== undefined && frame[field] !== now;
    const moving = duration ? this.bound.filter(differs) : [];
    for (const binding of this.bound) {
      if (moving.includes(binding)) binding.from = binding.now;
      else if (!duration || !binding.late) this.put(binding, frame[binding.field]);
    }
    this.motion = moving.length ? { frame, moving, duration, start: performance.now() } : null;
    if (this.motion) this.move(this.motion);
    this.lenses?.paint(frame);
  }

  /**
   * One picture of a motion; late changes, such as a new sum, come when it has arrived.
   * @param {Motion} motion
   */
  move(motion) {
    if (this.motion !== motion || this.stopped) return;
    const share = Math.min(1, (performance.now() - motion.start) / motion.duration);
    for (const binding of motion.moving) {
      const to = motion.frame[binding.field];
      const from = binding.from ?? to;
      this.put(binding, share === 1 ? to : between(from, to, share, binding));
    }
    if (share < 1) requestAnimationFrame(() => this.move(motion));
    else this.arrive(motion);
  }

  /** @param {Record<string, Numbers>} values of fields that no frame has */
  look(values) {
    for (const binding of this.bound) this.put(binding, values[binding.field]);
  }

  /** @param {Motion} motion */
  arrive({ frame }) {
    this.motion = null;
    for (const binding of this.bound) if (binding.late) this.put(binding, frame[binding.field]);
    this.slide();
  }

  // -- what is seen ---------------------------------------------------------------------------
  /**
   * @param {Bound} binding
   * @param {Numbers | undefined} values
   */
  put(binding, values) {
    if (values === undefined) return; // a field of a look, which no frame has
    const { attribute, targets, start, stride } = binding;
    if (binding.now === values && attribute !== 'map') return; // shared by all frames
    binding.now = values;
    if (attribute === 'map') this.paintMaps(targets, values, !binding.downward);
    else if (attribute === 'value') {
      targets.forEach((one, at) => fill(one, values[start + at * stride], this.waiting));
    } else if (attribute === 'spelled') this.renew('text', targets, lines(binding, values), write);
    else if (attribute in PLACES) this.place(binding, values);
    else this.change(binding, values);
  }

  /**
   * Does `show(element, value)` to the elements that do not show their value yet; `of(at)` gives the value.
   * @template Value
   * @param {string} kind
   * @param {SVGElement[]} targets
   * @param {(at: number) => Value} of
   * @param {(target: SVGElement, value: Value) => void} show
   */
  renew(kind, targets, of, show) {
    const known = this.known.get(kind) ?? new Map();
    this.known.set(kind, known);
    targets.forEach((target, at) => {
      const value = of(at);
      if (Object.is(known.get(target), value)) return;
      known.set(target, value);
      show(target, value);
    });
  }

  /**
   * @param {Bound} binding
   * @param {Numbers} values
   */
  place({ attribute, targets }, values) {
    const each = attribute === 'points' ? values.length / targets.length : 2;
    for (const [name, written] of Object.entries(PLACES[attribute])) {
      const of = (/** @type {number} */ at) => written(values, at * each, each);
      this.renew(name, targets, of, (target, value) => target.setAttribute(name, value));
    }
  }

  /**
   * @param {Bound} binding
   * @param {Numbers} values
   */
  change(binding, values) {
    const { attribute, targets, start, stride } = binding;
    const value = (/** @type {number} */ at) => values[start + at * stride];
    const kinds = attribute === 'text' && binding.exact ? [attribute, 'exact'] : [attribute];
    for (const kind of kinds) {
      const { seen, show } = CHANGES[kind];
      const of = (/** @type {number} */ at) => seen(value(at), binding, this);
      this.renew(aspect(kind, binding), targets, of, (target, one) => show(target, one, binding));
    }
    if (attribute === 'text') evenly(level(binding));
  }

  /**
   * A map's pixels are bytes, places in the colour table; row 0 is the smallest y, or the top of a picture.
   * @param {SVGElement[]} targets
   * @param {Numbers} bytes
   * @param {boolean} upward
   */
  paintMaps(targets, bytes, upward) {
    let at = 0;
    for (const target of /** @type {DrawnMap[]} */ (targets)) {
      const { width, height } = target.pixels;
      this.maps.paint(target, bytes.subarray(at, (at += width * height)), upward);
    }
  }

  resize() {
    fold(this, isNarrow());
    this.type?.fit();
  }

  print() {
    this.maps.measure();
  }

  stop() {
    this.type?.stop();
    this.stopped = true;
    this.maps.stop();
  }
}

// Where something new is put by a press: a place of the window becomes the two numbers that the edges of the
// rectangle say, and arrow keys move a cross.

import { svg } from './elements.js';

/** @import { Ground as GroundElement, Span } from './protocol_types' */
/** @typedef {[across: number, up: number]} Place in the numbers of the edges */
/** @typedef {'across' | 'up'} Axis */

/** @type {Record<string, Place>} */
export const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const FAST = 10; // steps at once, with the Shift key
const ARM = 11; // of the cross, in units of the picture
const DIGITS = 12; // of a number: what is beyond comes of the binary form of the step

/** @type {WeakMap<Element, Ground>} */
const grounds = new WeakMap();
/** @type {Map<string, Place>} */
const crosses = new Map(); // where the cross of a ground was left, by the id of the ground
const NUMBERS = 1e6; // of presses; they begin anywhere, because another window has its own
let presses = Math.floor(Math.random() * NUMBERS);

/** A number that no press before has: what a lost connection tells twice is known by it. */
export function numbered() {
  presses = (presses + 1) % NUMBERS;
  return presses;
}

/**
 * The multiple of a step that is nearest to a number and lies between two others.
 * @param {number} value
 * @param {Span} span
 * @param {number} step
 */
export function held(value, [low, high], step) {
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  const number = Math.max(first, Math.min(last, Math.round(value / step)));
  return Number((number * step).toPrecision(DIGITS));
}

/** @param {GroundElement} element */
export function ground({ id, label, x, y, width, height }) {
  const names = { 'data-touch': id, 'data-group': id, 'aria-label': label, role: 'button', tabindex: 0 };
  const cross = svg('path', { class: 'cross', d: `M${-ARM} 0H${ARM}M0 ${-ARM}V${ARM}` });
  return svg('g', { class: 'ground press', ...names }, svg('rect', { x, y, width, height }), cross);
}

/**
 * The ground of an id in the picture of an element.
 * @param {SVGElement} drawn
 * @param {string} id
 */
export function groundOf(drawn, id) {
  const found = drawn.ownerSVGElement?.querySelector(`[data-id="${CSS.escape(id)}"]`);
  return found ? grounds.get(found) : undefined;
}

export class Ground {
  /** @type {Place} */
  cross = [NaN, NaN];

  /**
   * @param {SVGElement} drawn
   * @param {GroundElement} element
   * @param {(id: string, place: Place) => void} tell
   */
  constructor(drawn, element, tell) {
    this.drawn = drawn;
    this.element = element;
    this.tell = tell;
    grounds.set(drawn, this);
    const { across, up } = element;
    this.show(crosses.get(element.id) ?? [(across[0] + across[1]) / 2, (up[0] + up[1]) / 2]);
    drawn.addEventListener('click', (event) => this.press(event));
    drawn.addEventListener('keydown', (event) => this.key(event));
  }

  /**
   * Numbers that the ground has, the nearest ones to those.
   * @param {Place} place
   * @returns {Place}
   */
  held([x, y]) {
    const { across, up, steps } = this.element;
    return [held(x, across, steps[0]), held(y, up, steps[1])];
  }

  /**
   * The numbers of a place of the window, wherever the picture stands and however large it is.
   * @param {{ clientX: number, clientY: number }} event
   * @returns {Place}
   */
  place({ clientX, clientY }) {
    const { left, top, width, height } = this.drawn.children[0].getBoundingClientRect();
    const { x, y, width: wide, height: high } = this.element;
    return this.at([x + ((clientX - left) / width) * wide, y + ((clientY - top) / height) * high]);
  }

  /**
   * Where a place is in the units of the picture.
   * @param {Place} place
   * @returns {[x: number, y: number]}
   */
  units([x, y]) {
    const { element } = this;
    const share = (/** @type {number} */ one, /** @type {Span} */ [low, high]) => (one - low) / (high - low);
    const down = 1 - share(y, element.up);
    return [element.x + share(x, element.across) * element.width, element.y + down * element.height];
  }

  /**
   * The numbers of a place in the units of the picture.
   * @param {[x: number, y: number]} units
   * @returns {Place}
   */
  at([x, y]) {
    const { across, up, x: left, y: top, width, height } = this.element;
    const right = across[0] + ((x - left) / width) * (across[1] - across[0]);
    return [right, up[1] - ((y - top) / height) * (up[1] - up[0])];
  }

  /**
   * Some steps from a place, more of them with the Shift key; nothing for another key.
   * @param {Place} place
   * @param {KeyboardEvent} event
   * @returns {Place | undefined}
   */
  step([x, y], { key, shiftKey }) {
    const way = WAYS[key];
    if (!way) return undefined;
    const [across, up] = this.element.steps;
    const count = shiftKey ? FAST : 1;
    return this.held([x + way[0] * count * across, y + way[1] * count * up]);
  }

  /** @param {Place} place */
  show(place) {
    this.cross = this.held(place);
    const [x, y] = this.units(this.cross);
    const [, cross] = this.drawn.children;
    cross.setAttribute('transform', `translate(${x} ${y})`);
    this.drawn.setAttribute('aria-description', this.cross.join(', '));
  }

  /**
   * A press that comes of no pointer is one at the cross.
   * @param {MouseEvent} event
   */
  press(event) {
    this.put(event.detail ? this.held(this.place(event)) : this.cross);
  }

  /** @param {Place} place */
  put(place) {
    this.tell(`${this.element.id}${numbered()}`, place);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const next = this.step(this.cross, event);
    if (!next && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    if (!next) {
      this.put(this.cross);
      return;
    }
    this.show(next);
    crosses.set(this.element.id, this.cross);
  }
}

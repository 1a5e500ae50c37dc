// What is seen large beside an element while the hand or the focus is on it: its small picture with names at the
// axes, and a formula with the numbers of the shown frame.  Nothing is done for a lens that is not open.

import { context2d, html } from './elements.js';
import { number } from './format.js';

/** @import { DrawnMap } from './maps.js' */
/** @import { Element, Lens } from './protocol_types' */
/** @import { Moment } from './player_types' */

const DIGITS = { significant: 3 };
const AIR = 10; // pixels between an element and what is seen of it

/**
 * A number of a sum: all but the first bring their sign.
 * @param {number} value
 * @param {boolean} first
 */
function term(value, first) {
  const text = number(Math.abs(value), DIGITS);
  if (first) return `${value < 0 ? '−' : ''}${text}`;
  return `${value < 0 ? '−' : '+'} ${text}`;
}

/**
 * @param {Lens} lens
 * @param {Moment} frame
 */
export function formula({ words, numbers }, frame) {
  const terms = numbers.map(([field, at], index) => `${words[index]}${term(frame[field][at], !index)}`);
  return terms.join('') + words[numbers.length];
}

export class Lenses {
  /** @type {Lens | null} */
  open = null;
  /** @type {Moment | null} */
  frame = null;
  title = html('p', { class: 'lens-title' });
  formula = html('p', { class: 'lens-formula' });
  detail = html('p', { class: 'lens-detail' });
  canvas = html('canvas');
  context = context2d(this.canvas);
  up = html('p', { class: 'up' });
  across = html('p', { class: 'across' });
  chart = html('div', { class: 'lens-chart' }, this.up, this.canvas, this.across);
  box = html('div', { class: 'lens', role: 'tooltip', hidden: '' }, this.title, this.chart);

  /**
   * @param {Element[]} elements of a scene, the lenses among them
   * @param {Map<string, SVGElement>} drawn by their ids
   */
  constructor(elements, drawn) {
    this.drawn = drawn;
    this.box.id = `lens-${Math.random().toString(36).slice(2)}`;
    this.box.append(this.formula, this.detail);
    for (const lens of elements) {
      if (lens.kind !== 'lens') continue;
      const target = /** @type {SVGElement} */ (drawn.get(lens.of));
      for (const event of ['pointerenter', 'focus']) {
        target.addEventListener(event, () => this.show(lens, target));
      }
      for (const event of ['pointerleave', 'blur']) target.addEventListener(event, () => this.hide(lens));
      target.addEventListener('keydown', ({ key }) => key === 'Escape' && this.hide(lens));
    }
  }

  /**
   * @param {Lens} lens
   * @param {SVGElement} target
   */
  show(lens, target) {
    this.open = lens;
    this.title.textContent = lens.title;
    this.detail.textContent = lens.detail ?? '';
    this.across.replaceChildren(...[lens.low, lens.across, lens.high].map((text) => html('span', {}, text)));
    this.up.replaceChildren(...[lens.high, lens.up, lens.low].map((text) => html('span', {}, text)));
    target.setAttribute('aria-describedby', this.box.id);
    this.renew();
    this.box.hidden = false;
    this.place(target);
  }

  /**
   * Lies in front of a scene, if there is anything to be seen large.
   * @param {HTMLElement | SVGElement} scene
   */
  join(scene) {
    if (scene instanceof HTMLElement) scene.append(this.box);
    return scene;
  }

  /**
   * The hand may have gone on to another element already.
   * @param {Lens} lens
   */
  hide(lens) {
    if (this.open !== lens) return;
    this.open = null;
    this.box.hidden = true;
  }

  /**
   * Where there is more room, and not over the element itself.
   * @param {SVGElement} target
   */
  place(target) {
    const room = /** @type {HTMLElement} */ (this.box.parentElement).getBoundingClientRect();
    const { left, right, top, height } = target.getBoundingClientRect();
    const [wide, high] = [this.box.offsetWidth, this.box.offsetHeight];
    const rightwards = room.right - right > left - room.left;
    const x = rightwards ? right + AIR - room.left : left - AIR - wide - room.left;
    const y = top + height / 2 - high / 2 - room.top;
    this.box.style.left = `${Math.max(0, Math.min(x, room.width - wide))}px`;
    this.box.style.top = `${Math.max(0, Math.min(y, room.height - high))}px`;
  }

  /** @param {Moment} frame */
  paint(frame) {
    this.frame = frame;
    if (this.open) this.renew();
  }

  renew() {
    if (!this.open || !this.frame) return;
    this.formula.textContent = formula(this.open, this.frame);
    const { pixels } = /** @type {DrawnMap} */ (this.drawn.get(this.open.map));
    if (this.canvas.width !== pixels.width) {
      Object.assign(this.canvas, { width: pixels.width, height: pixels.height });
    }
    this.context.drawImage(pixels, 0, 0);
  }
}

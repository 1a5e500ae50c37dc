// What an element is dragged by on a ground: it follows the hand, and Python hears where it was let go.  A key takes
// it up for the arrow keys, and puts it down.

import { svg } from './elements.js';
import { groundOf, numbered } from './ground.js';
import { walk } from './pressing.js';

/** @import { Place } from './ground.js' */
/** @import { Handle as HandleElement } from './protocol_types' */
/** @import { Report } from './player_types' */

const SLACK = 4; // pixels until a press becomes a drag
const REMOVING = ['Delete', 'Backspace'];
const PICKING = ['Enter', ' '];

/** @param {HandleElement} element */
export function handle({ id, label, x, y, radius, group = '' }) {
  const names = { 'data-touch': id, 'aria-label': label, role: 'button', tabindex: 0 };
  const look = { class: 'handle press', cx: x, cy: y, r: radius };
  const drawn = svg('circle', { ...look, ...names });
  if (group) drawn.dataset.group = group;
  return drawn;
}

export class Handle {
  /** @type {Place | null} */
  place = null; // where it is while it is not where it was

  /**
   * @param {SVGElement} drawn
   * @param {HandleElement} element
   * @param {Report} report
   */
  constructor(drawn, element, report) {
    this.drawn = drawn;
    this.element = element;
    this.report = report;
    drawn.addEventListener('pointerdown', (event) => this.press(event));
    drawn.addEventListener('click', (event) => event.detail || this.report(element.id, null)); // of no pointer
    drawn.addEventListener('keydown', (event) => this.key(event));
    drawn.addEventListener('blur', () => this.isUp && this.putDown());
    drawn.addEventListener('refused', () => this.show(null));
  }

  get ground() {
    return groundOf(this.drawn, this.element.ground);
  }

  get isUp() {
    return this.drawn.classList.contains('held');
  }

  /**
   * Shows it at a place of the ground, or where it was.
   * @param {Place | null} place
   */
  show(place) {
    const { drawn, element, ground } = this;
    this.place = place;
    const of = drawn.ownerSVGElement?.querySelector(`[data-id="${CSS.escape(element.of)}"]`);
    const [x, y] = (place && ground?.units(place)) ?? [element.x, element.y];
    for (const one of [drawn, of]) {
      if (place) one?.setAttribute('transform', `translate(${x - element.x} ${y - element.y})`);
      else one?.removeAttribute('transform');
    }
  }

  /** @param {PointerEvent} down */
  press(down) {
    const { drawn, ground } = this;
    if (down.button || !ground) return;
    let dragged = false;
    const move = (/** @type {PointerEvent} */ event) => {
      const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
      if (!dragged && far < SLACK) return;
      dragged = true;
      drawn.classList.add('held');
      this.show(ground.held(ground.place(event)));
    };
    const end = (/** @type {PointerEvent} */ event) => {
      drawn.removeEventListener('pointermove', move);
      drawn.classList.remove('held');
      if (event.type === 'pointercancel') this.show(null);
      else this.report(this.element.id, dragged ? this.place : null);
    };
    drawn.setPointerCapture(down.pointerId);
    drawn.addEventListener('pointermove', move);
    drawn.addEventListener('pointerup', end, { once: true });
    drawn.addEventListener('pointercancel', end, { once: true });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.does(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Does what a key means, and whether it means anything.
   * @param {KeyboardEvent} event
   */
  does(event) {
    const { drawn, element, report, isUp } = this;
    if (REMOVING.includes(event.key)) report(element.removed, numbered());
    else if (PICKING.includes(event.key)) this.pick(isUp);
    else if (isUp) return this.carry(event);
    else return Boolean(element.group) && walk(drawn, element.group ?? '', event.key);
    return true;
  }

  /** @param {boolean} isUp */
  pick(isUp) {
    if (isUp) this.putDown();
    else this.drawn.classList.add('held');
    if (!isUp) this.report(this.element.id, null);
  }

  putDown() {
    this.drawn.classList.remove('held');
    this.report(this.element.id, this.place);
  }

  /** @param {KeyboardEvent} event */
  carry(event) {
    const { ground } = this;
    if (event.key === 'Escape') this.show(null);
    const next = ground?.step(this.place ?? ground.at([this.element.x, this.element.y]), event);
    if (next) this.show(next);
    return Boolean(next) || event.key === 'Escape';
  }
}

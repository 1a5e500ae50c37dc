// What a pointer leaves behind while one presents: a ring where it was pressed, and a trail while a key is held, so
// that everybody in the room sees what is meant.

import { html } from './elements.js';

const KEPT = 24; // dots of a trail at once
const CONTROLS = 'button, input, select, textarea, a, dialog'; // what is pressed to do something, not to be shown

export class Spot {
  layer = html('div', { class: 'nnviz-spots', 'aria-hidden': 'true' });
  held = false;
  at = { x: -100, y: -100 };

  /** @param {() => boolean} seen whether a class looks at the page */
  constructor(seen) {
    this.seen = seen;
    document.body.append(this.layer);
    addEventListener('pointerdown', (event) => this.press(event), true);
    addEventListener('pointermove', (event) => this.move(event), true);
    this.layer.addEventListener('animationend', ({ target }) => {
      if (target instanceof HTMLElement) target.remove();
    });
  }

  /** @param {PointerEvent} event */
  press({ clientX: x, clientY: y, button, target }) {
    const control = target instanceof Element && target.closest(CONTROLS);
    if (button || control || !this.seen()) return;
    for (const old of this.layer.querySelectorAll('.ring')) old.remove();
    this.leave('ring', x, y);
  }

  /** @param {PointerEvent} event */
  move({ clientX: x, clientY: y }) {
    this.at = { x, y };
    if (this.held) this.leave('dot', x, y);
  }

  /** A key is down: the pointer is seen, and leaves a trail. */
  hold() {
    if (this.held || !this.seen()) return;
    this.held = true;
    this.leave('dot', this.at.x, this.at.y);
    this.layer.classList.add('held');
  }

  release() {
    this.held = false;
    this.layer.classList.remove('held');
  }

  /**
   * @param {'ring' | 'dot'} kind
   * @param {number} x
   * @param {number} y
   */
  leave(kind, x, y) {
    const made = html('i', { class: kind });
    Object.assign(made.style, { left: `${x}px`, top: `${y}px` });
    this.layer.append(made);
    const dots = this.layer.querySelectorAll('.dot');
    if (dots.length > KEPT) dots[0].remove();
  }
}

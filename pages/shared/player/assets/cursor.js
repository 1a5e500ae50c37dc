// The upright line at the shown moment of a figure.  It is drawn on a canvas of one row, as high as the axes:
// an element that moves, or whose ground does, makes the browser lay out its layers anew with every picture.

import { place } from './axes.js';
import { context2d, html, layOver } from './elements.js';

/** @import { Axes, Axis } from './player_types' */

const WIDTH = 2; // pixels

export class Cursor {
  constructor() {
    this.canvas = html('canvas', { class: 'paint cursor' });
    this.context = context2d(this.canvas);
    this.scale = 1;
    /** @type {Axis | undefined} */
    this.axis = undefined;
    /** @type {number | undefined} */
    this.value = undefined;
  }

  /** @param {HTMLElement} element */
  mount(element) {
    element.append(this.canvas);
  }

  /** @param {Axes} axes */
  place({ xaxis, yaxis }) {
    this.axis = xaxis;
    this.scale = window.devicePixelRatio || 1;
    layOver(this.canvas, xaxis, yaxis, WIDTH);
    Object.assign(this.canvas, { width: Math.round((xaxis.length + WIDTH) * this.scale), height: 1 });
    this.context.fillStyle = getComputedStyle(this.canvas).color;
    if (this.value !== undefined) this.show(this.value);
  }

  /** @param {number} value */
  show(value) {
    this.value = value;
    if (!this.axis) return;
    this.context.clearRect(0, 0, this.canvas.width, 1);
    const at = place(this.axis, value);
    if (at < -1 || at > this.axis.length + 1) return;
    this.context.fillRect(Math.round(at * this.scale), 0, WIDTH * this.scale, 1);
  }
}

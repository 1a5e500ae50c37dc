// The upright line at the shown moment of a figure.  It is drawn on a canvas of one row, as high as the axes:
// an element that moves, or whose ground does, makes the browser lay out its layers anew with every picture.

import { place } from './axes.js';

const WIDTH = 2; // pixels

export class Cursor {
  mount(element) {
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'paint cursor';
    this.context = this.canvas.getContext('2d');
    element.append(this.canvas);
  }

  // Lays the canvas over the axes.
  place({ xaxis, yaxis }) {
    this.axis = xaxis;
    this.scale = window.devicePixelRatio || 1;
    Object.assign(this.canvas.style, { left: `${xaxis.offset}px`, top: `${yaxis.offset}px`, width: `${xaxis.length + WIDTH}px`, height: `${yaxis.length}px` });
    Object.assign(this.canvas, { width: Math.round((xaxis.length + WIDTH) * this.scale), height: 1 });
    this.context.fillStyle = getComputedStyle(this.canvas).color;
    if (this.value !== undefined) this.show(this.value);
  }

  show(value) {
    this.value = value;
    if (!this.axis) return;
    this.context.clearRect(0, 0, this.canvas.width, 1);
    const at = place(this.axis, value);
    if (at >= -1 && at <= this.axis.length + 1) this.context.fillRect(Math.round(at * this.scale), 0, WIDTH * this.scale, 1);
  }
}

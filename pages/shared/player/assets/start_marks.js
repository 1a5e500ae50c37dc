// Where curves begin: a logarithmic axis has no place for epoch 0, so a dot at its left end stands for it, as high as
// the curve began.  Without it the first picture of a run would have no curve at all.

import { place } from './axes.js';
import { html } from './elements.js';

/** @import { Axes } from './player_types' */

export class StartMarks {
  /** @param {string[]} colours of the curves */
  constructor(colours) {
    this.dots = colours.map((colour) => html('i', { class: 'start', style: `background: ${colour}` }));
  }

  /** @param {HTMLElement} element */
  mount(element) {
    element.append(...this.dots);
  }

  /**
   * @param {Axes} axes
   * @param {{ across: number, up: number[] }} begin the first point of all curves
   * @param {boolean[]} shown which curves are
   */
  show({ xaxis, yaxis }, { across, up }, shown) {
    this.dots.forEach((dot, at) => {
      const y = place(yaxis, up[at]);
      dot.hidden = !(shown[at] && xaxis.type === 'log' && across <= 0 && y >= 0 && y <= yaxis.length);
      Object.assign(dot.style, { left: `${xaxis.offset}px`, top: `${yaxis.offset + y}px` });
    });
  }
}

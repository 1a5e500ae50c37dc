// The phases of a fixed timeline along its slider: a button for each, as wide as its steps, in its colour.

import { html } from './elements.js';

/** @import { Phase, Spec } from './protocol_types' */

const HALF = 0.5; // of a step: a phase begins in the middle between its first step and the one before

/**
 * The phase that a moment belongs to; none before the first.
 * @param {Phase[]} phases
 * @param {number} moment a clock value
 */
export function phaseOf(phases, moment) {
  return phases.findLast(({ since }) => since <= moment);
}

/**
 * The parts of a slider that phases take, and the part before the first; all of them together are 1.
 * @param {Phase[]} phases
 * @param {number} last clock value
 */
export function shares(phases, last) {
  const edges = [0, ...phases.map(({ since }) => Math.max(0, since - HALF)), last];
  return edges.slice(1).map((edge, at) => Math.max(0, edge - edges[at]) / Math.max(1, last));
}

export class Phases {
  /** @type {Phase[]} */
  phases = [];
  /** @type {HTMLButtonElement[]} */
  buttons = [];
  space = html('span', {});
  last = -1;

  /**
   * The slider, with the phases above it where the timeline has some.
   * @param {Spec} spec
   * @param {HTMLInputElement} slider
   * @param {(moment: number) => void} go
   * @returns {HTMLElement}
   */
  around(spec, slider, go) {
    this.phases = spec.growing ? [] : spec.phases;
    this.last = -1;
    if (!this.phases.length) return slider;
    this.space = html('span', {});
    this.buttons = this.phases.map(({ tone, label, since }) => {
      const name = { 'data-phase': tone, class: `phase ${tone}`, title: label };
      const made = html('button', { type: 'button', ...name }, label);
      made.addEventListener('click', () => go(since));
      return made;
    });
    return html(
      'div',
      { class: 'scrubber' },
      html('div', { class: 'phases' }, this.space, ...this.buttons),
      slider,
    );
  }

  /**
   * @param {HTMLElement} root which tells programs what is shown
   * @param {number} moment a clock value
   * @param {number} last
   */
  show(root, moment, last) {
    if (!this.phases.length) {
      delete root.dataset.phase;
      return;
    }
    if (last !== this.last) this.spread(last);
    const live = phaseOf(this.phases, moment);
    root.dataset.phase = live?.tone ?? '';
    this.buttons.forEach((button, at) => {
      button.setAttribute('aria-current', this.phases[at] === live ? 'step' : 'false');
    });
  }

  /** @param {number} last */
  spread(last) {
    this.last = last;
    shares(this.phases, last).forEach((share, at) => {
      (at ? this.buttons[at - 1] : this.space).style.flexGrow = String(share);
    });
  }
}

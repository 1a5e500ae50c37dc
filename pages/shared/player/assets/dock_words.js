// The words of the dock: the caption in its tones, the status beside it, and what is said to a screen reader.

import { html } from './elements.js';

/** @import { Caption, Spec } from './protocol_types' */
/** @import { Frame } from './player_types' */

/**
 * What programs read of a frame, by the names of attributes: all digits, or nothing where there is no number.
 * @param {Record<string, string>} readout
 * @param {Frame} frame
 */
export function readings(readout, frame) {
  return Object.entries(readout).map(([name, field]) => {
    const [value] = frame[field];
    return [name, Number.isNaN(value) ? '' : String(value)];
  });
}

export class DockWords {
  /** @type {Text[]} */
  pieces = [];
  tones = '';
  caption = html('p', { class: 'caption', 'data-nnviz': 'caption' });
  longest = html('p', { class: 'caption longest', 'aria-hidden': 'true' });
  captions = html('div', { class: 'captions', 'data-nnviz': 'readout' }, this.longest, this.caption);
  line = html('p', { class: 'status', 'data-nnviz': 'status' });
  live = html('p', { class: 'unseen', 'aria-live': 'polite', 'data-nnviz': 'live' });

  /** @returns {HTMLElement} */
  box() {
    return html('div', { class: 'words' }, this.captions, this.line);
  }

  /**
   * @param {Frame} frame
   * @param {Spec} spec
   */
  read(frame, spec) {
    if (!spec.growing) return;
    for (const [name, text] of readings(spec.readout, frame)) this.captions.dataset[name] = text;
  }

  /**
   * Where only words change, and not their tones, what stands there is kept.
   * @param {Caption} caption
   */
  write(caption) {
    const tones = caption.map(([tone]) => tone).join();
    if (tones === this.tones && caption.length === this.pieces.length) {
      caption.forEach(([, text], at) => {
        if (this.pieces[at].data !== text) this.pieces[at].data = text;
      });
      return;
    }
    this.tones = tones;
    this.pieces = caption.map(([, text]) => document.createTextNode(text));
    const toned = this.pieces.map((piece, at) => {
      const [tone] = caption[at];
      return tone ? html('span', { class: tone }, piece) : piece;
    });
    this.caption.replaceChildren(...toned);
  }

  /**
   * The longest caption has its room from the first step on, so that nothing jumps at it.
   * @param {string} text
   */
  reserve(text) {
    if (this.longest.textContent !== text) this.longest.textContent = text;
  }

  /** @param {string} text */
  status(text) {
    if (this.line.textContent !== text) this.line.textContent = text;
  }

  /** @param {string} text */
  say(text) {
    this.live.textContent = text;
  }
}

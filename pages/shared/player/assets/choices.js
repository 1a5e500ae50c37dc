// Words with buttons to choose from: what each of them changes is said below it, and what only some want to read
// is folded away.

import { html } from './elements.js';
import { hide } from './text_panels.js';

/** @import { Choice, ChoicesPanel } from './protocol_types' */
/** @import { Frame, TouchPort } from './player_types' */

export class Choices {
  /** @param {ChoicesPanel} panel */
  constructor(panel) {
    this.panel = panel;
    this.words = html('div', { class: 'paragraphs' });
    this.stopped = false;
    this.shown = -1; // the number of the frame that is
  }

  /**
   * @param {HTMLElement} host
   * @param {TouchPort} touch
   */
  mount(host, touch) {
    const { lines, choices, folded } = this.panel;
    this.write(lines);
    host.classList.add('choices');
    host.append(
      this.words,
      ...choices.flatMap((one) => this.choice(one, touch)),
      ...folded.map(([heading, words]) => this.fold(heading, words)),
    );
  }

  /**
   * @param {Choice} one
   * @param {TouchPort} touch
   */
  choice({ id, label, detail }, { report }) {
    const button = html('button', { type: 'button', class: 'switch', 'data-touch': id }, label);
    button.addEventListener('click', () => report(id, null));
    return detail ? [button, html('p', { class: 'detail' }, detail)] : [button];
  }

  /**
   * @param {string} heading
   * @param {string} words
   */
  fold(heading, words) {
    const body = html('pre', { class: 'code' }, words);
    return html('details', {}, html('summary', {}, heading), body);
  }

  /** @param {string[]} lines */
  write(lines) {
    this.words.replaceChildren(...lines.map((line) => html('p', {}, line)));
    this.paint({ number: this.shown });
  }

  /** @param {Pick<Frame, 'number'>} frame */
  paint({ number }) {
    this.shown = number;
    hide(this.words, number < this.panel.since || !this.words.childElementCount);
  }

  settle() {}
  resize() {}
  stop() {
    this.stopped = true;
  }
}

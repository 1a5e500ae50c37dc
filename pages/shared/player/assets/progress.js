// How far the moment is that a link asked for and that is still being computed, and a button for those who do
// not wait.

import { html } from './elements.js';

/** @import { Coming } from './protocol_types' */

export class Progress {
  /** @param {() => void} stay called by whoever does not wait */
  constructor(stay) {
    this.bar = html('progress', { max: 1, value: 0 });
    this.words = html('p', { 'data-nnviz': 'coming' });
    this.button = html('button', { type: 'button', class: 'switch', 'data-action': 'stay' });
    this.button.addEventListener('click', stay);
    this.box = html('div', { class: 'coming' }, this.words, this.bar, this.button);
  }

  /**
   * @param {HTMLElement} root of the player
   * @param {string} word of the button
   * @param {Coming} coming
   */
  show(root, word, coming) {
    if (!this.box.isConnected) root.append(this.box);
    this.button.textContent = word;
    this.words.textContent = coming.words;
    this.bar.value = coming.share;
    this.bar.setAttribute('aria-label', coming.words);
  }

  hide() {
    this.box.remove();
  }
}

// The way to the moment that a link asked for: while the server computes it the first picture stands, with words
// about how far it is and a button for those who do not wait.

import { html } from './elements.js';

/** @import { Player } from './player.js' */
/** @import { Coming } from './protocol_types' */

export class Reaching {
  stays = false; // the visitor does not wait; the server may not know yet

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.bar = html('progress', { max: 1, value: 0 });
    this.words = html('p', { 'data-nnviz': 'coming' });
    this.button = html('button', { type: 'button', class: 'switch', 'data-action': 'stay' });
    this.button.addEventListener('click', () => this.stay());
    this.box = html('div', { class: 'coming' }, this.words, this.bar, this.button);
  }

  /**
   * A moment is on its way, or has come.
   * @param {Coming | null} coming
   */
  approach(coming) {
    const { player } = this;
    const { playback } = player;
    if (!coming) this.stays = false;
    if (coming && this.waits()) {
      this.show(coming);
      return;
    }
    this.box.remove();
    if (playback.reaching) playback.arrive();
    if (coming && !playback.running) player.ask('stay', 0);
  }

  /** Whether the moment that a link asked for is waited for: nobody has done anything else meanwhile. */
  waits() {
    const { running, wanted } = this.player.playback;
    return !this.stays && !running && !wanted;
  }

  /** The newest moment is shown, and the server told. */
  stay() {
    this.stays = true;
    this.box.remove();
    this.player.playback.arrive();
    this.player.ask('stay', 0);
  }

  /** @param {Coming} coming */
  show({ share, words }) {
    const { playback, root, spec } = this.player;
    if (!playback.reaching && playback.shown) this.player.say(playback.shown);
    playback.reaching = true;
    if (!this.box.isConnected) root.append(this.box);
    this.button.textContent = spec?.words.stay ?? '';
    this.words.textContent = words;
    this.bar.value = share;
    this.bar.setAttribute('aria-label', words);
  }
}

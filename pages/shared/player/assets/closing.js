// The card at the end of a timeline: the word for what was seen, what it means, and where to go next.  Beside a
// picture it stands with what is there; a picture that is alone has it below, and covers nothing either.

import { html } from './elements.js';

/** @import { Ending } from './protocol_types' */

export class Closing {
  away = false; // whether the visitor has put it away
  card = html('aside', { class: 'ending', 'data-nnviz': 'ending' });

  /**
   * The card of another timeline, which nobody sees yet.
   * @param {Ending | null} ending
   * @param {string} close the name of the button that puts it away
   * @returns {HTMLElement[]}
   */
  build(ending, close) {
    this.away = false;
    this.card = html('aside', { class: 'ending', 'data-nnviz': 'ending', hidden: '' });
    if (!ending) return [];
    const button = html('button', { type: 'button', class: 'close', 'aria-label': close, title: close }, '×');
    button.addEventListener('click', () => {
      this.away = true;
      this.card.hidden = true;
    });
    const link = ending.href
      ? [html('a', { class: 'next', href: ending.href, target: '_self' }, ending.next)]
      : [];
    this.card.append(button, html('strong', {}, ending.word), html('p', {}, ending.learned), ...link);
    return [this.card];
  }

  /** @param {boolean} over whether the last moment is shown, at rest */
  show(over) {
    if (!over) this.away = false;
    const hidden = !over || this.away;
    if (hidden === this.card.hidden) return;
    this.card.hidden = hidden;
    if (!hidden) this.stand();
  }

  /** Below what stands beside the picture, or above it where that fills its room, which would hide the card. */
  stand() {
    const { card } = this;
    const room = card.parentElement;
    card.classList.remove('ahead');
    if (!room?.matches('.room-beside')) return;
    const full = room.scrollHeight > room.clientHeight + 1;
    card.classList.toggle('ahead', full);
    if (full) room.scrollTop = 0;
  }
}

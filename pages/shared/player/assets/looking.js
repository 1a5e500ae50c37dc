// What is computed for the shown moment alone, while somebody looks at it: asked for at rest, and a few times a
// second while it plays, so that the pictures keep their pace.  Nothing is asked for panels that are closed or out
// of view.  What takes long and belongs to all moments is asked for when the hand rests, so that it keeps no touch
// waiting.

/** @import { Panels } from './panels.js' */
/** @import { Player } from './player.js' */
/** @import { Look } from './protocol_types' */
/** @import { Numbers } from './player_types' */

const EVERY = 400; // milliseconds between two looks while it plays
const REST = 300; // milliseconds without an answer to a hand, after which what takes long is asked for

export class Looking {
  /** @type {Look | null} */
  look = null;
  looked = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resting = undefined;

  /** @param {Panels} panels */
  constructor(panels) {
    this.panels = panels;
  }

  /** Another picture has to be told again. */
  forget() {
    this.look = null;
  }

  /** @param {Look | null} look null leaves the one before */
  take(look) {
    if (!look) return;
    this.look = look;
    this.looked = performance.now();
    const fields = Object.entries(look.values);
    /** @type {Record<string, Numbers>} */
    const values = Object.fromEntries(
      fields.map(([name, numbers]) => [name, Float64Array.from(numbers, (one) => one ?? NaN)]),
    );
    this.show(values, look.open, look.at);
    this.panels.tables.renew();
  }

  /**
   * Panels that wait for a look are seen while they are open.
   * @param {Record<string, Numbers>} values
   * @param {string[]} open their ids
   * @param {number | null} at the moment that they show, which their boxes say as well
   */
  show(values, open, at) {
    for (const { host, panel, view } of this.panels.mounted) {
      view.look?.(values);
      const box = panel.kind === 'scene' && panel.look ? host?.closest('section') : null;
      const seen = open.includes(panel.id);
      if (box && box.hidden === seen) reveal(box, seen);
      if (box) box.dataset.looked = seen ? String(at) : '';
    }
  }

  /**
   * @param {Player} player
   * @param {boolean} playing
   */
  goOn(player, playing) {
    clearTimeout(this.resting);
    this.panels.came = () => this.goOn(player, player.playback.running);
    if (!this.wants(player.moment(player.playback.shown), playing)) return;
    if (this.look?.at !== null) player.ask('look', 0);
    else this.resting = setTimeout(() => player.ask('look', 0), REST);
  }

  /**
   * Whether a look at another moment is wanted now, or the rest of this one.
   * @param {number} moment
   * @param {boolean} playing
   */
  wants(moment, playing) {
    if (!this.look?.open.length) return false;
    if (this.look.at === null) return !this.look.whole && !playing;
    if (!this.isSeen(this.look.open)) return false;
    if (playing) return performance.now() > this.looked + EVERY && !document.hidden;
    return this.look.at !== moment || !this.look.whole;
  }

  /**
   * Whether one of these panels is in view.
   * @param {string[]} open
   */
  isSeen(open) {
    const { mounted, visibility } = this.panels;
    return mounted.some((one) => open.includes(one.panel.id) && visibility.sees(one));
  }
}

/**
 * What was opened by hand is brought into view.
 * @param {HTMLElement} box
 * @param {boolean} open
 */
function reveal(box, open) {
  box.hidden = !open;
  const byHand = document.activeElement?.classList.contains('wire');
  if (open && byHand) box.scrollIntoView({ block: 'nearest' });
}

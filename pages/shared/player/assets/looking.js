// What is computed for the shown moment alone, while somebody looks at it: asked for at rest, and a few times a
// second while it plays, so that the pictures keep their pace.  What takes long and belongs to all moments is asked
// for when the hand rests, so that it keeps no touch waiting.

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
    this.panels.look(values, look.open);
  }

  /**
   * @param {Player} player
   * @param {boolean} playing
   */
  goOn(player, playing) {
    clearTimeout(this.resting);
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
    if (!this.look?.open) return false;
    if (this.look.at === null) return !this.look.whole && !playing;
    if (playing) return performance.now() > this.looked + EVERY && !document.hidden;
    return this.look.at !== moment || !this.look.whole;
  }
}

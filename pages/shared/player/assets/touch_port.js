// Where the touches of a picture go, and what a picture can ask of its player.

import { complain } from './panel_boxes.js';

/** @import { Captions } from './captions.js' */
/** @import { Guessing } from './guessing.js' */
/** @import { Playback } from './playback.js' */
/** @import { Spec } from './protocol_types' */
/** @import { Requests } from './requests.js' */
/** @import { TouchPort } from './player_types' */

/**
 * @param {{ captions: Captions | null, guessing: Guessing, playback: Playback, requests: Pick<Requests, 'touch' | 'touched'> }} player
 * @param {Spec} spec
 * @returns {Omit<TouchPort, 'join'>}
 */
export function touchPort({ captions, guessing, playback, requests }, { clock, touch_words: words }) {
  const { touched } = requests;
  /** The name of what belongs to the shown step alone. */
  const dated = (/** @type {string} */ id) => `${id}@${playback.shown?.[clock][0] ?? 0}`;
  return {
    report: (id, value, ofStep) => requests.touch(ofStep ? dated(id) : id, value),
    complain,
    waiting: (id) => touched.size > 0 && (touched.has(id) || touched.has(dated(id))),
    hint(id) {
      const { shown } = playback;
      return (shown && guessing.hint(id, shown, clock)) ?? captions?.hints[id];
    },
    lead(value) {
      const { timeline } = playback;
      playback.jump(timeline.frames[timeline.position((frame) => frame[clock][0] <= value)]);
    },
    words,
  };
}

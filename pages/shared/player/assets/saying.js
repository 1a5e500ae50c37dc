// What is said of the shown frame: caption, verdict on a guess, notes, the card at the end, and the words that are
// spoken at rest.

import { plain } from './captions.js';
import { sayAgain } from './pointing.js';

/** @import { Captions } from './captions.js' */
/** @import { Closing } from './closing.js' */
/** @import { Guessing } from './guessing.js' */
/** @import { Panels } from './panels.js' */
/** @import { Playback } from './playback.js' */
/** @import { Spec } from './protocol_types' */
/** @import { Frame } from './player_types' */
/** @import { Transport } from './transport.js' */
/**
 * @typedef {object} Sayer whose frame it is, and the places where words stand
 * @property {Captions | null} captions
 * @property {Closing} closing
 * @property {Guessing} guessing
 * @property {Panels} panels
 * @property {number} picture the number of pictures so far
 * @property {Playback} playback
 * @property {Spec | null} spec
 * @property {Transport} transport
 */

/**
 * @param {Sayer} sayer
 * @param {Frame} frame
 */
export function say({ captions, closing, guessing, panels, picture, playback, spec, transport }, frame) {
  if (!captions || !spec) return;
  const caption = [...captions.caption(frame), ...guessing.answer(frame, spec.clock)];
  transport.show(frame, playback.timeline, picture, caption, playback.running);
  transport.text.read(frame, spec);
  sayAgain();
  const notes = captions.noted(frame);
  const failed = notes.some(({ level }) => level === 'error'); // nothing was learned from it
  closing.show(isOver(playback, spec, frame) && !failed);
  panels.remark(notes);
}

/**
 * The same to those who listen, once all rests.
 * @param {Sayer} sayer
 * @param {Frame} frame
 */
export function speak({ captions, guessing, spec, transport }, frame) {
  if (!captions || !spec) return;
  transport.text.say(captions.spoken(frame) + plain(guessing.answer(frame, spec.clock)));
}

/**
 * Whether a frame is the last moment of its timeline, and all rests.
 * @param {Playback} playback
 * @param {Spec} spec
 * @param {Frame} frame
 */
function isOver({ running, timeline, state }, spec, { number }) {
  if (running || timeline.count < 2) return false;
  return spec.growing ? state === 'ended' : number === timeline.count - 1;
}

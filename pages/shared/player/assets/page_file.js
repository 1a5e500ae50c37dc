// The timeline that is shown, as a page that needs no server: one packet with all that is known, in a page that the
// server made of our own modules and styles.

import * as address from './address.js';
import { asSigns, encoded, packed } from './packing.js';
import { unattended, unattendedDerivations, unattendedNotes } from './unattended.js';

/** @import { Captions } from './captions.js' */
/** @import { Guessing } from './guessing.js' */
/** @import { Playback } from './playback.js' */
/** @import { Spec } from './protocol_types' */
/** @import { Frame, SavedHeader } from './player_types' */
/** @import { ToldWords } from './told_words.js' */
/**
 * @typedef {object} Shown what is to be saved
 * @property {Captions | null} captions
 * @property {Guessing} guessing
 * @property {Playback} playback
 * @property {Spec | null} spec
 * @property {ToldWords} told
 */

const MOST = 20 * 1024 * 1024; // bytes of a page
const FRAME_NAMES = ['embed', 'embed_options', 'present']; // what says how the page is shown, not what

export class TooLarge extends Error {}

/** The address of the moment that is shown. */
export function linkBack() {
  address.settled();
  const link = new URL(location.href);
  for (const name of FRAME_NAMES) link.searchParams.delete(name);
  return link.href;
}

/**
 * The shown timeline as a page. Raises TooLarge for one of more than 20 MB.
 * @param {Shown} shown
 */
export async function pageFile(shown) {
  const frames = savedFrames(shown);
  const header = savedHeader(shown, frames);
  const { spec } = header;
  const figures = spec.panels.some(({ kind }) => kind === 'figure');
  const around = fetch(new URL(`assets/saved_${figures ? 'figures' : 'scenes'}.html`, document.baseURI));
  const signs = await asSigns(encoded(header, packed(frames, spec.layout)));
  const answer = await around;
  if (!answer.ok) throw new Error(`saved page: ${answer.status}`);
  const page = filled(await answer.text(), {
    language: document.documentElement.lang,
    title: document.title,
    href: header.href,
    packet: signs,
  });
  const file = new Blob([page], { type: 'text/html' });
  if (file.size > MOST) throw new TooLarge(`${file.size}`);
  return file;
}

/**
 * What was kept of the part that is shown: before an interruption it was another one.
 * @param {Shown} shown
 */
function savedFrames({ playback: { shown, timeline } }) {
  return timeline.frames.filter(({ part }) => part === shown?.part);
}

/**
 * @param {Shown} shown
 * @param {Frame[]} frames
 * @returns {SavedHeader & { spec: Spec }}
 */
function savedHeader({ captions, guessing, playback, spec, told }, frames) {
  const { shown } = playback;
  if (!captions || !spec || !shown) throw new Error('there is nothing to be saved yet');
  const { look, status, lines, texts, derivations } = told;
  return {
    spec: unattended({ ...spec, guess: guessing.asked }, frames.length),
    captions: captions.captions,
    notes: unattendedNotes(captions.notes[shown.part] ?? []),
    hints: captions.hints,
    derivations: unattendedDerivations(derivations),
    look: look?.at === null ? look : null,
    ...{ lines, texts, status: spec.growing ? '' : status }, // how fast a run went is no news any more
    numbers: frames.map(({ number }) => number),
    at: shown[spec.clock][0],
    href: linkBack(),
  };
}

/**
 * A page with its places filled; what is not our own is written so that it cannot be taken for a tag.
 * @param {string} page
 * @param {Record<string, string>} words
 */
export function filled(page, words) {
  return page.replace(/%(\w+)%/g, (place, /** @type {string} */ name) =>
    Object.hasOwn(words, name) ? escaped(words[name]) : place,
  );
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

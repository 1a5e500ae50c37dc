// What is said of the shown frame: its caption, the sentence that is spoken at rest, and what was noticed.

import { sentence } from './format.js';

/** @import { Caption, Note, NotedMoment, Packet, Spec } from './protocol_types' */
/** @import { Frame } from './player_types' */

/** @type {Note[]} */
const NOTHING = [];

/**
 * A caption without its tones.
 * @param {Caption} caption
 */
export function plain(caption) {
  return caption.map(([, text]) => text).join('');
}

/**
 * News about a moment takes the place of what was said of it and of later ones.
 * @param {NotedMoment[]} notes
 * @param {NotedMoment[]} news
 */
export function joined(notes, news) {
  return news.length ? [...notes.filter(([clock]) => clock < news[0][0]), ...news] : notes;
}

export class Captions {
  /** @type {NotedMoment[][]} */
  notes = []; // by the part of the past that they belong to
  /** @type {Record<string, Caption>} */
  hints = {}; // what is said of an element while one points at it, by its id

  /** @param {Spec} spec */
  constructor(spec) {
    this.spec = spec;
    this.captions = spec.growing ? [] : spec.captions; // one for every step of a timeline that is known as a whole
  }

  /**
   * @param {Packet} packet
   * @param {number} part
   */
  take(packet, part) {
    const { fresh, notes } = packet;
    if (packet.replace && packet.captions) this.captions = packet.captions;
    if (packet.replace) this.hints = packet.hints;
    this.notes[part] = fresh ? notes : joined(this.notes[part] ?? [], notes);
  }

  /** The words that need the most room. */
  get longest() {
    return this.captions.map(plain).reduce((one, other) => (other.length > one.length ? other : one), '');
  }

  /**
   * The caption of a frame, or the sentence that stands for all of them.
   * @param {Frame} frame
   * @returns {Caption}
   */
  caption(frame) {
    const { spec } = this;
    return spec.growing ? [['', sentence(spec.caption, spec.formats, frame)]] : this.step(frame);
  }

  /** @param {Frame} frame */
  spoken(frame) {
    const { spec } = this;
    return spec.growing ? sentence(spec.spoken, spec.formats, frame) : plain(this.step(frame));
  }

  /** @param {Frame} frame */
  step({ number }) {
    return this.captions[number] ?? [];
  }

  /**
   * The newest notes that were true at a frame.
   * @param {Frame} frame
   */
  noted(frame) {
    const at = frame[this.spec.clock][0];
    /** @type {Note[]} */
    let found = NOTHING;
    for (const [from, lines] of this.notes[frame.part] ?? []) if (from <= at) found = lines;
    return found;
  }
}

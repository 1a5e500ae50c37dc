// What answers have said beside their frames, kept for whoever makes a file of what is shown.

/** @import { Derivation, Look, Packet } from './protocol_types' */

export class ToldWords {
  status = '';
  /** @type {Record<string, string[]>} new lines by the ids of their panels */
  lines = {};
  /** @type {Record<string, string>} words by the ids of their elements */
  texts = {};
  /** @type {Record<string, Derivation>} by the ids of their panels */
  derivations = {};
  /** @type {Look | null} */
  look = null;

  /** Another picture has to be told again. */
  forget() {
    Object.assign(this, { status: '', lines: {}, texts: {}, derivations: {}, look: null });
  }

  /** @param {Packet} packet */
  take(packet) {
    this.status = packet.status;
    this.look = packet.look ?? this.look;
    if (!packet.replace) return;
    Object.assign(this.lines, packet.lines);
    Object.assign(this.texts, packet.texts);
    this.derivations = packet.derivations;
  }
}

// The queue for a place to train: a crowded server says the number, and more is asked for after a pause.  Touches
// and steps go on meanwhile.

import { html } from './elements.js';

/** @import { Packet, Queue, Want } from './protocol_types' */

const WANTS = new Set(['playing', 'waiting']); // states of a player that wants more

export class Queueing {
  rests = false; // nothing that trains is asked for
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;
  /** @type {HTMLElement | undefined} */
  box = undefined;

  /**
   * @param {HTMLElement} root
   * @param {() => void} goOn asks for more, if more is wanted
   */
  constructor(root, goOn) {
    this.root = root;
    this.goOn = goOn;
  }

  /**
   * What an answer says of the queue; one that brings no frames, and some may follow, leaves it as it is.
   * @param {Packet} packet
   * @param {number} frames how many it has brought
   */
  hear(packet, frames) {
    if (!packet.replace && packet.queue) this.wait(packet.queue);
    else if (frames || packet.ended) this.leave();
  }

  /**
   * Whether a request has to wait, because it trains.
   * @param {Want} want
   */
  holdsBack(want) {
    return this.rests && (want === 'more' || want === 'reach');
  }

  /** @param {Queue} queue */
  wait({ words, pause }) {
    this.leave(false);
    this.rests = true;
    this.box ??= html('p', { class: 'queue', role: 'status', 'data-nnviz': 'queue' });
    this.box.textContent = words;
    if (!this.box.isConnected) this.root.append(this.box);
    this.timer = setTimeout(() => {
      this.rests = false;
      this.goOn();
      if (!WANTS.has(this.root.dataset.state ?? '')) this.leave();
    }, pause);
  }

  leave(whole = true) {
    clearTimeout(this.timer);
    this.rests = false;
    if (whole) this.box?.remove();
  }
}

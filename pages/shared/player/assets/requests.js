// Requests to the server: one at a time, over the connection; what is touched meanwhile is sent together.

import { Connection } from './connection.js';
import { wake } from './lifeline.js';
import { Queueing } from './queueing.js';

/** @import { Carrier } from './connection.js' */
/** @import { Request, Touch, Want } from './protocol_types' */
/** @typedef {Omit<Request, 'want' | 'count' | 'touched' | 'at' | 'address'>} Wish what the server has to know of a player */
/** @typedef {{ want: Want, touched: Touch[], carrier: Carrier, at: number }} Asked a request that is under way */
/**
 * @typedef {object} Asker who asks
 * @property {HTMLElement} root
 * @property {() => Wish} wish
 * @property {(bytes: Uint8Array) => void} heard gets what came over the socket
 * @property {() => void} goOn called when it makes sense to ask (again)
 * @property {() => boolean} silent while it holds, nothing may be asked
 * @property {() => boolean} follows whether something below the player has to be told of touches
 */

const PATIENCE = 4000; // milliseconds until a trigger counts as unanswered ...
const ALONE = 60_000; // ... and where there is no stream: there no session gets lost, and one thread does everything
const REST = 700; // milliseconds without a touch after which what stands below the player follows

export class Requests {
  /** @type {Asked | null} */
  asked = null;
  /** @type {Map<string, Touch[1]>} */
  touched = new Map(); // what was touched and is not yet sent: id -> value, the last one counts
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  following = undefined;

  /** @param {Asker} asker */
  constructor(asker) {
    this.asker = asker;
    this.queueing = new Queueing(asker.root, () => asker.goOn());
    this.connection = new Connection(
      (bytes) => asker.heard(bytes),
      () => this.again(),
    );
  }

  get carrier() {
    return this.connection.carrier;
  }

  /**
   * Whether the request is under way.
   * @param {Want} want
   * @param {number} count
   * @param {Touch[]} [touched]
   */
  ask(want, count, touched = []) {
    const now = performance.now();
    const quiet = document.hidden || this.asker.silent() || this.queueing.holdsBack(want);
    if (quiet || this.waits(now)) return false;
    const { carrier } = this;
    if (!this.connection.ask(this.request(want, count, touched))) return false;
    this.asked = { want, touched, carrier, at: now };
    if (want === 'touch' && carrier === 'socket') this.followSoon();
    return true;
  }

  /**
   * @param {Want} want
   * @param {number} [count]
   * @param {Touch[]} [touched]
   * @returns {Request}
   */
  request(want, count = 0, touched = []) {
    return { want, count, touched, at: performance.now(), ...this.asker.wish() };
  }

  /**
   * Whether an answer is under way. A trigger that is not answered may have met a session that is gone.
   * @param {number} now
   */
  waits(now) {
    if (!this.asked) return false;
    const patience = this.connection.token ? PATIENCE : ALONE;
    const late = this.asked.carrier === 'trigger' && now - this.asked.at > patience;
    if (!late) return true;
    wake();
    this.forget();
    return false;
  }

  /** What was asked of a session or a socket that is gone will not be answered: touches are told again, first. */
  forget() {
    const told = (this.asked?.touched ?? []).filter(([id]) => !this.touched.has(id));
    const later = [...this.touched];
    this.touched.clear();
    for (const [id, value] of [...told, ...later]) this.touched.set(id, value);
    this.asked = null;
  }

  again() {
    if (this.asked?.carrier === 'socket') this.forget();
    this.send();
    this.asker.goOn();
  }

  /**
   * @param {string} id
   * @param {Touch[1]} value
   */
  touch(id, value) {
    this.touched.delete(id);
    this.touched.set(id, value);
    this.send();
  }

  send() {
    if (this.touched.size && this.ask('touch', 0, [...this.touched])) this.touched.clear();
  }

  /**
   * Streamlit's side may know an older address; touches wait until the settings are those of the right one.
   * @param {string} address
   */
  goBackTo(address) {
    this.connection.trigger({ ...this.request('nothing'), address });
    this.asked = { want: 'nothing', touched: [], carrier: 'trigger', at: performance.now() };
  }

  /** What stands below the player is Streamlit's: it follows when the hand rests. */
  followSoon() {
    clearTimeout(this.following);
    this.following = setTimeout(() => {
      if (!this.asker.follows()) return;
      if (this.asked || this.touched.size || this.asker.silent()) this.followSoon();
      else this.connection.trigger(this.request('nothing'));
    }, REST);
  }

  /**
   * Milliseconds that each of so many frames took that were asked for with `more` over this carrier, if any were.
   * @param {Carrier} carrier
   * @param {number} count
   */
  each(carrier, count) {
    if (this.asked?.want !== 'more' || this.asked.carrier !== carrier) return undefined;
    return (performance.now() - this.asked.at) / Math.max(1, count);
  }

  stop() {
    clearTimeout(this.following);
    this.queueing.leave();
    this.connection.stop();
  }
}

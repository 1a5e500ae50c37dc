// Asking the server: one request at a time, over the line; what is touched meanwhile is sent together.

import { wake } from './lifeline.js';
import { Connection } from './connection.js';

const PATIENCE = 4000; // milliseconds until a trigger counts as unanswered
const REST = 700; // milliseconds without a touch after which what stands below the player follows

export class Asking {
  // The player has `wish()`, what the server has to know of it; `answered(bytes)`; and `goOn()`, called when
  // it makes sense to ask (again). It is `silent()` while nothing may be asked.
  constructor(player) {
    this.player = player;
    this.touched = new Map(); // what was touched and is not yet sent: id -> value, the last one counts
    this.line = new Connection((bytes) => player.answered(bytes), () => this.again());
  }

  get carrier() { return this.line.carrier; }

  // Whether the request is under way.
  ask(want, count, touched = []) {
    const now = performance.now();
    if (document.hidden || this.player.silent() || this.waits(now)) return false;
    const { carrier } = this.line;
    if (!this.line.ask(this.wish(want, count, touched))) return false;
    this.asked = { want, touched, carrier, at: now };
    if (want === 'touch' && carrier === 'socket') this.followSoon();
    return true;
  }

  wish(want, count = 0, touched = []) {
    return { want, count, touched, at: performance.now(), ...this.player.wish() };
  }

  // Whether an answer is under way. A trigger that is not answered may have met a session that is gone.
  waits(now) {
    if (!this.asked) return false;
    const late = this.asked.carrier === 'trigger' && now - this.asked.at > PATIENCE;
    if (!late) return true;
    wake();
    this.forget();
    return false;
  }

  // What was asked of a session or a socket that is gone will not be answered: touches are told again.
  forget() {
    for (const [id, value] of this.asked?.touched ?? []) if (!this.touched.has(id)) this.touched.set(id, value);
    this.asked = null;
  }

  again() {
    if (this.asked?.carrier === 'socket') this.forget();
    this.send();
    this.player.goOn();
  }

  touch(id, value) {
    this.touched.delete(id);
    this.touched.set(id, value);
    this.send();
  }

  send() {
    if (this.touched.size && this.ask('touch', 0, [...this.touched])) this.touched.clear();
  }

  // Streamlit's side may know an older address; touches wait until the settings are those of the right one.
  goBackTo(address) {
    this.line.trigger({ ...this.wish('nothing'), address });
    this.asked = { want: 'nothing', touched: [], carrier: 'trigger', at: performance.now() };
  }

  // What stands below the player is Streamlit's: it follows when the hand rests.
  followSoon() {
    clearTimeout(this.following);
    this.following = setTimeout(() => {
      if (!this.player.follows || this.player.running) return;
      if (this.asked || this.touched.size || this.player.silent()) return this.followSoon();
      this.line.trigger(this.wish('nothing'));
    }, REST);
  }

  // Milliseconds that each of so many frames took that were asked for with `more` over this carrier, if any were.
  each(carrier, count) {
    if (this.asked?.want !== 'more' || this.asked.carrier !== carrier) return undefined;
    return (performance.now() - this.asked.at) / Math.max(1, count);
  }

  stop() {
    clearTimeout(this.following);
    this.line.stop();
  }
}

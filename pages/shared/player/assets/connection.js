// The connection to the server: frames are asked for over a websocket of our own, and where none opens by
// Streamlit's trigger.  A socket that is cut is opened again; when its token has died, Streamlit tells the new one.

import { connected, wake } from './lifeline.js';

/** @import { Request } from './protocol_types' */
/** @typedef {'socket' | 'trigger' | 'opening' | 'gone'} Carrier what a request would travel over, or why none can */

const GONE = 4404; // the code with which the server closes a socket whose token has died ...
const FAILED = 1011; // ... and one whose request it could not answer
const OPENING = 3000; // milliseconds that a socket may take to open
const SILENCE = 12_000; // milliseconds until a socket that does not answer is taken for dead
const PAUSES = [0, 500, 1000, 2000, 4000, 8000]; // milliseconds before the tries to open it once more
const GRACE = 1500; // milliseconds that a dead token may take to be followed by another
const REVIVAL = 15_000; // milliseconds that a page may take to run once more on a busy server
const TRIES = 2; // failures in a row after which the trigger is used meanwhile

/** @typedef {ReturnType<typeof setTimeout> | undefined} Timer */

export class Connection {
  /** @type {WebSocket | null} */
  socket = null;
  token = '';
  failures = 0;
  gone = false; // the token has died
  opened = false; // a socket has been open with this token ...
  stood = false; // ... and the present one is
  /** @type {Timer} */
  silence = undefined;
  /** @type {Timer} */
  waiting = undefined;

  /**
   * @param {(bytes: Uint8Array) => void} receive gets what comes over the socket
   * @param {() => void} again called when it makes sense to ask (again)
   */
  constructor(receive, again) {
    this.receive = receive;
    this.again = again;
    /** @type {(request: Request) => void} */
    this.trigger = () => {};
  }

  /**
   * Another token is another timeline: what the old socket still says is not heard any more.
   * @param {string} token
   */
  use(token) {
    if (token === this.token) return;
    this.stop();
    Object.assign(this, { token, failures: 0, gone: false, opened: false });
    if (token) this.open();
  }

  /** @returns {Carrier} */
  get carrier() {
    if (this.socket?.readyState === WebSocket.OPEN) return 'socket';
    if (this.gone) return 'gone';
    return this.token && this.failures < TRIES ? 'opening' : 'trigger';
  }

  /**
   * Whether the request is under way; while a socket opens, or nobody is there to answer, nothing is.
   * @param {Request} request
   */
  ask(request) {
    const { carrier, socket } = this;
    if (carrier === 'trigger' && connected()) {
      this.trigger(request);
      return true;
    }
    if (carrier !== 'socket' || !socket) return false;
    socket.send(JSON.stringify(request));
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket?.close(), SILENCE);
    return true;
  }

  open() {
    if (document.hidden) {
      document.addEventListener('visibilitychange', () => this.retry(0), { once: true });
      return;
    }
    const address = new URL(`stream/${this.token}`, document.baseURI);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    const late = setTimeout(() => socket.close(), OPENING);
    // What another socket than the present one says is not heard.
    const mine = (/** @type {() => void} */ listener) => {
      clearTimeout(late);
      if (this.socket === socket) listener();
    };
    socket.addEventListener('open', () => mine(() => this.stands()));
    socket.addEventListener('message', ({ data }) => mine(() => this.heard(data)));
    socket.addEventListener('close', ({ code }) => mine(() => this.lost(code)));
  }

  stands() {
    Object.assign(this, { opened: true, stood: true });
    this.again();
  }

  /** @param {ArrayBuffer} data */
  heard(data) {
    clearTimeout(this.silence);
    this.failures = 0;
    this.receive(new Uint8Array(data));
  }

  /**
   * One that was open is opened again for ever; where none ever opened, none is expected.
   * @param {number} code
   */
  lost(code) {
    clearTimeout(this.silence);
    if (!this.stood || code === FAILED) this.failures += 1;
    Object.assign(this, { socket: null, stood: false, gone: code === GONE });
    if (this.gone) this.reviveSoon(GRACE);
    else if (this.carrier === 'trigger') this.again();
    const tries = this.opened || this.failures < TRIES;
    if (!this.gone && tries) this.retry(PAUSES[Math.min(this.failures, PAUSES.length - 1)]);
  }

  /**
   * A token dies with its run as well, and then the next one is on its way; else the session is gone.
   * @param {number} pause
   */
  reviveSoon(pause) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.reviveSoon(wake() ? REVIVAL : GRACE), pause);
  }

  /** @param {number} pause */
  retry(pause) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.socket || this.open(), pause);
  }

  stop() {
    clearTimeout(this.waiting);
    clearTimeout(this.silence);
    const { socket } = this;
    this.socket = null;
    this.token = '';
    socket?.close();
  }
}

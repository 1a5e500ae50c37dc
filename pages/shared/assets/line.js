// The line to the server: frames are asked for over a websocket of our own, and where none opens by Streamlit's
// trigger.  A socket that is cut is opened again; when its token has died, Streamlit tells the new one.

import { connected, wake } from './lifeline.js';

const GONE = 4404; // the code with which the server closes a socket whose token has died ...
const FAILED = 1011; // ... and one whose request it could not answer
const OPENING = 3000; // milliseconds that a socket may take to open
const SILENCE = 12_000; // milliseconds until a socket that does not answer is taken for dead
const PAUSES = [0, 500, 1000, 2000, 4000, 8000]; // milliseconds before the tries to open it once more
const GRACE = 1500; // milliseconds that a dead token may take to be followed by another
const REVIVAL = 15_000; // milliseconds that a page may take to run once more on a busy server
const TRIES = 2; // failures in a row after which the trigger is used meanwhile

export class Line {
  // `receive(bytes)` gets what comes over the socket; `again()` is called when it makes sense to ask (again).
  constructor(receive, again) {
    Object.assign(this, { receive, again, failures: 0 });
  }

  // Another token is another timeline: what the old socket still says is not heard any more.
  use(token) {
    if (token === this.token) return;
    this.stop();
    Object.assign(this, { token, failures: 0, gone: false, opened: false });
    if (token) this.open();
  }

  get carrier() {
    if (this.socket?.readyState === WebSocket.OPEN) return 'socket';
    if (this.gone) return 'gone';
    return this.token && this.failures < TRIES ? 'opening' : 'trigger';
  }

  // Whether the request is under way; while a socket opens, or nobody is there to answer, nothing is.
  ask(request) {
    const { carrier } = this;
    if (carrier === 'trigger' && connected()) this.trigger(request);
    if (carrier !== 'socket') return carrier === 'trigger' && connected();
    this.socket.send(JSON.stringify(request));
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket?.close(), SILENCE);
    return true;
  }

  open() {
    if (document.hidden) return void document.addEventListener('visibilitychange', () => this.retry(0), { once: true });
    const address = new URL(`stream/${this.token}`, document.baseURI);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    const late = setTimeout(() => socket.close(), OPENING);
    const mine = (listener) => (event) => { clearTimeout(late); if (this.socket === socket) listener(event); };
    socket.addEventListener('open', mine(() => { Object.assign(this, { opened: true, stood: true }); this.again(); }));
    socket.addEventListener('message', mine(({ data }) => { clearTimeout(this.silence); this.failures = 0; this.receive(new Uint8Array(data)); }));
    socket.addEventListener('close', mine(({ code }) => this.lost(code)));
  }

  // One that was open is opened again for ever; where none ever opened, none is expected.
  lost(code) {
    clearTimeout(this.silence);
    if (!this.stood || code === FAILED) this.failures += 1;
    Object.assign(this, { socket: null, stood: false, gone: code === GONE });
    if (this.gone) this.reviveSoon();
    else if (this.carrier === 'trigger') this.again();
    if (!this.gone && (this.opened || this.failures < TRIES)) this.retry(PAUSES[Math.min(this.failures, PAUSES.length - 1)]);
  }

  // A token dies with its run as well, and then the next one is on its way; else the session is gone.
  reviveSoon(pause = GRACE) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.reviveSoon(wake() ? REVIVAL : GRACE), pause);
  }

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

// Counts what happens in a page, from before its first script on: animation frames, messages on each
// websocket, and when something is seen.  Costs next to nothing, and the same on every checkout.

window.probe = { frames: 0, hidden: false, pressed: 0, first: 0, told: 0, waits: [], kinds: {} };
for (const kind of ['streamlit', 'stream']) probe.kinds[kind] = { sent: 0, received: 0, bytes: 0 };
const native = Object.getOwnPropertyDescriptor(Document.prototype, 'hidden').get;
Object.defineProperty(document, 'hidden', { get() { return probe.hidden || native.call(document); } });

// -- messages ---------------------------------------------------------------------------
const size = (data) => data.byteLength ?? data.size ?? data.length;
window.WebSocket = class extends WebSocket {
  constructor(address, ...more) {
    super(address, ...more);
    const kind = String(address).includes('/_stcore/') ? 'streamlit' : 'stream';
    this.counts = probe.kinds[kind];
    this.addEventListener('message', ({ data }) => {
      this.counts.received += 1;
      this.counts.bytes += size(data);
    });
  }

  send(data) {
    this.counts.sent += 1;
    if (probe.watched && this.counts === probe.kinds.streamlit) probe.listen(data);
    super.send(data);
  }
};

// When a widget of Streamlit's told the server of another value. A message holds the state of every widget:
// its length in a byte, then 0x0a, the length of its name, the name ("$$ID-...-train-rate"), and the value.
probe.listen = (data) => {
  const text = new TextDecoder('latin1').decode(data);
  const end = text.indexOf(probe.watched) + probe.watched.length;
  if (end < probe.watched.length) return;
  const start = text.lastIndexOf('$$ID', end) - 2;
  const value = text.slice(end, start + data[start - 1]);
  if (value !== probe.value) probe.told = performance.now();
  probe.value = value;
};

// -- what is seen -----------------------------------------------------------------------
probe.player = () => document.querySelector('[data-nnviz=player]')?.dataset ?? {};
probe.numbers = () => (document.querySelector('[data-nnviz=caption]')?.textContent.match(/\d[\d,]*\.?\d*(e-?\d+)?/g) ?? [])
  .map((text) => Number(text.replaceAll(',', '')));

// When a condition holds at the end of a frame, on the page's clock.
probe.when = (condition) => new Promise((seen) => probe.waits.push({ condition, seen }));
probe.await = (condition, patience) => Promise.race([probe.when(condition), new Promise((_, refuse) => {
  setTimeout(() => refuse(new Error(`${condition} must hold within ${patience} ms`)), patience);
})]);
const look = () => {
  probe.waits = probe.waits.filter(({ condition, seen }) => !condition() || void seen(performance.now()));
};
const count = () => {
  probe.frames += 1;
  if (probe.waits.length) setTimeout(look); // after what this frame shows
  requestAnimationFrame(count);
};
requestAnimationFrame(count);

const pressed = ({ timeStamp }) => {
  const [, loss] = probe.numbers();
  Object.assign(probe, { pressed: timeStamp, step: Number(probe.player().step), loss });
};
for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, pressed, true);

// Whether network, heatmaps and curves are drawn, as far as they are in the window. A network too large for
// maps of its units has no canvas.
const painted = (canvas) => canvas.width && canvas.height
  && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte);
const inWindow = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};
const heatmaps = () => [...document.querySelectorAll('[data-panel=network], [data-panel^=surface], [data-panel^=matrix]')]
  .filter(inWindow).map((panel) => [panel, [...panel.querySelectorAll('canvas')]])
  .every(([{ dataset }, canvases]) => canvases.some(painted) || (dataset.panel === 'network' && !canvases.length));
const curves = () => Number(document.querySelector('[data-panel=loss] .plot')?.dataset.curves ?? 0) > 0;
const network = () => document.querySelectorAll('[data-panel=network] svg [data-id^=w]').length > 0;
const first = () => network() && curves() && heatmaps();
probe.when(first).then((at) => { probe.first = at; });

// All counters now.
probe.read = () => {
  const { painted: pictures, steps, mounts } = probe.player();
  const drawn = document.querySelector('[data-panel=loss] .plot')?.dataset.curves ?? 0;
  const { streamlit, stream } = probe.kinds;
  return {
    seconds: performance.now() / 1000, animation: probe.frames, pictures: Number(pictures), curves: Number(drawn),
    steps: Number(steps), mounts: Number(mounts), epochs: probe.numbers()[0] ?? 0,
    streamlit_sent: streamlit.sent, streamlit_received: streamlit.received, stream_sent: stream.sent,
    received: streamlit.bytes + stream.bytes,
  };
};

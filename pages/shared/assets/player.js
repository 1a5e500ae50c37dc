// The player: one transport over one timeline, and the panels that show its frames.
// It knows neither networks nor formulas; Python hands it panels and, per step, arrays.

import * as address from './address.js';
import { Asking } from './asking.js';
import { Colours } from './colours.js';
import { Figure } from './figures.js';
import { sentence } from './format.js';
import { IntoView } from './into_view.js';
import { NavigationGuard } from './navigation_guard.js';
import { decode, frames } from './protocol.js';
import { Scene } from './scenes.js';
import { Visibility } from './visibility.js';
import { addStyle } from './style.js';
import { Timeline } from './timeline.js';
import { patch, plain, Transport } from './transport.js';
import { Code, Notes } from './text_panels.js';

const PANELS = { figure: Figure, scene: Scene, notes: Notes, code: Code };
const CAP = 6 * 1024 * 1024; // bytes of past that are kept
const LOW = { socket: 4, trigger: 5 }; // frames left unseen when more are asked for, by what carries them
const PAIR = 2; // frames that are asked for at once over a socket, where asking costs next to nothing
const players = new WeakMap();

export default function mount(component) {
  const { data, parentElement, setTriggerValue } = component;
  let player = players.get(parentElement);
  if (!player) {
    player = new Player(parentElement.querySelector('[data-nnviz="player"]'));
    players.set(parentElement, player);
  }
  player.asking.line.trigger = (request) => setTriggerValue('request', request);
  player.told(decode(data));
  return () => {
    players.delete(parentElement);
    player.stop();
  };
}

// News about a moment takes the place of what was said of it and of later ones.
function joined(notes, news) {
  return news.length ? [...notes.filter(([step]) => step < news[0][0]), ...news] : notes;
}

class Player {
  constructor(root) {
    addStyle();
    this.root = root;
    this.timeline = new Timeline(CAP);
    this.transport = new Transport(root, this);
    this.panels = [];
    this.sight = new Visibility((panel) => this.catchUp(panel));
    this.switches = new Map();
    this.notes = [];
    this.state = 'idle';
    this.seen = -1;
    this.picture = 0;
    this.period = 24;
    this.due = 0;
    this.reduced = window.matchMedia('(prefers-reduced-motion: reduce)');
    this.view = new IntoView(root, this.reduced);
    this.loop = this.loop.bind(this);
    this.observer = new ResizeObserver(() => this.panels.forEach((panel) => panel.resize()));
    this.observer.observe(root);
    this.seenAgain = () => document.hidden || !this.spec || this.proceed();
    document.addEventListener('visibilitychange', this.seenAgain);
    this.leaving = new NavigationGuard(() => this.asking.send());
    this.asking = new Asking(this);
    root.dataset.mounts = Number(root.dataset.mounts ?? 0) + 1;
  }

  // -- what Python says -----------------------------------------------------------
  // Streamlit draws a component again whenever it likes: what was read is not read twice. Another life is
  // another session, after a restart of the server or a long absence.
  told(packet) {
    const reborn = this.life !== undefined && packet.life !== this.life;
    if (!reborn && packet.sequence <= this.seen) return;
    Object.assign(this, { life: packet.life, seen: packet.sequence });
    const known = reborn ? address.settled() : undefined;
    const { asking } = this;
    const { asked } = asking;
    this.measure(packet, 'trigger');
    if (reborn) asking.forget();
    asking.line.use(packet.stream);
    if (packet.link && !reborn) address.keep(packet.link, packet.undo);
    if (packet.unchanged && this.spec && !reborn) return this.toldNothing();
    this.receive(packet, known);
    if (asked?.carrier === 'socket' && !packet.spec && !reborn) asking.asked = asked; // its answer is still to come
  }

  // Only what stands below has followed; what was asked over the socket is still to come.
  toldNothing() {
    if (this.asking.asked?.carrier === 'trigger') this.asking.asked = null;
    this.asking.send();
    this.proceed();
  }

  // What comes over the socket is always new.
  answered(bytes) {
    const packet = decode(bytes);
    this.measure(packet, 'socket');
    if (packet.link) address.keep(packet.link, packet.undo);
    this.receive(packet);
  }

  // `known` is where the page stood when the session before this one was lost.
  receive(packet, known) {
    const reborn = known !== undefined;
    this.asking.asked = null;
    if (reborn) this.asking.goBackTo(known);
    if (reborn && this.goesOn(packet)) this.beginAnew(packet.run);
    else if (packet.spec) this.rebuild(packet);
    else if (!this.spec || packet.spec_id !== this.spec.id) return this.asking.ask('all', 0);
    else if (packet.replace) this.restart();
    this.ended = packet.ended;
    this.follows = packet.below;
    if (packet.spec || packet.captions) this.captions = packet.captions ?? this.spec.captions ?? [];
    this.take(packet);
    for (const panel of this.panels) if (packet.lines?.[panel.panel?.id]) panel.write(packet.lines[panel.panel.id]);
    if (packet.focus) this.root.querySelector(`[data-touch="${CSS.escape(packet.focus)}"]`)?.focus({ preventScroll: true });
    this.asking.send();
  }

  // Whether a new session shows the same as the lost one did, so that its past can still be looked at.
  goesOn({ spec }) { return Boolean(spec?.growing && spec.id === this.spec?.id && this.timeline.last); }

  // The same run from its beginning: its frames come behind those that are left of the lost one.
  beginAnew(run) {
    this.run = run;
    this.timeline.newPart();
    this.anew = true;
  }

  // The same timeline with other numbers: the moment that is shown stays.
  restart() {
    this.place = this.shown?.[this.spec.clock][0];
    this.timeline.clear();
    for (const panel of this.panels) panel.forget?.();
  }

  take(packet) {
    const wasEmpty = !this.timeline.last;
    const news = frames(packet, this.spec.layout).filter((frame) => this.isNews(frame));
    for (const frame of news) this.timeline.append(frame);
    const { part } = this.timeline;
    this.notes[part] = packet.fresh ? packet.notes : joined(this.notes[part] ?? [], packet.notes);
    if (packet.status !== undefined) this.transport.status(this.anew ? `${this.spec.words.anew} ${packet.status}` : packet.status);
    if (wasEmpty) this.restore();
    this.transport.known(this.timeline);
    if (packet.at_once && this.running && news.length) this.leap(news[0]);
    this.proceed();
  }

  // What waits to be seen is passed over, so that a turned knob is seen at once.
  leap(frame) {
    this.due = performance.now() + this.interval();
    this.show(frame);
  }

  // What was asked for twice may come twice.
  isNews(frame) {
    const { last, part } = this.timeline;
    return !this.spec.growing || last?.part !== part || frame[this.spec.clock][0] > last[this.spec.clock][0];
  }

  // A new spec replaces the panels; the shown moment is found again where the run is the same.
  rebuild(packet) {
    const { spec } = packet;
    const focused = this.focused();
    this.place = packet.run === this.run && this.shown ? this.shown[spec.clock][0] : null;
    if (packet.run !== this.run) this.begin(packet.run);
    this.spec = spec;
    this.timeline.clear();
    this.notes = [];
    this.shown = null;
    this.transport.build(spec);
    this.mountPanels(spec);
    if (this.running) this.view.renew();
    else this.view.letGo();
    if (focused) this.root.querySelector(focused)?.focus({ preventScroll: true });
  }

  // What has the focus, as a selector that finds it again in a new picture.
  focused() {
    const { activeElement: at } = document;
    if (!this.root.contains(at)) return '';
    const name = ['touch', 'action', 'switch'].find((one) => at.dataset[one]);
    return name ? `[data-${name}="${CSS.escape(at.dataset[name])}"]` : '';
  }

  begin(run) {
    Object.assign(this, { run, state: 'idle', running: false, wanted: false, anew: false });
  }

  // A panel that is the same as before stays as it is, so that no figure flickers.
  renewPanels(spec) {
    const colours = new Colours(spec.colours);
    const known = new Map(this.panels.map((panel) => [panel.key, panel]));
    this.panels = spec.panels.map((plain) => {
      const key = JSON.stringify(plain);
      const panel = known.get(key) ?? Object.assign(new PANELS[plain.kind](plain, colours), { key });
      known.delete(key);
      panel.forget?.();
      return panel;
    });
    for (const panel of known.values()) panel.stop();
  }

  // Scenes and drafts of figures stand at once; Plotly joins when there is time for it.
  mountPanels(spec) {
    this.renewPanels(spec);
    const hosts = this.transport.hosts(spec.panels, this.switches, (index, change) => this.panels[index].relayout(change));
    const touch = {
      report: (id, value, ofStep) => this.touch(ofStep ? this.dated(id) : id, value),
      complain: (input, text) => this.transport.complain(input, text),
      waiting: (id) => [id, this.dated(id)].some((name) => this.asking.touched.has(name)),
      words: spec.touch_words,
    };
    const widths = hosts.map((host) => host.clientWidth); // asked once, before anything is put into them
    this.panels.forEach(async (panel, index) => {
      if (panel.host) return hosts[index].replaceWith(panel.host);
      panel.host = hosts[index];
      await panel.mount(panel.host, touch, widths[index]);
      for (const one of spec.panels[index].switches ?? []) if (this.switches.get(one.id)) await panel.relayout(patch(one, true));
      if (!this.shown || panel.stopped) return;
      this.draw(panel);
      this.settleSoon();
    });
    this.sight.watch(this.panels);
    this.observer.disconnect();
    for (const one of [this.root, ...this.panels.map(({ host }) => host)]) this.observer.observe(one);
  }

  restore() {
    const { clock } = this.spec;
    const { timeline, place } = this;
    const start = place ?? (this.spec.growing ? Infinity : this.spec.start); // a run is found where it was left
    this.shown = timeline.frames[timeline.position((frame) => frame[clock][0] <= start)];
    timeline.see(this.shown);
    this.paint();
    for (const panel of this.panels) panel.begin?.(timeline);
  }

  // After news: a waiting player goes on.
  proceed() {
    if (this.wanted && this.next()) {
      this.wanted = false;
      this.show(this.next());
      this.rest();
    } else if (this.wanted && this.ended) {
      this.wanted = false;
      this.rest();
    } else if (this.wanted) this.asking.ask('step', 1);
    else if (this.running) {
      this.stock();
      this.wake();
    }
    else this.rest();
  }

  // -- what the visitor does --------------------------------------------------------
  act(action) {
    if (!this.shown) return;
    ({ play: () => this.toggle(), first: () => this.jump(this.timeline.first), last: () => this.jump(this.timeline.last),
      back: () => this.jump(this.timeline.neighbour(this.shown, -1)), step: () => this.step() })[action]();
  }

  toggle() {
    if (this.running) return this.pause();
    if (this.ended && !this.next()) this.show(this.timeline.first);
    this.running = true;
    this.due = performance.now();
    this.change('playing');
    this.view.follow();
    this.wake();
  }

  pause() {
    this.running = false;
    this.rest();
  }

  step() {
    this.running = false;
    if (this.next()) this.jump(this.next());
    else if (!this.ended) {
      this.wanted = true;
      this.change('waiting');
      this.asking.ask('step', 1);
    }
  }

  scrub(number) { this.jump(this.timeline.atNumber(number)); }

  jump(frame) {
    this.running = false;
    this.wanted = false;
    if (frame) this.show(frame);
    this.rest();
  }

  pace(speed) { this.speed = speed; }

  touch(id, value) { this.asking.touch(id, value); }

  // The name of what belongs to the shown step alone.
  dated(id) { return `${id}@${this.shown?.number ?? 0}`; }

  // How long a picture stays: what was measured on a growing timeline, else what was chosen.
  interval() {
    if (this.spec.growing) return this.reduced.matches ? 500 : Math.max(this.period, this.least());
    return this.chosenSpeed().ms_per_step;
  }

  // The least time that a picture stays on the chosen speed.
  least() {
    return this.chosenSpeed()?.ms_per_picture ?? 0;
  }

  // The first one until another is chosen.
  chosenSpeed() {
    const { speeds } = this.spec;
    return speeds.find(({ id }) => id === this.speed) ?? speeds[0];
  }

  // -- the clock ------------------------------------------------------------------------
  next() { return this.shown && this.timeline.neighbour(this.shown, 1); }

  // After an interruption: what was wanted is asked for again.
  goOn() {
    this.root.dataset.carrier = this.asking.carrier;
    if (this.spec) this.proceed();
    else this.asking.ask('all', 0);
  }

  wake() { this.scheduled ??= requestAnimationFrame(this.loop); }

  loop(now) {
    this.scheduled = null;
    if (!this.running || this.stopped) return;
    const period = this.interval();
    if (now >= this.due) {
      const frame = this.next();
      if (frame) {
        this.due = Math.max(this.due + period, now - period);
        this.show(frame);
        this.change('playing');
      } else if (this.ended) return this.pause();
      else this.change('waiting');
    }
    this.stock();
    this.wake();
  }

  // Frames are asked for while some are left, so that the server computes while the browser paints.
  stock() {
    const socket = this.asking.carrier === 'socket';
    const left = this.timeline.last.number - this.shown.number;
    if (!this.ended && left < LOW[socket ? 'socket' : 'trigger']) this.asking.ask('more', socket ? PAIR : this.spec.ahead);
  }

  // Pictures are spread evenly over the time that a request takes to be answered.
  measure({ body }, carrier) {
    const each = this.spec && this.asking.each(carrier, Math.floor(body.byteLength / this.spec.layout.stride));
    if (each) this.period = Math.max(this.spec.period, Math.min(120, 0.8 * this.period + 0.2 * each));
  }

  // What the server has to know: `known` is the newest frame here, `period` how long a picture should stay.
  wish() {
    const known = this.timeline.last ? this.timeline.last[this.spec.clock][0] : -1;
    const period = this.spec?.growing ? Math.max(this.spec.period, this.least()) : 0;
    return { sequence: this.seen, known, run: this.run ?? '', spec: this.spec?.id ?? '', speed: this.speed ?? '', period };
  }

  // Nothing is asked for on the way to another page.
  silent() { return this.stopped || this.leaving.underWay; }

  // -- what is seen ------------------------------------------------------------------
  show(frame) {
    const near = this.shown && Math.abs(this.shown.number - frame.number) === 1;
    this.shown = frame;
    this.timeline.see(frame);
    this.paint(near ? this.tween() : 0);
    this.picture += 1;
    this.say();
  }

  // Neighbours are joined by motion, on a timeline that is known as a whole.
  tween() {
    if (this.spec.growing || this.reduced.matches) return 0;
    return this.running ? Math.min(this.spec.tween, 0.85 * this.interval()) : this.spec.tween;
  }

  // While it plays, a panel that is out of view is left as it is until it comes into view, or all rests.
  paint(duration = 0) {
    for (const panel of this.panels) if (!this.running || this.sight.sees(panel)) this.draw(panel, duration);
  }

  draw(panel, duration = 0) {
    panel.at = this.shown;
    panel.paint(this.shown, duration, this.running);
    if (this.running) panel.keepUp?.(this.timeline);
  }

  catchUp(panel) { if (this.shown && panel.at !== this.shown) this.draw(panel); }

  say() {
    this.transport.show(this.shown, this.timeline, this.picture, this.words('caption'), this.running);
    const notes = this.noteFor(this.shown);
    for (const panel of this.panels) panel.remark?.(notes);
  }

  // The caption of a step, or the sentence that stands for all of them.
  words(kind) {
    const { captions, spec } = this;
    return spec.growing ? [['', sentence(spec[kind], spec.formats, this.shown)]] : captions[this.shown.number] ?? [];
  }

  // At rest every panel gets what costs too much while it plays, one in each animation frame.
  settleSoon() {
    const waiting = [...this.panels];
    const turn = () => {
      if (this.running || this.stopped || this.settling !== turn) return;
      waiting.shift().settle(this.shown, this.timeline);
      if (waiting.length) requestAnimationFrame(turn);
    };
    this.settling = turn;
    requestAnimationFrame(turn);
  }

  // The newest notes that were true at this frame, of the part of the past that it belongs to.
  noteFor(frame) {
    const at = frame[this.spec.clock][0];
    let found = [];
    for (const [from, lines] of this.notes[frame.part] ?? []) if (from <= at) found = lines;
    return found;
  }

  resting() {
    if (this.state === 'idle' && this.shown === this.timeline.first) return 'idle';
    return this.ended && this.shown && !this.next() ? 'ended' : 'paused';
  }

  rest() {
    for (const panel of this.panels) this.catchUp(panel);
    this.change(this.resting());
    this.say();
    this.settleSoon();
    this.transport.say(plain(this.words('spoken')));
    this.keepPlace();
  }

  // The step of a complete timeline belongs to the link; nothing is sent for it.
  keepPlace() {
    const { link } = this.spec;
    if (link) address.keep({ [link]: this.shown.number ? String(this.shown.number) : null });
  }

  change(state) {
    if (state === this.state) return;
    this.state = state;
    if (!this.running) this.view.letGo();
    this.transport.change(state);
  }

  stop() {
    this.stopped = true;
    this.running = false;
    this.asking.stop();
    this.observer.disconnect();
    this.sight.stop();
    this.view.letGo();
    document.removeEventListener('visibilitychange', this.seenAgain);
    this.leaving.stop();
    this.transport.stop();
    for (const panel of this.panels) panel.stop();
  }
}

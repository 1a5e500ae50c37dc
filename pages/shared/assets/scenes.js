// Scenes: SVG drawn from plain data.  Elements are wires, discs, labels, cells, curves, maps, and what
// can be touched, each with an id; a frame changes only what is bound to one of its fields.

import { number } from './format.js';
import { Maps } from './maps.js';
import { fill, listen, TOUCHED } from './touch.js';

const SVG = 'http://www.w3.org/2000/svg';
const FINE = 540; // strengths of a wire
const COARSE = 32; // the same while it plays: no eye tells more apart in motion, and few wires change then

function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function text(element, size) {
  const made = node('text', {
    x: element.x, y: element.y, class: `label ${element.tone ?? ''}`, 'font-size': element.size ?? size,
    'text-anchor': element.anchor ?? 'middle', 'dominant-baseline': 'central',
  });
  made.textContent = element.text ?? '';
  return made;
}

// A token is a cell that can move: a box and its number, placed by its centre.
function token({ x = 0, y = 0, width, height, tone, text: words, size, text_x = 0, text_y = 0, round = 5 }) {
  const group = node('g', { class: `token ${tone ?? ''}`, transform: `translate(${x} ${y})` });
  group.append(node('rect', { x: -width / 2, y: -height / 2, width, height, rx: round }), text({ x: text_x, y: text_y, text: words, size }, 18));
  return group;
}

const DRAW = {
  ...TOUCHED,
  token,
  curve: ({ points = [], tone }) => node('polyline', { class: `curve ${tone ?? ''}`, points: points.join(' ') }),
  wire: ({ x, y, to_x, to_y }) => {
    const bend = (to_x - x) / 2;
    return node('path', { class: 'wire', d: `M${x} ${y}C${x + bend} ${y} ${to_x - bend} ${to_y} ${to_x} ${to_y}` });
  },
  disc: ({ x, y, radius, tone }) => node('circle', { class: `disc ${tone ?? ''}`, cx: x, cy: y, r: radius }),
  label: (element) => text(element, 13),
  cell: ({ x, y, width, height, tone }) => node('rect', { class: `cell ${tone ?? ''}`, x, y, width, height, rx: 3 }),
};

// What a bound number does to an element, by the name of the attribute: first what there will be to see, then
// how it comes about.  An element that shows it already is left alone, for any change costs a redraw.
const CHANGE = {
  weight: [(value, { scale, fineness }) => (1 + Math.round(fineness * Math.min(1, Math.abs(value) / scale)) / fineness) * (value < 0 ? -1 : 1), (target, shade) => {
    const strength = Math.abs(shade) - 1;
    target.classList.toggle('negative', shade < 0);
    target.classList.toggle('positive', shade >= 0);
    target.setAttribute('stroke-width', (0.6 + 5.4 * strength).toFixed(2));
    target.setAttribute('stroke-opacity', (0.12 + 0.83 * strength).toFixed(2));
  }],
  colour: [(value, { low, high }, colours) => colours.names[colours.index(value, low, high)], (target, colour) => target.setAttribute('fill', colour)],
  text: [(value, { format }) => number(value, format), write],
  exact: [(value) => value, (target, value) => { target.dataset.value = value; }], // with every digit, for programs that read the page
  opacity: [(value) => value.toFixed(3), (target, opacity) => target.setAttribute('opacity', opacity)],
  state: [(value, { below }) => value < below, (target, holds, { name }) => target.classList.toggle(name, holds)],
  is: [(value, { equal }) => value === equal, (target, holds, { name }) => {
    target.classList.toggle(name, holds);
    if (name === 'chosen' && target.getAttribute('role') === 'button') target.setAttribute('aria-pressed', holds);
  }],
  word: [(value, { words }) => words[value] ?? '', write],
};

function write(target, words) {
  const label = target.localName === 'text' ? target : target.querySelector('text') ?? target;
  if (label.firstChild?.nodeType === Node.TEXT_NODE && !label.firstChild.nextSibling) label.firstChild.data = words;
  else label.textContent = words;
}

const MOVES = new Set(['place', 'opacity', 'span', 'points']); // what is joined by motion; all else changes at once
const ease = (share) => share * share * (3 - 2 * share);

export class Scene {
  constructor(panel, colours) {
    this.panel = panel;
    this.colours = colours;
  }

  // `touch` says where touches go: { report, complain, waiting, words }.
  mount(host, touch) {
    const { width, height, alt, elements, bindings } = this.panel;
    const role = elements.some(({ kind, press }) => press || TOUCHED[kind]) ? 'group' : 'img';
    const picture = node('svg', { viewBox: `0 0 ${width} ${height}`, role, 'aria-label': alt, class: 'scene' });
    this.maps = new Maps(this.colours, this.panel);
    this.waiting = touch.waiting;
    const byId = new Map();
    const groups = new Set();
    for (const element of elements) {
      const drawn = element.kind === 'map' ? this.maps.add(element) : DRAW[element.kind](element);
      drawn.dataset.id = element.id;
      if (element.attributes) for (const [key, value] of Object.entries(element.attributes)) drawn.setAttribute(key, value);
      byId.set(element.id, drawn);
      if (element.pixels) this.maps.paint(drawn, element.pixels, false);
      listen(drawn, element, touch.report, touch.complain, touch.words);
      if (groups.has(element.group)) drawn.setAttribute('tabindex', -1); // the others are reached by arrow keys
      else if (element.group) groups.add(element.group);
      picture.append(drawn);
    }
    this.bound = bindings.map((binding) => ({ ...binding, targets: binding.ids.map((id) => byId.get(id)) }));
    this.wires = this.bound.filter(({ attribute }) => attribute === 'weight');
    this.refine(FINE);
    this.known = new Map(); // what is shown, by what it is, then by element
    host.append(this.maps.join(picture));
  }

  paint(frame, duration = 0, playing = false) {
    this.refine(playing ? COARSE : FINE);
    this.apply(frame, duration);
  }

  settle() {
    if (this.refine(FINE)) for (const binding of this.wires) this.change(binding, binding.now);
  }

  // How finely the wires tell their weights; whether that is new.
  refine(fineness) {
    const news = this.wires.filter((binding) => binding.fineness !== fineness);
    for (const binding of news) binding.fineness = fineness;
    return news.length > 0;
  }

  apply(frame, duration) {
    if (this.motion) this.arrive(this.motion);
    const moving = duration ? this.bound.filter(({ attribute, field, now }) => MOVES.has(attribute) && frame[field] !== now) : [];
    for (const binding of this.bound) {
      if (moving.includes(binding)) binding.from = binding.now;
      else if (!duration || !binding.late) this.put(binding, frame[binding.field]);
    }
    this.motion = moving.length ? { frame, moving, duration, start: performance.now() } : null;
    if (this.motion) this.move(this.motion);
  }

  // One picture of a motion; late changes, such as a new sum, come when it has arrived.
  move(motion) {
    if (this.motion !== motion || this.stopped) return;
    const share = Math.min(1, (performance.now() - motion.start) / motion.duration);
    for (const binding of motion.moving) {
      const to = motion.frame[binding.field];
      this.put(binding, share === 1 ? to : Float32Array.from(binding.from, (value, at) => value + (to[at] - value) * ease(share)));
    }
    if (share < 1) requestAnimationFrame(() => this.move(motion));
    else this.arrive(motion);
  }

  arrive({ frame }) {
    this.motion = null;
    for (const binding of this.bound) if (binding.late) this.put(binding, frame[binding.field]);
  }

  put(binding, values) {
    if (binding.now === values && binding.attribute !== 'map') return; // shared by all frames
    binding.now = values;
    if (binding.attribute === 'map') this.paintMaps(binding, values);
    else if (binding.attribute === 'place') this.place(binding, values);
    else if (binding.attribute === 'span') this.span(binding, values);
    else if (binding.attribute === 'points') this.points(binding, values);
    else this.change(binding, values);
  }

  // Does `change(element, value)` to the elements that do not show their value yet; `of(at)` gives the value.
  // Words are one thing to see, whoever writes them; a class is one by its name.
  renew(kind, targets, of, change) {
    const known = this.known.get(kind) ?? new Map();
    this.known.set(kind, known);
    targets.forEach((target, at) => {
      const value = of(at);
      if (Object.is(known.get(target), value)) return;
      known.set(target, value);
      change(target, value);
    });
  }

  place({ targets }, values) {
    const to = (at) => `translate(${values[2 * at].toFixed(2)} ${values[2 * at + 1].toFixed(2)})`;
    this.renew('place', targets, to, (target, place) => target.setAttribute('transform', place));
  }

  // The corners of curves, equally many for each.
  points({ targets }, values) {
    const each = values.length / targets.length;
    const corners = (at) => Array.from(values.subarray(at * each, (at + 1) * each), (one) => one.toFixed(2)).join(' ');
    this.renew('points', targets, corners, (target, points) => target.setAttribute('points', points));
  }

  // A bar lies between two values, whichever is the larger.
  span({ targets }, values) {
    const [low, high] = [Math.min, Math.max].map((end) => (at) => end(values[2 * at], values[2 * at + 1]));
    this.renew('x', targets, (at) => low(at).toFixed(2), (target, x) => target.setAttribute('x', x));
    this.renew('width', targets, (at) => (high(at) - low(at)).toFixed(2), (target, width) => target.setAttribute('width', width));
  }

  change(binding, values) {
    const { attribute, targets, start = 0, stride = 1, name = '' } = binding;
    const value = (at) => values[start + at * stride];
    if (attribute === 'value') return targets.forEach((target, at) => fill(target, value(at), this.waiting));
    for (const kind of binding.exact ? [attribute, 'exact'] : [attribute]) {
      const [seen, change] = CHANGE[kind];
      const what = { word: 'text', state: `class ${name}`, is: `class ${name}` }[kind] ?? kind;
      this.renew(what, targets, (at) => seen(value(at), binding, this.colours), (target, one) => change(target, one, binding));
    }
    return undefined;
  }

  // A map's pixels are bytes, places in the colour table; row 0 is the smallest y, or the top of a picture.
  paintMaps({ targets, downward }, bytes) {
    let at = 0;
    for (const target of targets) {
      const { width, height } = target.pixels;
      this.maps.paint(target, bytes.subarray(at, (at += width * height)), !downward);
    }
  }

  resize() {}

  stop() {
    this.stopped = true;
    this.maps?.stop();
  }
}

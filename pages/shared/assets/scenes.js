// Scenes: SVG drawn from plain data.  Elements are wires, discs, labels, cells, curves, maps, and what
// can be touched, each with an id; a frame changes only what is bound to one of its fields.

import { number } from './format.js';
import { fill, listen, TOUCHED } from './touch.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEAVY = 400; // bound elements; a scene with more is painted at every fifth picture

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
  map: ({ x, y, width, height, columns, rows, tone }) => {
    const frame = node('foreignObject', { x, y, width, height });
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: columns, height: rows, className: `map ${tone ?? ''}` });
    frame.append(canvas);
    return frame;
  },
};

// What a bound number does to an element, by the name of the attribute.
const CHANGE = {
  weight: (target, value, { scale }) => {
    const strength = Math.min(1, Math.abs(value) / scale);
    target.classList.toggle('negative', value < 0);
    target.classList.toggle('positive', value >= 0);
    target.setAttribute('stroke-width', (0.6 + 5.4 * strength).toFixed(2));
    target.setAttribute('stroke-opacity', (0.12 + 0.83 * strength).toFixed(2));
  },
  colour: (target, value, { low, high }, colours) => {
    target.setAttribute('fill', colours.names[colours.index(value, low, high)]);
  },
  text: (target, value, { format, exact }) => {
    (target.querySelector('text') ?? target).textContent = number(value, format);
    if (exact) target.dataset.value = value; // with every digit, for programs that read the page
  },
  opacity: (target, value) => target.setAttribute('opacity', value.toFixed(3)),
  state: (target, value, { below, name }) => target.classList.toggle(name, value < below),
  is: (target, value, { equal, name }) => {
    const holds = target.classList.toggle(name, value === equal);
    if (name === 'chosen' && target.getAttribute('role') === 'button') target.setAttribute('aria-pressed', holds);
  },
  word: (target, value, { words }) => { (target.querySelector('text') ?? target).textContent = words[value] ?? ''; },
  value: (target, value, binding, colours, waiting) => fill(target, value, waiting),
};
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
    this.waiting = touch.waiting;
    const byId = new Map();
    const groups = new Set();
    for (const element of elements) {
      const drawn = DRAW[element.kind](element);
      drawn.dataset.id = element.id;
      if (element.attributes) for (const [key, value] of Object.entries(element.attributes)) drawn.setAttribute(key, value);
      byId.set(element.id, drawn);
      if (element.pixels) this.colours.paint(drawn.firstChild, element.pixels, false);
      listen(drawn, element, touch.report, touch.complain, touch.words);
      if (groups.has(element.group)) drawn.setAttribute('tabindex', -1); // the others are reached by arrow keys
      else if (element.group) groups.add(element.group);
      picture.append(drawn);
    }
    this.bound = bindings.map((binding) => ({ ...binding, targets: binding.ids.map((id) => byId.get(id)) }));
    this.every = this.bound.reduce((sum, { targets }) => sum + targets.length, 0) > HEAVY ? 5 : 1;
    host.append(picture);
  }

  paint(frame, picture, duration = 0) {
    if (picture % this.every === 0 || duration) this.apply(frame, duration);
  }

  settle(frame) {
    if (this.applied !== frame) this.apply(frame, 0);
  }

  apply(frame, duration) {
    if (this.motion) this.arrive(this.motion);
    this.applied = frame;
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

  place({ targets }, values) {
    targets.forEach((target, at) => target.setAttribute('transform', `translate(${values[2 * at].toFixed(2)} ${values[2 * at + 1].toFixed(2)})`));
  }

  // The corners of curves, equally many for each.
  points({ targets }, values) {
    const each = values.length / targets.length;
    targets.forEach((target, at) => target.setAttribute('points', Array.from(values.subarray(at * each, (at + 1) * each), (one) => one.toFixed(2)).join(' ')));
  }

  // A bar lies between two values, whichever is the larger.
  span({ targets }, values) {
    targets.forEach((target, at) => {
      const [from, to] = [values[2 * at], values[2 * at + 1]];
      target.setAttribute('x', Math.min(from, to).toFixed(2));
      target.setAttribute('width', Math.abs(to - from).toFixed(2));
    });
  }

  change(binding, values) {
    const apply = CHANGE[binding.attribute];
    binding.targets.forEach((target, index) => {
      apply(target, values[(binding.start ?? 0) + index * (binding.stride ?? 1)], binding, this.colours, this.waiting);
    });
  }

  // A map's pixels are bytes, places in the colour table; row 0 is the smallest y, or the top of a picture.
  paintMaps({ targets, downward }, bytes) {
    let at = 0;
    for (const target of targets) {
      const canvas = target.firstChild;
      this.colours.paint(canvas, bytes.subarray(at, (at += canvas.width * canvas.height)), !downward);
    }
  }

  resize() {}

  stop() { this.stopped = true; }
}

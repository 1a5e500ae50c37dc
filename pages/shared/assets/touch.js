// What a visitor can touch in a scene: boxes with a number (typed, or dragged sideways), sliders, and
// elements that are pressed.  Each touch is reported by the id of its element; Python says what follows.

import { number } from './format.js';

const SVG = 'http://www.w3.org/2000/svg';
const PIXELS = 5; // of a drag for one step of the value
const SLACK = 3; // pixels until a press becomes a drag
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const SHOWN = { shortest: 3 };

// What is a number is said in shared/numerals.py, for boxes as for all fields and links; a box, which holds
// one number only, takes a decimal comma as well.  What is no number gives NaN.
export function read(text) {
  const ascii = text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  const plain = ascii.replace(/[−ー]/g, '-').replace(/^[ \t\r\n\u00a0\u3000]+|[ \t\r\n\u00a0\u3000]+$/g, '');
  const pointed = plain.replace(/^([+-]?\d*),(\d+)$/, '$1.$2');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(pointed) ? Number(pointed) : NaN;
}

// What somebody typed, with signs that cannot be seen or that turn the line around as their codes: ‹U+202E›.
export function visible(text) {
  const code = (sign) => `‹U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}›`;
  return text.replace(/[\p{C}\p{DI}\p{Zl}\p{Zp}\u2800]/gu, code);
}

function field({ id, label, low, high, step, tone }, type) {
  const input = document.createElement('input');
  Object.assign(input, { type, className: `${type === 'range' ? 'slide' : 'box'} ${tone ?? ''}` });
  input.dataset.touch = id;
  input.setAttribute('aria-label', label);
  input.title = label;
  if (type === 'range') Object.assign(input, { min: low, max: high, step });
  else for (const [name, value] of Object.entries({ role: 'spinbutton', inputmode: 'decimal', autocomplete: 'off', 'aria-valuemin': low, 'aria-valuemax': high })) input.setAttribute(name, value);
  return input;
}

// One of some words; what is reported is its number, from 0.
function chooser({ id, label, words, width }) {
  const select = document.createElement('select');
  select.className = `choice ${width < 90 ? 'narrow' : ''}`;
  select.dataset.touch = id;
  select.setAttribute('aria-label', label);
  select.title = label;
  select.append(...words.map((word, at) => new Option(word, at)));
  return select;
}

function framed({ x, y, width, height, attributes }, input) {
  const frame = document.createElementNS(SVG, 'foreignObject');
  for (const [key, value] of Object.entries({ x, y, width, height })) frame.setAttribute(key, value);
  for (const [key, value] of Object.entries(attributes ?? {})) input.setAttribute(key, value);
  frame.append(input);
  return frame;
}

export const TOUCHED = {
  number: (element) => framed({ ...element, attributes: null }, field(element, 'text')),
  slider: (element) => framed({ ...element, attributes: null }, field(element, 'range')),
  choice: (element) => framed(element, chooser(element)),
};

// A value from a frame; what the visitor is about to write, or has just written, is left alone.
export function fill(frame, value, waiting) {
  const input = frame.firstChild;
  if (input.tagName === 'SELECT') return void (Number(input.value) === value || (input.value = value));
  if (input.dataset.busy || waiting(input.dataset.touch)) return;
  const shown = Number.isNaN(value) ? '' : input.type === 'range' ? String(value) : number(value, SHOWN);
  if (input.value !== shown) input.value = shown;
  if (input.dataset.value === String(value)) return;
  input.setAttribute('aria-valuenow', value);
  input.dataset.value = value;
}

// Joins an element to the player: `report(id, value, ofStep)`, where a press has no value and `ofStep` says
// that it was the shown step that was touched; `complain(input, text)`.
export function listen(drawn, element, report, complain, words) {
  const tell = (value) => report(element.id, value, element.of_step);
  if (element.kind === 'number') new Box(drawn.firstChild, element, tell, complain, words);
  else if (element.kind === 'slider') drawn.firstChild.addEventListener('input', () => tell(Number(drawn.firstChild.value)));
  else if (element.kind === 'choice') drawn.firstChild.addEventListener('change', () => tell(Number(drawn.firstChild.value)));
  else if (element.press) pressable(drawn, element, tell);
}

// The nearest of a group in the direction of an arrow key.
function neighbour(drawn, group, [right, down]) {
  const middle = (one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [x + width / 2, y + height / 2]; };
  const [x, y] = middle(drawn);
  let best = null;
  for (const one of drawn.ownerSVGElement.querySelectorAll(`[data-group="${CSS.escape(group)}"]`)) {
    const [dx, dy] = middle(one).map((value, at) => value - [x, y][at]);
    const [ahead, aside] = [dx * right + dy * down, Math.abs(dx * down) + Math.abs(dy * right)];
    if (ahead > 1 && (!best || ahead + 3 * aside < best.far)) best = { one, far: ahead + 3 * aside };
  }
  return best?.one;
}

function pressable(drawn, { id, press, group }, tell) {
  for (const [name, value] of Object.entries({ tabindex: 0, role: 'button', 'aria-label': press, 'data-touch': id })) drawn.setAttribute(name, value);
  const title = document.createElementNS(SVG, 'title');
  title.textContent = press;
  drawn.append(title);
  drawn.classList.add('press');
  drawn.addEventListener('click', () => tell(null));
  if (group) drawn.dataset.group = group;
  drawn.addEventListener('keydown', (event) => {
    const to = group && ARROWS[event.key] && neighbour(drawn, group, ARROWS[event.key]);
    if (group && ARROWS[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      to?.focus();
    }
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    tell(null);
  });
}

// A `patient` box waits until its text is finished: no other number is reported on the way.
class Box {
  constructor(input, element, tell, complain, words) {
    Object.assign(this, { input, element, tell, complain, words });
    for (const [name, method] of Object.entries({ input: 'typed', change: 'left', blur: 'left', keydown: 'key', pointerdown: 'press', focus: 'enter' })) input.addEventListener(name, (event) => this[method](event));
  }

  enter() {
    this.start = Number(this.input.dataset.value);
    this.input.select();
  }

  // While one writes, whatever is a number within the limits is tried at once.
  typed() {
    this.input.dataset.busy = 'typing';
    const value = read(this.input.value);
    if (this.element.patient) return;
    if (value >= this.element.low && value <= this.element.high) this.set(value);
  }

  // A finished text is judged: no number leaves the last good one in place, one outside becomes the nearest.
  left() {
    if (!this.input.dataset.busy) return;
    const value = read(this.input.value);
    delete this.input.dataset.busy;
    const used = Number.isNaN(value) ? Number(this.input.dataset.value) : this.held(value);
    const typed = this.input.value.slice(0, 20);
    if (Number.isNaN(used)) return typed ? this.refuse('number', typed) : this.settle();
    this.set(used);
    this.input.value = number(used, SHOWN);
    if (used !== value) this.refuse(Number.isNaN(value) ? 'number' : 'range', typed);
  }

  refuse(kind, value) {
    const { low, high } = this.element;
    const fields = { value: visible(value), low, high };
    this.input.setAttribute('aria-invalid', true);
    this.complain(this.input, this.words[kind].replace(/\{(\w+)\}/g, (_, name) => fields[name]));
  }

  held(value) { return Math.max(this.element.low, Math.min(this.element.high, value)); }

  set(value) {
    if (value === Number(this.input.dataset.value)) return;
    this.settle();
    this.input.dataset.value = value;
    this.input.setAttribute('aria-valuenow', value);
    this.tell(value);
  }

  settle() {
    this.input.removeAttribute('aria-invalid');
    this.complain(this.input, '');
  }

  show(value) {
    const used = this.held(Number(value.toFixed(6)));
    this.input.value = number(used, SHOWN);
    this.set(used);
  }

  key(event) {
    const { step, patient } = this.element;
    if (KEYS[event.key] && !patient) {
      event.preventDefault();
      delete this.input.dataset.busy;
      this.show(Number(this.input.dataset.value) + KEYS[event.key] * step);
    } else if (event.key === 'Enter') this.left();
    else if (event.key === 'Escape') {
      delete this.input.dataset.busy;
      this.show(this.start);
      this.settle();
    }
  }

  // A drag to the right makes the number larger; a press without a drag is for typing.
  press(down) {
    if (this.element.patient) return;
    const from = Number(this.input.dataset.value);
    const move = (event) => {
      const way = event.clientX - down.clientX;
      if (!this.dragged && Math.abs(way) < SLACK) return;
      this.dragged = true;
      this.input.dataset.busy = 'drag';
      this.show(from + Math.round(way / PIXELS) * this.element.step);
    };
    const end = () => {
      this.input.removeEventListener('pointermove', move);
      if (this.dragged) delete this.input.dataset.busy;
      this.dragged = false;
    };
    this.input.setPointerCapture(down.pointerId);
    this.input.addEventListener('pointermove', move);
    for (const name of ['pointerup', 'pointercancel']) this.input.addEventListener(name, end, { once: true });
  }
}

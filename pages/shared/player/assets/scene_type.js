// The type of scenes while one presents: as much larger than usual as a hall needs, as far as its box has room.

import { keys } from './keys.js';

const LARGER = 1.65; // than usual, on the screen
const STEP = 1.15; // of one press of + or -
const [LEAST, MOST] = [0.5, 2.5];
const KEPT = 'nnviz:type';
const AROUND = 'text, foreignObject, .map, .token > rect';
/** @type {[RegExp, number][]} */
const WIDTHS = [
  [/[\u2e80-\u9fff\uff00-\uffef]/u, 1],
  [/[.,:;|·' ]/, 0.27],
  [/\d/, 0.51],
]; // of signs, by the size of their font
const LETTER = 0.56; // the same of all others
const [ACROSS, ALONG] = [0.94, 0.86]; // of the width and the height of a box, what its letters may take
const LEADING = 0.2; // of the height of a line, what is empty above and below its letters
const GAP = 0.25; // of its size, what stays free between a text and what is beside it
const BAR = 44; // pixels of the window that the bar on top takes, and the line with the question
const ABOVE = 42;
const DOCK = 110;
const EDGES = 48;
const SIDED = 0.62; // of the width, what a picture with something beside it has

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/** @typedef {{ usual: number, factor: number, width: number, height: number }} Room of a text: its size as drawn, and its box */

/** @type {WeakMap<Element, Room>} */
const rooms = new WeakMap();
/** @type {Set<SceneType>} */
const scenes = new Set();
let size = stored();

function stored() {
  try {
    return Number(localStorage.getItem(KEPT)) || 1;
  } catch {
    return 1; // a browser that keeps nothing
  }
}

/**
 * Larger or smaller type, which stays; 0: another moment to look at what there is room for.
 * @param {-1 | 0 | 1} way
 */
export function changeType(way = 0) {
  size = Math.max(LEAST, Math.min(MOST, size * STEP ** way));
  document.documentElement.style.setProperty('--nnviz-type', String(size));
  try {
    if (way) localStorage.setItem(KEPT, String(size));
  } catch {
    // it is kept until the page is left
  }
  for (const one of scenes) one.fit();
}

/**
 * The width of words, by the size of their font.
 * @param {string} words
 */
function wide(words) {
  return Array.from(words, (sign) => WIDTHS.find(([signs]) => signs.test(sign))?.[1] ?? LETTER).reduce(
    (sum, one) => sum + one,
    0,
  );
}

/**
 * How large a text may be so that its words stay inside its box; never smaller than usual.
 * @param {string} words
 * @param {Room} room
 */
export function fitting(words, { usual, factor, width, height }) {
  const least = usual * Math.min(1, factor);
  return Math.max(least, Math.min(usual * factor, width / Math.max(wide(words), 0.5), height));
}

/**
 * The width that a text may take between what is at its left and at its right.
 * @param {Box} own
 * @param {Box[]} others
 * @param {string | null} anchor the end that stays where it is
 * @param {number} factor how much higher it would be
 */
export function between(own, others, anchor, factor) {
  const higher = ((factor - 1) / 2 - LEADING) * (own.bottom - own.top);
  const [top, bottom] = [own.top - higher, own.bottom + higher];
  let [left, right] = [Infinity, Infinity];
  for (const one of others) {
    if (one.bottom <= top || one.top >= bottom) continue;
    if (one.right <= own.left) left = Math.min(left, own.left - one.right);
    else if (one.left >= own.right) right = Math.min(right, one.left - own.right);
  }
  const air = GAP * (own.bottom - own.top);
  const free = { start: right, end: left }[anchor ?? ''] ?? 2 * Math.min(left, right);
  return own.right - own.left + Math.max(0, free - air);
}

/**
 * The same for the height, between what is above and below.
 * @param {Box} own
 * @param {Box[]} others
 */
export function amid(own, others) {
  const high = own.bottom - own.top;
  let free = Infinity;
  for (const one of others) {
    if (one.right <= own.left || one.left >= own.right) continue;
    if (one.bottom <= own.top) free = Math.min(free, own.top - one.bottom);
    else if (one.top >= own.bottom) free = Math.min(free, one.top - own.bottom);
  }
  return high + 2 * (free + LEADING * high);
}

/**
 * The words of a text have changed.
 * @param {Element} text
 */
export function refit(text) {
  const room = rooms.get(text);
  if (!room || !(text instanceof SVGElement || text instanceof HTMLElement)) return;
  const words = text instanceof HTMLInputElement ? text.value : (text.textContent ?? '');
  text.style.fontSize = `${fitting(words, room).toFixed(2)}px`;
}

/**
 * The box of a text inside a token or a field.
 * @param {Element} text
 */
function framed(text) {
  const parent = /** @type {Element} */ (text.parentElement);
  const frame = parent.matches('.token') ? parent.querySelector('rect') : text.closest('foreignObject');
  if (!frame) return undefined;
  const [x, y] = ['x', 'y'].map((name) => Math.abs(Number(text.getAttribute(name))));
  const [width, height] = ['width', 'height'].map((name) => Number(frame.getAttribute(name)));
  return { width: ACROSS * (width - 2 * x), height: ALONG * (height - 2 * y) };
}

export class SceneType {
  usual = 0; // pixels of a unit while nobody presents
  window = ''; // for which this holds

  /** @param {SVGSVGElement} scene */
  constructor(scene) {
    this.scene = scene;
    scenes.add(this);
  }

  /** Whether it is seen while one presents. */
  get main() {
    return Boolean(this.scene.closest('.room-picture, .presented'));
  }

  /** Pixels of a unit. */
  get scale() {
    const { width, height } = this.scene.viewBox.baseVal;
    const box = this.scene.getBoundingClientRect();
    return Math.min(box.width / width, box.height / height);
  }

  fit() {
    if (!this.main) return;
    const { presenting } = keys();
    if (!presenting) this.remember();
    this.enlarge(presenting ? Math.max(1, (LARGER * this.before()) / this.scale) * size : 1);
  }

  remember() {
    this.usual = this.scale;
    this.window = `${innerWidth} ${innerHeight}`;
  }

  /** Of the width of the window, what the scene has while nobody presents. */
  get share() {
    if (!this.scene.closest('.sided')) return 1;
    if (this.scene.closest('.twin')) return 1 / 2;
    return this.scene.closest('.presented') ? 1 - SIDED : SIDED;
  }

  /** Pixels of a unit as they are while nobody presents, or as they would be. */
  before() {
    if (this.usual && this.window === `${innerWidth} ${innerHeight}`) return this.usual;
    const { width, height } = this.scene.viewBox.baseVal;
    const across = (innerWidth - EDGES) * this.share;
    return Math.min(across / width, (innerHeight - BAR - ABOVE - DOCK) / height);
  }

  /** @param {number} factor */
  enlarge(factor) {
    if (factor === 1 && !this.enlarged) return;
    this.enlarged = factor !== 1;
    /** @type {NodeListOf<SVGElement | HTMLElement>} */
    const texts = this.scene.querySelectorAll('text, input:not([type=range]), select');
    for (const text of texts) {
      text.style.fontSize = '';
      rooms.delete(text);
    }
    if (!this.enlarged) return;
    const found = Array.from(texts, (text) => parseFloat(getComputedStyle(text).fontSize));
    const free = this.unframed(factor);
    texts.forEach((text, at) => {
      if (text.hasAttribute('transform')) return; // frames place it on a plate that they make for it
      const box = framed(text) ?? free.get(text) ?? { width: Infinity, height: Infinity };
      rooms.set(text, { usual: found[at], factor, ...box });
    });
    texts.forEach(refit);
  }

  /**
   * The boxes that labels have between what is around them, inside the scene.
   * @param {number} factor
   * @returns {Map<Element, { width: number, height: number }>}
   */
  unframed(factor) {
    const { scale, scene } = this;
    const seen = Array.from(scene.querySelectorAll(AROUND), (one) => [one, one.getBoundingClientRect()]);
    const boxes = /** @type {[Element, DOMRect][]} */ (seen).filter(([, { width }]) => width > 0);
    const { left, right, top, bottom } = scene.getBoundingClientRect();
    const edges = [left, right].map((x) => ({ left: x, right: x, top, bottom }));
    const labels = boxes.filter(([one]) => one.localName === 'text' && !framed(one));
    const others = [...boxes.map(([, box]) => box), ...edges];
    return new Map(
      labels.map(([one, box]) => {
        const width = between(box, others, one.getAttribute('text-anchor'), factor) / scale;
        const usual = parseFloat(getComputedStyle(one).fontSize);
        return [one, { width, height: (usual * amid(box, others)) / box.height }];
      }),
    );
  }

  stop() {
    scenes.delete(this);
  }
}

// The type of scenes where it has to be larger than it is drawn, as far as its box has room: while one presents, as
// much as a hall needs; in a narrow window, up to what can be read.

import { keys } from './keys.js';
import { isNarrow, READABLE, zoom } from './narrow_window.js';
import { amid, between, fitting, framed, wordsOf } from './type_room.js';

/** @import { Group } from './even_type.js' */
/** @import { Room } from './type_room.js' */

const LARGER = 1.65; // than usual, on the screen
const STEP = 1.15; // of one press of + or -
const [LEAST, MOST] = [0.5, 2.5];
const KEPT = 'nnviz:type';
const TEXTS = 'text, input:not([type=range]), select, .still-input:not(.still-rail)';
const AROUND = 'text, foreignObject, .map, .token > rect';
const BAR = 44; // pixels of the window that the bar on top takes, and the line with the question
const ABOVE = 42;
const DOCK = 110;
const EDGES = 48;
const SIDED = 0.62; // of the width, what a picture with something beside it has

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
 * The words of a text have changed.
 * @param {Element} text
 */
export function refit(text) {
  const room = rooms.get(text);
  if (!room || !(text instanceof SVGElement || text instanceof HTMLElement)) return;
  text.style.fontSize = `${fitting(wordsOf(text), room).toFixed(2)}px`;
}

/**
 * Texts that belong together have one size: as much of what is asked for as all have room for.
 * @param {Element[]} texts
 */
export function evenly(texts) {
  const known = texts.flatMap((text) => {
    const room = rooms.get(text);
    return room && text instanceof SVGElement ? [{ text, room, asked: room.usual * room.factor }] : [];
  });
  const shares = known.map(({ text, room, asked }) => fitting(wordsOf(text), room) / asked);
  const share = Math.min(...shares);
  for (const { text, asked } of known) text.style.fontSize = `${(asked * share).toFixed(2)}px`;
}

export class SceneType {
  usual = 0; // pixels of a unit while nobody presents
  window = ''; // for which this holds

  /**
   * @param {SVGSVGElement} scene
   * @param {Group[]} even what has one size
   */
  constructor(scene, even) {
    this.scene = scene;
    this.even = even;
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
    const { presenting } = keys();
    const narrow = !presenting && isNarrow();
    if (narrow) this.makeReadable();
    else if (this.main) this.present(presenting);
  }

  /** Type is enlarged first; where its boxes have no room for that, the picture itself is, and slides sideways. */
  makeReadable() {
    const readable = (/** @type {number} */ usual) => Math.max(1, READABLE / (usual * this.scale));
    const host = /** @type {HTMLElement | null} */ (this.scene.closest('.room-picture .host'));
    const slid = host?.scrollLeft ?? 0;
    host?.style.removeProperty('--zoom');
    this.enlarge(readable);
    const larger = host ? zoom(this.scene, this.scale) : 1;
    if (!host || larger === 1) return;
    host.style.setProperty('--zoom', larger.toFixed(3));
    this.enlarge(readable);
    host.scrollLeft = slid;
  }

  /** @param {boolean} presenting */
  present(presenting) {
    if (!presenting) this.remember();
    const factor = presenting ? Math.max(1, (LARGER * this.before()) / this.scale) * size : 1;
    this.enlarge(factor === 1 ? null : () => factor);
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

  /** @param {((usual: number) => number) | null} factor of a text of this size; null: all are as drawn */
  enlarge(factor) {
    if (!factor && !this.enlarged) return;
    this.enlarged = Boolean(factor);
    /** @type {NodeListOf<SVGElement | HTMLElement>} */
    const texts = this.scene.querySelectorAll(TEXTS);
    for (const text of texts) {
      text.style.fontSize = '';
      rooms.delete(text);
    }
    if (!factor) return;
    const found = Array.from(texts, (text) => parseFloat(getComputedStyle(text).fontSize));
    const free = this.unframed(factor);
    texts.forEach((text, at) => {
      if (text.hasAttribute('transform')) return; // frames place it on a plate that they make for it
      const box = framed(text) ?? free.get(text) ?? { width: Infinity, height: Infinity };
      rooms.set(text, { usual: found[at], factor: factor(found[at]), ...box });
    });
    texts.forEach(refit);
    for (const { targets } of this.even) evenly(targets.map((one) => one.querySelector('text') ?? one));
  }

  /**
   * The boxes that labels have between what is around them, inside the scene.
   * @param {(usual: number) => number} factor
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
        const usual = parseFloat(getComputedStyle(one).fontSize);
        const width = between(box, others, one.getAttribute('text-anchor'), factor(usual)) / scale;
        return [one, { width, height: (usual * amid(box, others)) / box.height }];
      }),
    );
  }

  stop() {
    scenes.delete(this);
  }
}

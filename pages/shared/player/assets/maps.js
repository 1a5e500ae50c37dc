// The small pictures of a scene, such as what each unit answers to, on one canvas in front of it, or behind it: a
// canvas of its own for each, inside the SVG, makes the browser lay out its layers anew with every picture.

import { context2d, html, svg } from './elements.js';
import { DEFAULTS } from './scene_elements.js';

/** @import { Colours } from './colours.js' */
/** @import { Palette, PixelMap, Room } from './protocol_types' */
/** @typedef {SVGRectElement & { pixels: HTMLCanvasElement }} DrawnMap */
/** @typedef {Room & { smooth: boolean, palette: Palette }} Look where its pixels are seen, and how */
/** @import { Folded } from './folding.js' */

export class Maps {
  /**
   * @param {Colours} colours
   * @param {{ width: number, height: number }} size of the scene, in its own units
   */
  constructor(colours, { width, height }) {
    this.colours = colours;
    this.width = width;
    this.height = height;
    this.scale = 0;
    this.seen = { width: 0, height: 0 }; // pixels of the scene
    /** @type {Map<DrawnMap, Look>} */
    this.rooms = new Map();
    this.canvas = html('canvas', { class: 'maps' });
    this.context = context2d(this.canvas);
    this.observer = new ResizeObserver(([{ contentRect }]) => this.resize(contentRect));
  }

  /**
   * Stands in the scene where a picture is seen, and holds its pixels for whoever saves the scene.
   * @param {PixelMap} element
   */
  add(element) {
    const { x, y, width, height, columns, rows, crisp, under, palette } = { ...DEFAULTS.map, ...element };
    if (under) this.canvas.classList.add('under');
    const pixels = html('canvas', { width: columns, height: rows });
    const drawn = Object.assign(svg('rect', { x, y, width, height, class: 'map' }), { pixels });
    this.rooms.set(drawn, { x, y, width, height, smooth: !crisp, palette });
    return drawn;
  }

  /**
   * A scene and the canvas in front of it.
   * @param {SVGSVGElement} scene
   */
  join(scene) {
    if (!this.rooms.size) return scene;
    this.observer.observe(scene);
    const under = this.canvas.classList.contains('under');
    return html('div', { class: under ? 'mapped apart' : 'mapped' }, scene, this.canvas);
  }

  /**
   * Bytes are places in the colour table of its palette; `upward` puts row 0 at the bottom.
   * @param {DrawnMap} drawn
   * @param {ArrayLike<number>} bytes
   * @param {boolean} upward
   */
  paint(drawn, bytes, upward) {
    const palette = this.rooms.get(drawn)?.palette;
    if (this.colours.paint(drawn.pixels, bytes, upward, palette)) this.show(drawn);
  }

  /** @param {DrawnMap} drawn */
  show(drawn) {
    const room = this.rooms.get(drawn);
    if (!this.scale || !room) return;
    const { x, y, width, height, smooth } = room;
    const [left, top, right, bottom] = [x, y, x + width, y + height].map((end) => end * this.scale);
    this.context.imageSmoothingEnabled = smooth;
    this.context.clearRect(left, top, right - left, bottom - top);
    this.context.drawImage(drawn.pixels, left, top, right - left, bottom - top);
  }

  /** The size of the scene now, before the browser says it. */
  measure() {
    const scene = this.canvas.previousElementSibling;
    if (scene) this.resize(scene.getBoundingClientRect());
  }

  /**
   * As many pixels as are seen: the canvas is shown as the scene is, whole and in the middle.
   * @param {{ width: number, height: number }} size of the scene, in pixels
   */
  resize({ width, height }) {
    this.seen = { width, height };
    const scale = Math.min(width / this.width, height / this.height) * (window.devicePixelRatio || 1);
    if (scale === this.scale) return;
    this.scale = scale;
    const size = { width: Math.round(this.width * scale), height: Math.round(this.height * scale) };
    Object.assign(this.canvas, size);
    for (const drawn of this.rooms.keys()) this.show(drawn);
  }

  /**
   * The scene lies otherwise, and some of its elements have gone elsewhere.
   * @param {Folded} folded
   * @param {SVGElement[]} moved
   */
  lay({ width, height, right, down }, moved) {
    Object.assign(this, { width, height, scale: 0 });
    for (const [drawn, room] of this.rooms) {
      const [x, y] = ['x', 'y'].map((name) => Number(drawn.getAttribute(name)));
      Object.assign(room, moved.includes(drawn) ? { x: x + right, y: y + down } : { x, y });
    }
    this.resize(this.seen);
  }

  stop() {
    this.observer.disconnect();
  }
}

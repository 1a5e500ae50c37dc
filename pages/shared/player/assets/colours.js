// One colour code for every panel: negative orange, light middle, positive blue.

import { context2d } from './elements.js';

/** @import { Colours as Stops } from './protocol_types' */
/**
 * @typedef {object} Painted what is needed to paint a canvas again and again, and what is on it
 * @property {CanvasRenderingContext2D} context
 * @property {ImageData} image
 * @property {Uint32Array} pixels
 * @property {ArrayLike<number>} [bytes]
 * @property {boolean} [upward]
 */

const STRONG = 70; // places from the middle on, where white can be read better than black

const channels = (/** @type {string} */ hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/**
 * @param {ArrayLike<number> | undefined} some
 * @param {ArrayLike<number>} others
 */
function same(some, others) {
  if (some?.length !== others.length) return false;
  for (let at = 0; at < others.length; at++) if (some[at] !== others[at]) return false;
  return true;
}

export class Colours {
  /** @param {Stops} stops */
  constructor({ negative, middle, positive }) {
    const stops = [negative, middle, positive].map(channels);
    this.table = new Uint8ClampedArray(256 * 4);
    this.words = new Uint32Array(this.table.buffer); // the same, one number a colour
    /** @type {string[]} */
    this.names = [];
    /** @type {WeakMap<HTMLCanvasElement, Painted>} */
    this.canvases = new WeakMap();
    for (let index = 0; index < 256; index++) {
      const place = (index / 255) * 2;
      const lower = place < 1 ? 0 : 1;
      const [from, to] = [stops[lower], stops[lower + 1]];
      const colour = from.map((start, channel) => start + (to[channel] - start) * (place - lower));
      this.table.set([...colour, 255], index * 4);
      this.names.push(`rgb(${colour.map(Math.round).join(' ')})`);
    }
  }

  /**
   * The place of a value of low..high in the table, held inside it.
   * @param {number} value
   * @param {number} low
   * @param {number} high
   */
  index(value, low, high) {
    return Math.max(0, Math.min(255, Math.round(((value - low) / (high - low)) * 255)));
  }

  /**
   * Bytes are places in the table; `upward` puts row 0 at the bottom.  A canvas that has them is left alone;
   * whether it had not.
   * @param {HTMLCanvasElement} canvas
   * @param {ArrayLike<number>} bytes
   * @param {boolean} upward
   */
  paint(canvas, bytes, upward) {
    const known = this.canvases.get(canvas) ?? this.meet(canvas);
    if (known.upward === upward && same(known.bytes, bytes)) return false;
    Object.assign(known, { bytes, upward });
    const { image, pixels, context } = known;
    const { width, height } = image;
    for (let row = 0; row < height; row++) {
      const start = (upward ? height - 1 - row : row) * width;
      for (let column = 0; column < width; column++) {
        pixels[row * width + column] = this.words[bytes[start + column]];
      }
    }
    context.putImageData(image, 0, 0);
    return true;
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @returns {Painted}
   */
  meet(canvas) {
    const context = context2d(canvas);
    const image = context.createImageData(canvas.width, canvas.height);
    const made = { context, image, pixels: new Uint32Array(image.data.buffer) };
    this.canvases.set(canvas, made);
    return made;
  }

  /**
   * A canvas with another size is empty.
   * @param {HTMLCanvasElement} canvas
   */
  forget(canvas) {
    this.canvases.delete(canvas);
  }

  /**
   * Ink that can be read on the colour at this place.
   * @param {number} index
   */
  ink(index) {
    return Math.abs(index - 127.5) > STRONG ? '#ffffff' : '#1a1a1a';
  }
}

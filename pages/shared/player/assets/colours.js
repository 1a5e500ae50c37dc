// One colour code for every panel: negative orange, positive blue, and a middle like the ground; and a table in
// which every class has its colour, the paler the less sure it is.

import { context2d } from './elements.js';

/** @import { Colours as Stops, Palette } from './protocol_types' */
/**
 * @typedef {object} Painted what is needed to paint a canvas again and again, and what is on it
 * @property {CanvasRenderingContext2D} context
 * @property {ImageData} image
 * @property {Uint32Array} pixels
 * @property {ArrayLike<number>} [bytes]
 * @property {boolean} [upward]
 */

export const LEVELS = 32; // places of a class in its table, from the middle to its full colour

const INKS = ['#ffffff', '#1a1a1a'].map((ink) => ({ ink, light: luminance(channels(ink)) }));

/** @param {string} hex */
function channels(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/**
 * How light a colour is, from 0 to 1, as WCAG 2 defines it.
 * @param {number[]} colour
 */
function luminance(colour) {
  const [red, green, blue] = colour.map((one) => {
    const share = one / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The ink of the stronger contrast on a colour.
 * @param {number[]} colour
 */
function inkOn(colour) {
  const ground = luminance(colour);
  const contrast = (/** @type {number} */ light) =>
    (Math.max(light, ground) + 0.05) / (Math.min(light, ground) + 0.05);
  const [white, black] = INKS;
  return contrast(white.light) > contrast(black.light) ? white.ink : black.ink;
}

/**
 * A colour between two others.
 * @param {number[]} from
 * @param {number[]} to
 * @param {number} share
 */
function mixed(from, to, share) {
  return from.map((start, channel) => start + (to[channel] - start) * share);
}

/**
 * The colours of classes as one table, one number a colour: `LEVELS` of each in turn.
 * @param {number[]} middle
 * @param {string[]} classes
 */
function classTable(middle, classes) {
  const table = new Uint8ClampedArray(256 * 4);
  classes.forEach((hex, at) => {
    for (let level = 0; level < LEVELS; level++) {
      const colour = mixed(middle, channels(hex), level / (LEVELS - 1));
      table.set([...colour, 255], (at * LEVELS + level) * 4);
    }
  });
  return new Uint32Array(table.buffer);
}

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
  constructor({ negative, middle, positive, classes }) {
    const stops = [negative, middle, positive].map(channels);
    this.table = new Uint8ClampedArray(256 * 4);
    /** @type {Record<Palette, Uint32Array>} one number a colour */
    this.words = {
      signed: new Uint32Array(this.table.buffer),
      classes: classTable(stops[1], classes),
    };
    /** @type {string[]} */
    this.names = [];
    /** @type {string[]} */
    this.inks = []; // that can be read on each
    /** @type {WeakMap<HTMLCanvasElement, Painted>} */
    this.canvases = new WeakMap();
    for (let index = 0; index < 256; index++) {
      const place = (index / 255) * 2;
      const lower = place < 1 ? 0 : 1;
      const colour = mixed(stops[lower], stops[lower + 1], place - lower);
      this.table.set([...colour, 255], index * 4);
      this.inks.push(inkOn(colour));
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
   * Bytes are places in the table of a palette; `upward` puts row 0 at the bottom.  A canvas that has them is left
   * alone; whether it had not.
   * @param {HTMLCanvasElement} canvas
   * @param {ArrayLike<number>} bytes
   * @param {boolean} upward
   * @param {Palette} [palette]
   */
  paint(canvas, bytes, upward, palette = 'signed') {
    const known = this.canvases.get(canvas) ?? this.meet(canvas);
    if (known.upward === upward && same(known.bytes, bytes)) return false;
    Object.assign(known, { bytes, upward });
    const { image, pixels, context } = known;
    const { width, height } = image;
    const words = this.words[palette];
    for (let row = 0; row < height; row++) {
      const start = (upward ? height - 1 - row : row) * width;
      for (let column = 0; column < width; column++) {
        pixels[row * width + column] = words[bytes[start + column]];
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
    return this.inks[index];
  }
}

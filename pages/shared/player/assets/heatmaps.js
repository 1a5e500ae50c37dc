// One heatmap of a figure, and the canvas over its axes that it is painted on while Plotly need not know.

import { context2d, html, layOver } from './elements.js';
import { number } from './format.js';
import { typeScale } from './type_size.js';

const LARGEST = 17; // pixels of a number in a cell
const [TALL, WIDE] = [0.66, 0.9]; // of the height and the width of its cell, what it may take
const WIDEST = '-0.00';
const FAMILY = '"Source Sans", system-ui, sans-serif'; // as everywhere on the page

/** @import { Colours } from './colours.js' */
/** @import { FigurePanel, NumberFormat, Paint } from './protocol_types' */
/** @import { Axis, Frame, Numbers } from './player_types' */
/** @import { PackedMatrix } from './plotly_types' */

/** @param {Paint} bound */
function canvasOf({ smooth, under }) {
  return html('canvas', { class: `paint ${smooth ? 'smooth' : ''} ${under ? 'under' : ''}` });
}

export class Heatmap {
  /**
   * @param {Paint} paint
   * @param {Colours} colours
   * @param {Numbers} [values] of a heatmap that no frame changes
   */
  constructor(paint, colours, values) {
    this.bound = paint;
    this.colours = colours;
    this.values = values;
    this.canvas = canvasOf(paint);
    this.context = context2d(this.canvas);
    this.upward = false;
    /** @type {{ place: number, text: string }[] | undefined} */
    this.cells = undefined;
  }

  /** @param {HTMLElement} element */
  mount(element) {
    element.append(this.canvas);
    if (this.bound.under) element.classList.add('above-paint');
  }

  /**
   * Lays the canvas over a pair of axes; the numbers of cells need the pixels of the screen.
   * @param {[Axis, Axis]} axes
   */
  place([x, y]) {
    this.upward = y.range[0] < y.range[1];
    layOver(this.canvas, x, y);
    const { rows, columns } = this.bound;
    const scale = this.bound.format ? window.devicePixelRatio || 1 : 0;
    this.size(scale ? Math.round(x.length * scale) : columns, scale ? Math.round(y.length * scale) : rows);
  }

  /**
   * A canvas that gets another size is empty, and has forgotten its font.
   * @param {number} width
   * @param {number} height
   */
  size(width, height) {
    if (this.canvas.width === width && this.canvas.height === height && this.cells) return;
    Object.assign(this.canvas, { width, height });
    this.colours.forget(this.canvas);
    this.cells = [];
    if (this.bound.format) this.prepare();
    if (this.values) this.draw(this.values);
  }

  /** @param {Frame} frame */
  paint(frame) {
    const { field, start, rows, columns } = this.bound;
    this.values = frame[field].subarray(start, start + rows * columns);
    if (this.cells) this.draw(this.values);
  }

  /** @param {Numbers} values */
  draw(values) {
    if (this.bound.format) this.drawCells(values, this.bound.format);
    else this.colours.paint(this.canvas, this.places(values), this.upward);
  }

  /** @param {Numbers} values */
  places(values) {
    if (values instanceof Uint8Array) return values;
    const { low, high } = this.bound;
    return Uint8Array.from(values, (value) => this.colours.index(value, low, high));
  }

  /** The values as numbers; bytes are places between low and high, so theirs are rounded. */
  numbers() {
    const { low, high } = this.bound;
    const { values } = this;
    if (!values) return [];
    if (values instanceof Uint8Array) {
      return Array.from(values, (place) => low + (place / 255) * (high - low));
    }
    return Array.from(values);
  }

  prepare() {
    const { rows, columns } = this.bound;
    const most = LARGEST * typeScale() * (window.devicePixelRatio || 1);
    const { context } = this;
    context.font = `600 100px ${FAMILY}`;
    const wide = context.measureText(WIDEST).width / 100;
    const size = Math.min(
      (this.canvas.height / rows) * TALL,
      ((this.canvas.width / columns) * WIDE) / wide,
      most,
    );
    const font = `600 ${size}px ${FAMILY}`;
    Object.assign(context, { font, textAlign: 'center', textBaseline: 'middle' });
  }

  /**
   * Cells with their number in them; a narrow cell drops decimals rather than overlap.  Only those are
   * drawn whose number or colour is another than before.
   * @param {Numbers} values
   * @param {NumberFormat} format
   */
  drawCells(values, format) {
    const { low, high } = this.bound;
    const cells = (this.cells ??= []);
    values.forEach((value, at) => {
      const place = this.colours.index(value, low, high);
      const text = number(value, format);
      const known = cells[at];
      if (known?.place === place && known.text === text) return;
      cells[at] = { place, text };
      this.drawCell(at, place, text);
    });
  }

  /**
   * Whole pixels, so that a cell that is drawn again covers what it was before, and no other.
   * @param {number} at
   * @param {number} place
   * @param {string} text
   */
  drawCell(at, place, text) {
    const { rows, columns } = this.bound;
    const [row, column] = [Math.floor(at / columns), at % columns];
    const [wide, high] = [this.canvas.width / columns, this.canvas.height / rows];
    const [left, right] = [column, column + 1].map((one) => Math.round(one * wide));
    const [top, bottom] = [row, row + 1].map((one) => Math.round(one * high));
    const { context } = this;
    context.clearRect(left, top, right - left, bottom - top);
    context.fillStyle = this.colours.names[place];
    context.fillRect(left + 1, top + 1, right - left - 2, bottom - top - 2);
    context.fillStyle = this.colours.ink(place);
    context.fillText(text, (column + 0.5) * wide, (row + 0.53) * high);
  }

  /** What Plotly needs to draw the same. */
  get trace() {
    const { rows, columns, low, high } = this.bound;
    const values = this.numbers();
    const z = Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
    return { z, zmin: low, zmax: high };
  }
}

/**
 * The heatmaps of a figure that no frame changes, such as the truth beside a prediction.
 * @param {FigurePanel} panel
 * @param {Colours} colours
 */
export function unchanging({ figure: { data }, paints }, colours) {
  const painted = new Set(paints.map(({ trace }) => trace));
  return data.flatMap(({ type, z, zmin, zmax, zsmooth }, trace) => {
    if (type !== 'heatmap' || painted.has(trace)) return [];
    const { rows, columns, values } = unpacked(z);
    const look = { low: zmin, high: zmax, smooth: Boolean(zsmooth), under: false, format: null };
    return [new Heatmap({ trace, field: '', rows, columns, start: 0, ...look }, colours, values)];
  });
}

/** @param {PackedMatrix} matrix */
function unpacked({ bdata, shape }) {
  const [rows, columns] = shape.split(',').map(Number);
  const bytes = Uint8Array.from(atob(bdata), (sign) => sign.charCodeAt(0));
  return { rows, columns, values: new Float64Array(bytes.buffer) };
}

// One heatmap of a figure, and the canvas over its axes that it is painted on while Plotly need not know.

import { number } from './format.js';

export class Heatmap {
  constructor(paint, colours) {
    this.bound = paint;
    this.colours = colours;
  }

  mount(element) {
    this.canvas = document.createElement('canvas');
    this.canvas.className = `paint ${this.bound.smooth ? 'smooth' : ''} ${this.bound.under ? 'under' : ''}`;
    element.append(this.canvas);
  }

  // Lays the canvas over a pair of axes; the numbers of cells need the pixels of the screen.
  place([x, y]) {
    this.upward = y.range[0] < y.range[1];
    Object.assign(this.canvas.style, { left: `${x.offset}px`, top: `${y.offset}px`, width: `${x.length}px`, height: `${y.length}px` });
    const { rows, columns } = this.bound;
    const scale = this.bound.format ? window.devicePixelRatio || 1 : 0;
    this.size(scale ? Math.round(x.length * scale) : columns, scale ? Math.round(y.length * scale) : rows);
  }

  // A canvas that gets another size is empty, and has forgotten its font.
  size(width, height) {
    if (this.canvas.width === width && this.canvas.height === height && this.cells) return;
    Object.assign(this.canvas, { width, height });
    this.colours.forget(this.canvas);
    this.cells = [];
    if (this.bound.format) this.prepare();
    if (this.values) this.draw();
  }

  paint(frame) {
    const { field, start, rows, columns } = this.bound;
    this.values = frame[field].subarray(start, start + rows * columns);
    if (this.cells) this.draw();
  }

  draw() {
    if (this.bound.format) this.drawCells();
    else this.colours.paint(this.canvas, this.places(), this.upward);
  }

  places() {
    if (this.values instanceof Uint8Array) return this.values;
    const { low, high } = this.bound;
    return Uint8Array.from(this.values, (value) => this.colours.index(value, low, high));
  }

  // The values as numbers; bytes are places between low and high, so theirs are rounded.
  numbers() {
    const { low, high } = this.bound;
    if (this.values instanceof Uint8Array) return Array.from(this.values, (place) => low + (place / 255) * (high - low));
    return Array.from(this.values);
  }

  prepare() {
    const { rows, columns } = this.bound;
    this.context = this.canvas.getContext('2d');
    const size = Math.min((this.canvas.height / rows) * 0.5, (this.canvas.width / columns) * 0.3, 14 * (window.devicePixelRatio || 1));
    Object.assign(this.context, { font: `600 ${size}px system-ui, sans-serif`, textAlign: 'center', textBaseline: 'middle' });
  }

  // Cells with their number in them; a narrow cell drops decimals rather than overlap.  Only those are
  // drawn whose number or colour is another than before.
  drawCells() {
    const { low, high, format } = this.bound;
    this.values.forEach((value, at) => {
      const place = this.colours.index(value, low, high);
      const text = number(value, format);
      const known = this.cells[at];
      if (known?.place === place && known.text === text) return;
      this.cells[at] = { place, text };
      this.drawCell(at, place, text);
    });
  }

  // Whole pixels, so that a cell that is drawn again covers what it was before, and no other.
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

  // What Plotly needs to draw the same.
  get trace() {
    const { rows, columns, low, high } = this.bound;
    const values = this.numbers();
    const z = Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
    return { z, zmin: low, zmax: high };
  }
}

// The heatmaps of a figure that no frame changes, such as the truth beside a prediction.
export function still({ figure: { data }, paints }, colours) {
  const rest = data.map((trace, at) => ({ trace, at })).filter(({ trace, at }) => trace.type === 'heatmap' && paints.every((paint) => paint.trace !== at));
  return rest.map(({ trace: { z, zmin, zmax, zsmooth }, at }) => {
    const { rows, columns, values } = read(z);
    const made = new Heatmap({ trace: at, rows, columns, low: zmin, high: zmax, smooth: Boolean(zsmooth) }, colours);
    made.values = values;
    return made;
  });
}

// A matrix as Plotly's JSON carries it: its float64 bytes in base 64.
function read({ bdata, shape }) {
  const [rows, columns] = shape.split(',').map(Number);
  return { rows, columns, values: new Float64Array(Uint8Array.from(atob(bdata), (sign) => sign.charCodeAt(0)).buffer) };
}

// Figures: Plotly panels made in Python.  While a run plays, heatmaps are painted as
// pixels on a canvas over Plotly's axes, which costs far less than a redraw; Plotly is
// given the numbers when the player rests, so that hover and export are right.

import { number } from './format.js';

const POINTS = 320; // a curve is drawn with at most this many
let library;

// Plotly keeps the page busy for a while when it starts: what can be drawn without it is drawn first.
const nextPicture = () => new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));

function plotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('vendor/plotly.min.js', document.baseURI);
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error('plotly.min.js could not be loaded'));
    document.head.append(script);
  });
  return library;
}

export class Figure {
  constructor(panel, colours) {
    this.panel = panel;
    this.colours = colours;
    this.paints = panel.paints.map((paint) => new Painting(paint, colours));
    this.tick = 0;
  }

  async mount(host) {
    await nextPicture();
    const library = await plotly();
    if (this.stopped) return;
    this.element = document.createElement('div');
    this.element.className = 'plot';
    this.element.style.height = `${this.panel.height}px`;
    host.append(this.element);
    const { data, layout } = this.panel.figure;
    const size = { width: host.clientWidth, height: this.panel.height };
    await library.newPlot(this.element, data, { ...layout, ...size }, { displayModeBar: false, responsive: false });
    this.plotly = library;
    for (const painting of this.paints) painting.mount(this.element);
    this.addCursor();
    this.element.on('plotly_afterplot', () => this.place());
    this.place();
  }

  addCursor() {
    if (!this.panel.cursor) return;
    this.line = document.createElement('div');
    this.line.className = 'cursor';
    this.element.append(this.line);
  }

  place() {
    if (this.stopped) return;
    for (const painting of this.paints) painting.place();
    this.placeCursor();
  }

  paint(frame) {
    this.frame = frame;
    if (!this.plotly) return;
    for (const painting of this.paints) painting.paint(frame);
    this.plotSoon();
    this.placeCursor();
  }

  // What costs little is seen first: Plotly draws after the next picture, and the newest frame only.
  plotSoon() {
    if (!this.panel.plots.length || this.plotting) return;
    this.plotting = true;
    nextPicture().then(() => {
      this.plotting = false;
      if (!this.stopped) this.plot(this.frame);
    });
  }

  // Traces whose points are fields of the frame.
  plot(frame) {
    const { plots } = this.panel;
    const along = (name) => plots.map((one) => Array.from(frame[one[name]], (value) => (Number.isNaN(value) ? null : value)));
    this.plotly.restyle(this.element, { x: along('x'), y: along('y') }, plots.map(({ trace }) => trace));
  }

  // Curves grow while the run plays, as far as it was seen, but not with every picture.
  keepUp(timeline, picture) {
    if (this.panel.curves && picture % this.panel.curves.every === 0) this.drawCurves(timeline);
  }

  settle(frame, timeline) {
    if (!this.plotly) return;
    if (this.panel.curves) this.drawCurves(timeline);
    if (this.settled === frame) return;
    this.settled = frame;
    for (const painting of this.paints) painting.settle(this.plotly);
  }

  // Another run: its curves begin again.
  forget() { this.furthest = this.drawn = undefined; }

  drawCurves(timeline) {
    const { x, lines } = this.panel.curves;
    if (!this.plotly) return;
    this.furthest = Math.max(this.furthest ?? timeline.last.number, this.frame.number);
    if (this.drawn === this.furthest) return;
    this.drawn = this.furthest;
    const known = timeline.partOf(this.frame, this.furthest);
    const stride = Math.max(1, Math.ceil(known.length / POINTS));
    const kept = known.filter((_, index) => index % stride === 0 || index === known.length - 1);
    const across = kept.map((frame) => frame[x][0]);
    const up = lines.map(({ field }) => kept.map((frame) => frame[field][0]));
    this.curves = (this.curves ?? 0) + 1;
    this.element.dataset.curves = this.curves;
    this.plotly.restyle(this.element, { x: lines.map(() => across), y: up }, lines.map(({ trace }) => trace));
  }

  placeCursor() {
    if (!this.line || !this.frame) return;
    const { xaxis, yaxis } = this.element._fullLayout;
    const at = xaxis.d2p(this.frame[this.panel.cursor][0]);
    const seen = Number.isFinite(at) && at >= -1 && at <= xaxis._length + 1;
    Object.assign(this.line.style, {
      transform: `translateX(${xaxis._offset + (seen ? at : 0)}px)`, opacity: seen ? 1 : 0,
      top: `${yaxis._offset}px`, height: `${yaxis._length}px`,
    });
  }

  relayout(patch) { return this.plotly?.relayout(this.element, patch); }

  resize() {
    if (!this.plotly) return;
    const width = this.element.parentElement.clientWidth;
    if (width && width !== this.element._fullLayout.width) this.plotly.relayout(this.element, { width });
  }

  stop() {
    this.stopped = true;
    this.plotly?.purge(this.element);
  }
}

// One heatmap trace and the canvas over it.
class Painting {
  constructor(paint, colours) {
    this.bound = paint;
    this.colours = colours;
  }

  mount(element) {
    this.element = element;
    this.canvas = document.createElement('canvas');
    this.canvas.className = `paint ${this.bound.smooth ? 'smooth' : ''} ${this.bound.under ? 'under' : ''}`;
    element.append(this.canvas);
  }

  axes() {
    const { xaxis, yaxis } = this.element._fullData[this.bound.trace];
    const layout = this.element._fullLayout;
    return [layout[xaxis.replace('x', 'xaxis')], layout[yaxis.replace('y', 'yaxis')]];
  }

  place() {
    const [x, y] = this.axes();
    this.width = x._length;
    this.height = y._length;
    this.upward = y.range[0] < y.range[1];
    Object.assign(this.canvas.style, {
      left: `${x._offset}px`, top: `${y._offset}px`, width: `${x._length}px`, height: `${y._length}px`,
    });
    const { rows, columns } = this.bound;
    const scale = this.bound.format ? window.devicePixelRatio || 1 : 0;
    this.canvas.width = scale ? Math.round(this.width * scale) : columns;
    this.canvas.height = scale ? Math.round(this.height * scale) : rows;
    if (this.values) this.draw();
  }

  paint(frame) {
    const { field, start, rows, columns } = this.bound;
    this.values = frame[field].subarray(start, start + rows * columns);
    this.draw();
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

  // Cells with their number in them; a narrow cell drops decimals rather than overlap.
  drawCells() {
    const { rows, columns, low, high, format } = this.bound;
    const context = this.canvas.getContext('2d');
    const [wide, high_] = [this.canvas.width / columns, this.canvas.height / rows];
    const size = Math.min(high_ * 0.5, wide * 0.3, 14 * (window.devicePixelRatio || 1));
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.font = `600 ${size}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const value = this.values[row * columns + column];
        const place = this.colours.index(value, low, high);
        context.fillStyle = this.colours.names[place];
        context.fillRect(column * wide + 1, row * high_ + 1, wide - 2, high_ - 2);
        context.fillStyle = this.colours.ink(place);
        context.fillText(number(value, format), (column + 0.5) * wide, (row + 0.53) * high_);
      }
    }
  }

  settle(library) {
    const { trace, rows, columns, low, high } = this.bound;
    const values = this.numbers();
    const z = Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
    library.restyle(this.element, { z: [z], zmin: low, zmax: high }, [trace]);
  }
}

// Figures: Plotly panels made in Python.  While a run plays, heatmaps are painted as pixels and curves grow
// by strokes, on canvases over Plotly's axes, which costs far less than a redraw; Plotly is given the numbers
// when the player rests, so that hover and export are right.

import { Curves } from './curves.js';
import { Heatmap } from './heatmaps.js';
import { legend } from './legend.js';

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
    this.heatmaps = panel.paints.map((paint) => new Heatmap(paint, colours));
    this.curves = panel.curves && new Curves(panel.curves, panel.figure);
  }

  async mount(host) {
    await nextPicture();
    const library = await plotly();
    if (this.stopped) return;
    this.element = document.createElement('div');
    this.element.className = 'plot';
    this.element.style.height = `${this.panel.height}px`;
    if (this.curves) host.append(legend(this.panel.figure, this.curves.lines, (line, shown) => this.reveal(line, shown)));
    host.append(this.element);
    const { data, layout } = this.panel.figure;
    const size = { width: host.clientWidth, height: this.panel.height };
    // A double click brings back the whole of curves, which grow, and the first view of all else.
    const settings = { displayModeBar: false, responsive: false, ...(this.curves && { doubleClick: 'autosize' }) };
    await library.newPlot(this.element, data, { ...layout, ...size }, settings);
    this.plotly = library;
    for (const painted of [...this.heatmaps, this.curves]) painted?.mount(this.element);
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

  // -- the axes ------------------------------------------------------------------------------------
  // An axis of Plotly in our own words.
  axis(name) {
    const { _offset, _length, range, type, autorange } = this.element._fullLayout[name];
    return { offset: _offset, length: _length, range: range.map(Number), type, automatic: autorange, vertical: name[0] === 'y' };
  }

  get axes() { return { xaxis: this.axis('xaxis'), yaxis: this.axis('yaxis') }; }

  // The axes that a trace belongs to.
  axesOf(trace) {
    const { xaxis, yaxis } = this.element._fullData[trace];
    return [this.axis(xaxis.replace('x', 'xaxis')), this.axis(yaxis.replace('y', 'yaxis'))];
  }

  place() {
    if (this.stopped) return;
    for (const heatmap of this.heatmaps) heatmap.place(this.axesOf(heatmap.bound.trace));
    if (this.curves?.place(this.axes) && this.growing) this.curves.stroke();
    this.placeCursor();
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

  // -- while it plays --------------------------------------------------------------------------------
  paint(frame) {
    this.frame = frame;
    if (!this.plotly) return;
    for (const heatmap of this.heatmaps) heatmap.paint(frame);
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

  // Curves grow while the run plays, as far as it was seen.
  keepUp(timeline) {
    if (!this.plotly || !this.curves?.take(timeline, this.frame)) return;
    this.grow(true);
    const ranges = this.curves.growth(this.axes);
    if (Object.keys(ranges).length) this.plotly.relayout(this.element, ranges);
    this.curves.stroke();
  }

  // Whether our strokes are seen, or Plotly's curves.
  grow(growing) {
    if (this.growing === growing) return;
    this.growing = growing;
    this.element.classList.toggle('growing', growing);
  }

  // -- at rest -----------------------------------------------------------------------------------------
  settle(frame, timeline) {
    if (!this.plotly) return;
    if (this.curves && (this.curves.take(timeline, this.frame) || this.growing)) this.restCurves();
    if (this.settled === frame || !this.heatmaps.length) return;
    this.settled = frame;
    const traces = this.heatmaps.map(({ trace }) => trace);
    const all = (name) => traces.map((trace) => trace[name]);
    this.plotly.restyle(this.element, { z: all('z'), zmin: all('zmin'), zmax: all('zmax') }, this.heatmaps.map(({ bound }) => bound.trace));
  }

  // Plotly draws the points that were stroked, on the same axes, and is seen from then on.
  restCurves(patch = {}) {
    const [data, traces] = this.curves.traces;
    this.curves.stroke();
    this.plotly.update(this.element, data, { ...patch, ...this.curves.growth(this.axesAfter(patch)) }, traces);
    this.grow(false);
  }

  // Another run: its curves begin again.
  forget() { this.curves?.forget(); }

  // The axes as they will be when something is laid over the layout.
  axesAfter(patch) {
    const changed = (name) => (patch[`${name}.type`] ? { type: patch[`${name}.type`], automatic: true } : {});
    return Object.fromEntries(Object.entries(this.axes).map(([name, axis]) => [name, { ...axis, ...changed(name) }]));
  }

  relayout(patch) {
    if (!this.plotly) return undefined;
    return this.curves ? this.restCurves(patch) : this.plotly.relayout(this.element, patch);
  }

  // A line that is hidden or shown by its name.
  reveal(line, shown) {
    line.shown = shown;
    this.curves.stroked = 0;
    if (this.growing) this.curves.stroke();
    this.plotly?.restyle(this.element, { visible: shown }, [line.trace]);
  }

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

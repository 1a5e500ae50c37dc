// Figures: Plotly panels made in Python.  While a run plays, heatmaps are painted as pixels and curves grow
// by strokes, on canvases over the axes, which costs far less than a redraw; Plotly is given the numbers when
// the player rests, so that hover and export are right.  Until Plotly is there, a draft holds its place.

import { Cursor } from './cursor.js';
import { Curves } from './curves.js';
import { Draft, drafted } from './draft.js';
import { Heatmap, still } from './heatmaps.js';
import { legend } from './legend.js';
import { nextPicture, plotly } from './library.js';

export class Figure {
  constructor(panel, colours) {
    this.panel = panel;
    this.heatmaps = panel.paints.map((paint) => new Heatmap(paint, colours));
    this.stills = drafted(panel) ? still(panel, colours) : [];
    this.cursor = panel.cursor && new Cursor();
    this.curves = panel.curves && new Curves(panel.curves, panel.figure);
  }

  // Our own drawing at once, where it is known; Plotly's when the page has time for it.
  async mount(host, touch, width) {
    if (drafted(this.panel)) this.build(host, width);
    await nextPicture();
    const library = await plotly();
    if (this.draft) await nextPicture(); // there is no hurry: let the page breathe
    if (this.stopped) return;
    if (!this.element) this.build(host, width);
    const { data, layout } = this.figureNow();
    const size = { width: this.width, height: this.panel.height };
    // A double click brings back the whole of curves, which grow, and the first view of all else.
    const settings = { displayModeBar: false, responsive: false, ...(this.curves && { doubleClick: 'autosize' }) };
    await library.newPlot(this.element, data, { ...layout, ...size }, settings);
    this.plotly = library;
    this.endDraft();
    this.element.on('plotly_afterplot', () => this.place());
    this.place();
  }

  build(host, width) {
    this.width = width;
    this.element = document.createElement('div');
    this.element.className = 'plot';
    this.element.style.height = `${this.panel.height}px`;
    if (this.curves) host.append(legend(this.panel.figure, this.curves.lines, (line, shown) => this.reveal(line, shown)));
    host.append(this.element);
    for (const painted of [...this.heatmaps, ...this.stills, this.curves, this.cursor]) painted?.mount(this.element);
    if (!drafted(this.panel)) return;
    this.draft = new Draft(this.panel.figure, width, this.panel.height);
    this.element.prepend(this.draft.picture);
    this.element.classList.add('drafted');
    this.place();
  }

  // What Plotly begins with: the curves as they are, on the axes as they are.
  figureNow() {
    const { data, layout } = this.panel.figure;
    if (!this.curves) return { data, layout };
    const [{ x, y }, traces] = this.curves.traces;
    const begun = data.map((trace, at) => (traces.includes(at) ? { ...trace, x: x[traces.indexOf(at)], y: y[traces.indexOf(at)] } : trace));
    const ranges = Object.entries(this.curves.ranges).map(([name, { range }]) => [name, { ...layout[name], range }]);
    return { data: begun, layout: { ...layout, ...Object.fromEntries(ranges) } };
  }

  endDraft() {
    this.draft?.picture.remove();
    this.draft = null;
    this.element.classList.remove('drafted');
  }

  // -- the axes ------------------------------------------------------------------------------------
  // Whether there are any.
  get stands() { return Boolean(this.plotly ?? this.draft); }

  // An axis of Plotly or of the draft in our own words.
  axis(name) {
    if (this.draft) return this.draft.axis(name);
    const { _offset, _length, range, type, autorange } = this.element._fullLayout[name];
    return { offset: _offset, length: _length, range: range.map(Number), type, automatic: autorange, vertical: name[0] === 'y' };
  }

  get axes() { return { xaxis: this.axis('xaxis'), yaxis: this.axis('yaxis') }; }

  // The axes that a trace belongs to.
  axesOf(trace) {
    const { xaxis = 'x', yaxis = 'y' } = this.panel.figure.data[trace];
    return [this.axis(xaxis.replace('x', 'xaxis')), this.axis(yaxis.replace('y', 'yaxis'))];
  }

  place() {
    if (this.stopped) return;
    for (const heatmap of [...this.stills, ...this.heatmaps]) heatmap.place(this.axesOf(heatmap.bound.trace));
    if (this.curves?.place(this.axes) && (this.growing || this.draft)) this.curves.stroke();
    this.cursor?.place(this.axes);
  }

  // -- while it plays --------------------------------------------------------------------------------
  paint(frame) {
    this.frame = frame;
    if (!this.stands) return;
    for (const heatmap of this.heatmaps) heatmap.paint(frame);
    this.plotSoon();
    this.cursor?.show(frame[this.panel.cursor][0]);
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
    if (!this.stands || !this.curves?.take(timeline, this.frame)) return;
    this.grow(true);
    this.stretch();
    this.curves.stroke();
  }

  // Axes that have become too short are drawn anew.
  stretch() {
    const ranges = this.curves.growth(this.axes);
    if (!Object.keys(ranges).length) return;
    if (this.plotly) return void this.plotly.relayout(this.element, ranges);
    this.draft.stretch(ranges);
    this.place();
  }

  // Whether our strokes are seen, or Plotly's curves.
  grow(growing) {
    if (this.growing === growing) return;
    this.growing = growing;
    this.element.classList.toggle('growing', growing);
  }

  // The first picture has its curves, if Plotly is not needed for them.
  begin(timeline) { if (this.draft && this.curves?.take(timeline, this.frame)) this.restCurves(); }

  // -- at rest -----------------------------------------------------------------------------------------
  settle(frame, timeline) {
    if (!this.stands) return;
    if (this.curves && (this.curves.take(timeline, this.frame) || this.growing)) this.restCurves();
    if (!this.plotly || this.settled === frame || !this.heatmaps.length) return;
    this.settled = frame;
    const traces = this.heatmaps.map(({ trace }) => trace);
    const all = (name) => traces.map((trace) => trace[name]);
    this.plotly.restyle(this.element, { z: all('z'), zmin: all('zmin'), zmax: all('zmax') }, this.heatmaps.map(({ bound }) => bound.trace));
  }

  // Plotly draws the points that were stroked, on the same axes, and is seen from then on.
  restCurves(patch = {}) {
    if (this.draft) {
      this.stretch();
      return this.curves.stroke();
    }
    const [data, traces] = this.curves.traces;
    const ranges = this.curves.growth(this.axesAfter(patch));
    this.plotly.update(this.element, data, { ...patch, ...ranges }, traces);
    this.curves.stroke();
    return this.grow(false);
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
    if (this.growing || this.draft) this.curves.stroke();
    this.plotly?.restyle(this.element, { visible: shown }, [line.trace]);
  }

  resize() {
    const width = this.element?.parentElement.clientWidth;
    if (!width || width === this.width) return;
    this.width = width;
    this.draft?.resize(width);
    if (this.plotly) this.plotly.relayout(this.element, { width });
    else if (this.draft) this.place();
  }

  stop() {
    this.stopped = true;
    this.plotly?.purge(this.element);
  }
}

// Figures: Plotly panels made in Python.  While a run plays, heatmaps are painted as pixels and curves grow
// by strokes, on canvases over the axes, which costs far less than a redraw; Plotly is given the numbers when
// the player rests, so that hover and export are right.

import { Cursor } from './cursor.js';
import { Curves } from './curves.js';
import { drafted } from './draft.js';
import { Heatmap, unchanging } from './heatmaps.js';
import { legend } from './legend.js';
import { PlotArea } from './plot_area.js';
import { nextPicture } from './plotly_loader.js';
import { enlargedPanel, typeScale } from './type_size.js';

/** @import { Colours } from './colours.js' */
/** @import { Stroked } from './curves.js' */
/** @import { FigurePanel, LayoutPatch } from './protocol_types' */
/** @import { Frame, TouchPort } from './player_types' */
/** @import { Timeline } from './timeline.js' */

/** What Plotly draws as a gap where there is no number. */
const gapped = (/** @type {number} */ value) => (Number.isNaN(value) ? null : value);

export class Figure {
  /**
   * @param {FigurePanel} asWritten
   * @param {Colours} colours
   */
  constructor(asWritten, colours) {
    const panel = enlargedPanel(asWritten, typeScale());
    this.panel = panel;
    this.area = new PlotArea(panel);
    this.heatmaps = panel.paints.map((paint) => new Heatmap(paint, colours));
    this.unchanging = drafted(panel) ? unchanging(panel, colours) : [];
    this.cursor = panel.cursor === null ? null : new Cursor();
    this.curves = panel.curves && new Curves(panel.curves, panel.figure);
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {Frame | null} */
    this.settled = null;
    this.growing = false;
    this.plotting = false;
  }

  get stopped() {
    return this.area.stopped;
  }

  /**
   * Our own drawing at once, where it is known; Plotly's when the page has time for it.
   * @param {HTMLElement} host
   * @param {TouchPort} touch
   * @param {number} width
   */
  async mount(host, touch, width) {
    const { area, panel } = this;
    const atOnce = drafted(panel);
    if (atOnce) this.build(host, width);
    const library = await area.fetch();
    if (this.stopped) return;
    if (!atOnce) this.build(host, width);
    // A double click brings back the whole of curves, which grow, and the first view of all else.
    await area.hand(library, this.figureNow(), this.curves ? { doubleClick: 'autosize' } : {});
    area.element.on('plotly_afterplot', () => this.place());
    this.place();
  }

  /**
   * @param {HTMLElement} host
   * @param {number} width
   */
  build(host, width) {
    const { area, curves, panel } = this;
    if (curves) host.append(legend(panel.figure, curves.lines, (line, shown) => this.reveal(line, shown)));
    host.append(area.element);
    for (const one of [...this.heatmaps, ...this.unchanging, curves, this.cursor]) one?.mount(area.element);
    area.open(width);
    if (area.draft) this.place();
  }

  /** What Plotly begins with: the curves as they are, on the axes as they are. */
  figureNow() {
    const { data, layout } = this.panel.figure;
    if (!this.curves) return { data, layout };
    const [{ x, y }, traces] = this.curves.traces;
    const begun = data.map((trace, at) => {
      const line = traces.indexOf(at);
      return line < 0 ? trace : { ...trace, x: x[line], y: y[line] };
    });
    const ranges = Object.entries(this.curves.ranges);
    const axes = ranges.map(([name, { range }]) => [name, { ...layout[name], range }]);
    return { data: begun, layout: { ...layout, ...Object.fromEntries(axes) } };
  }

  /** Lays everything that is painted over the axes. */
  place() {
    const { area, curves } = this;
    if (this.stopped) return;
    for (const heatmap of [...this.unchanging, ...this.heatmaps]) {
      heatmap.place(area.axesOf(heatmap.bound.trace));
    }
    if (curves?.place(area.axes)) curves.stroke(); // at rest as well: Plotly may still be moving the axes then
    this.cursor?.place(area.axes);
  }

  // -- while it plays -------------------------------------------------------------------------
  /** @param {Frame} frame */
  paint(frame) {
    this.frame = frame;
    if (!this.area.stands) return;
    for (const heatmap of this.heatmaps) heatmap.paint(frame);
    this.plotSoon();
    if (this.cursor && this.panel.cursor) this.cursor.show(frame[this.panel.cursor][0]);
  }

  /** What costs little is seen first: Plotly draws after the next picture, and the newest frame only. */
  plotSoon() {
    if (!this.panel.plots.length || this.plotting) return;
    this.plotting = true;
    nextPicture().then(() => {
      this.plotting = false;
      if (!this.stopped && this.frame) this.plot(this.frame);
    });
  }

  /**
   * Traces whose points are fields of the frame.
   * @param {Frame} frame
   */
  plot(frame) {
    const { plots } = this.panel;
    const x = plots.map((one) => Array.from(frame[one.x], gapped));
    const y = plots.map((one) => Array.from(frame[one.y], gapped));
    const traces = plots.map(({ trace }) => trace);
    this.area.plotly?.restyle(this.area.element, { x, y }, traces);
  }

  /**
   * Curves grow while the run plays, as far as it was seen.
   * @param {Timeline} timeline
   */
  keepUp(timeline) {
    const { curves, frame } = this;
    if (!this.area.stands || !curves || !frame || !curves.take(timeline, frame)) return;
    this.grow(true);
    this.stretch(curves);
    curves.stroke();
  }

  /**
   * Axes that have become too short are drawn anew.
   * @param {Curves} curves
   */
  stretch(curves) {
    this.area.stretch(curves.growth(this.area.axes), () => this.place());
  }

  /**
   * Whether our strokes are seen, or Plotly's curves.
   * @param {boolean} growing
   */
  grow(growing) {
    if (this.growing === growing) return;
    this.growing = growing;
    this.area.element.classList.toggle('growing', growing);
  }

  /**
   * The first picture has its curves, if Plotly is not needed for them.
   * @param {Timeline} timeline
   */
  begin(timeline) {
    const { curves, frame } = this;
    if (this.area.draft && frame && curves?.take(timeline, frame)) this.restCurves(curves);
  }

  // -- at rest --------------------------------------------------------------------------------
  /**
   * @param {Frame} frame
   * @param {Timeline} timeline
   */
  settle(frame, timeline) {
    if (!this.area.stands) return;
    const { curves } = this;
    if (curves && (curves.take(timeline, this.frame ?? frame) || this.growing)) this.restCurves(curves);
    const { plotly, element } = this.area;
    if (!plotly || this.settled === frame || !this.heatmaps.length) return;
    this.settled = frame;
    const shown = this.heatmaps.map(({ trace }) => trace);
    const [z, zmin, zmax] = [
      shown.map((one) => one.z),
      shown.map((one) => one.zmin),
      shown.map((one) => one.zmax),
    ];
    const traces = this.heatmaps.map(({ bound }) => bound.trace);
    plotly.restyle(element, { z, zmin, zmax }, traces);
  }

  /**
   * Plotly draws the points that were stroked, on the same axes, and is seen from then on.
   * @param {Curves} curves
   * @param {LayoutPatch} [patch] what is laid over the layout
   */
  restCurves(curves, patch = {}) {
    const { plotly, element } = this.area;
    if (plotly) {
      const [data, traces] = curves.traces;
      const axes = this.area.axesAfter(patch);
      const ranges = curves.growth(axes);
      plotly.update(element, data, { ...patch, ...ranges, ...this.area.labels(axes, ranges) }, traces);
    } else this.stretch(curves);
    curves.stroke();
    if (plotly) this.grow(false);
  }

  /** Another run: its curves begin again. */
  forget() {
    this.curves?.forget();
  }

  /** @param {LayoutPatch} patch */
  async relayout(patch) {
    const { plotly, element } = this.area;
    if (!plotly) return;
    if (this.curves) this.restCurves(this.curves, patch);
    else await plotly.relayout(element, patch);
  }

  /**
   * A line that is hidden or shown by its name.
   * @param {Stroked} line
   * @param {boolean} shown
   */
  reveal(line, shown) {
    line.shown = shown;
    if (!this.curves) return;
    this.curves.stroked = 0;
    if (this.growing || this.area.draft) this.curves.stroke();
    this.area.plotly?.restyle(this.area.element, { visible: shown }, [line.trace]);
  }

  resize() {
    this.area.resize(() => this.place());
  }

  stop() {
    this.area.stop();
  }
}

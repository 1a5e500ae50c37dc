// A figure without Plotly: its axes as our own draft has them, with everything on them drawn by ourselves.  It has no
// hover and no zoom.

import { Cursor } from './cursor.js';
import { Curves } from './curves.js';
import { Draft } from './draft.js';
import { html } from './elements.js';
import { Heatmap, unchanging } from './heatmaps.js';
import { legend } from './legend.js';
import { pointNames, Traces } from './traces.js';
import { enlargedPanel, typeScale } from './type_size.js';

/** @import { Colours } from './colours.js' */
/** @import { Stroked } from './curves.js' */
/** @import { FigurePanel, LayoutPatch } from './protocol_types' */
/** @import { Axis, Frame, TouchPort } from './player_types' */
/** @import { Timeline } from './timeline.js' */

export class Chart {
  stopped = false;
  width = 0;

  /**
   * @param {FigurePanel} asWritten
   * @param {Colours} colours
   */
  constructor(asWritten, colours) {
    const panel = enlargedPanel(asWritten, typeScale());
    this.panel = panel;
    this.height = panel.height;
    this.element = html('div', { class: 'plot drafted' });
    if (panel.least) this.element.classList.add('lower');
    else this.element.style.height = `${panel.height}px`;
    this.heatmaps = panel.paints.map((paint) => new Heatmap(paint, colours));
    this.unchanging = unchanging(panel, colours);
    this.cursor = panel.cursor === null ? null : new Cursor();
    this.curves = panel.curves && new Curves(panel.curves, panel.figure);
    this.draft = new Draft(panel.figure, 0, panel.height);
    this.traces = new Traces(panel, (name) => this.draft.axis(name));
    /** @type {Frame | null} */
    this.frame = null;
  }

  /**
   * @param {HTMLElement} host
   * @param {TouchPort} _
   * @param {number} width
   */
  mount(host, _, width) {
    const { curves, element, panel } = this;
    const names = curves
      ? legend(panel.figure, curves.lines, (line, shown) => this.reveal(line, shown))
      : pointNames(panel.figure);
    host.append(names, element);
    for (const one of [...this.heatmaps, ...this.unchanging, curves, this.cursor]) one?.mount(element);
    element.prepend(this.draft.picture);
    element.append(this.traces.picture);
    this.size(width, this.height);
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  size(width, height) {
    Object.assign(this, { width, height });
    this.draft.resize(width, height);
    this.place();
  }

  /**
   * The axes that a trace belongs to.
   * @param {number} trace
   * @returns {[Axis, Axis]}
   */
  axesOf(trace) {
    const { xaxis = 'x', yaxis = 'y' } = this.panel.figure.data[trace];
    return [this.draft.axis(xaxis.replace('x', 'xaxis')), this.draft.axis(yaxis.replace('y', 'yaxis'))];
  }

  get axes() {
    return { xaxis: this.draft.axis('xaxis'), yaxis: this.draft.axis('yaxis') };
  }

  /** Lays everything over the axes. */
  place() {
    const { axes, curves, draft } = this;
    for (const heatmap of [...this.unchanging, ...this.heatmaps]) {
      heatmap.place(this.axesOf(heatmap.bound.trace));
    }
    if (curves?.place(axes)) curves.stroke();
    this.cursor?.place(axes);
    this.traces.place(draft.width, draft.height);
    if (this.frame) this.traces.paint(this.frame);
  }

  /** @param {Frame} frame */
  paint(frame) {
    this.frame = frame;
    for (const heatmap of this.heatmaps) heatmap.paint(frame);
    this.traces.paint(frame);
    if (this.cursor && this.panel.cursor) this.cursor.show(frame[this.panel.cursor][0]);
  }

  /** @param {Timeline} timeline */
  keepUp(timeline) {
    const { curves, frame } = this;
    if (!curves || !frame || !curves.take(timeline, frame)) return;
    this.stretch();
    curves.stroke();
  }

  /** @param {Timeline} timeline */
  begin(timeline) {
    this.keepUp(timeline);
  }

  /**
   * @param {Frame} frame
   * @param {Timeline} timeline
   */
  settle(frame, timeline) {
    this.keepUp(timeline);
  }

  /** Axes that have become too short are drawn anew. */
  stretch() {
    const ranges = this.curves?.growth(this.axes) ?? {};
    if (!Object.keys(ranges).length) return;
    this.draft.stretch(ranges);
    this.place();
  }

  /** @param {LayoutPatch} patch */
  relayout(patch) {
    this.draft.change(patch);
    if (!this.curves) return;
    this.stretch();
    this.curves.stroked = 0;
    this.place();
    this.curves.stroke();
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
    this.curves.stroke();
  }

  forget() {
    this.curves?.forget();
  }

  resize() {
    const { least, height: full } = this.panel;
    const width = this.element.parentElement?.clientWidth ?? 0;
    const height = (least && this.element.clientHeight) || full;
    if (width && (width !== this.width || height !== this.height)) this.size(width, height);
  }

  stop() {
    this.stopped = true;
  }
}

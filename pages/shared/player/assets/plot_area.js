// The square of a figure with its axes: our own draft of it until Plotly is there, and Plotly's from then on.

import { drawnAxis } from './axes.js';
import { toldTicks } from './axis_ticks.js';
import { Draft, drafted } from './draft.js';
import { html } from './elements.js';
import { nextPicture, plotly } from './plotly_loader.js';

/** @import { AxisName } from './axes.js' */
/** @import { FigurePanel, LayoutPatch } from './protocol_types' */
/** @import { Axes, Axis } from './player_types' */
/** @import { Figure, Plot, Plotly } from './plotly_types' */

const AXES = /^[xy]axis\d*$/;

/**
 * A layout with labels at its axes.
 * @param {Figure['layout']} layout
 * @param {LayoutPatch} labels
 */
function labelledLayout(layout, labels) {
  const made = { ...layout };
  for (const [path, value] of Object.entries(labels)) {
    const [name, key] = path.split('.');
    made[name] = { ...made[name], [key]: value };
  }
  return made;
}

export class PlotArea {
  /** @param {FigurePanel} panel */
  constructor(panel) {
    this.panel = panel;
    this.element = /** @type {Plot} */ (html('div', { class: 'plot' }));
    /** @type {LayoutPatch} */
    this.told = {}; // of labels, to Plotly
    this.width = 0;
    this.height = panel.height;
    if (panel.least) this.element.classList.add('lower');
    else this.element.style.height = `${this.height}px`;
    this.stopped = false;
    /** @type {Plotly | null} */
    this.plotly = null;
    /** @type {Draft | null} */
    this.draft = null;
  }

  /** @param {number} width */
  open(width) {
    this.width = width;
    if (!drafted(this.panel)) return;
    this.draft = new Draft(this.panel.figure, width, this.height);
    this.element.prepend(this.draft.picture);
    this.element.classList.add('drafted');
  }

  /** Fetches Plotly when the page has time for it. */
  async fetch() {
    await nextPicture();
    const library = await plotly();
    if (this.draft) await nextPicture(); // there is no hurry: let the page breathe
    return library;
  }

  /**
   * Plotly takes the place of the draft.
   * @param {Plotly} library
   * @param {{ data: object[], layout: Figure['layout'] }} figure
   * @param {object} settings
   */
  async hand(library, { data, layout }, settings) {
    const size = { width: this.width, height: this.height };
    const plain = { displayModeBar: false, responsive: false };
    const begun = this.draft ? labelledLayout(layout, this.labels()) : layout;
    await library.newPlot(this.element, data, { ...begun, ...size }, { ...plain, ...settings });
    this.plotly = library;
    this.element.on('plotly_afterplot', () => this.label());
    this.label();
    this.draft?.picture.remove();
    this.draft = null;
    this.element.classList.remove('drafted');
  }

  /** Whether there are axes. */
  get stands() {
    return this.plotly !== null || this.draft !== null;
  }

  /**
   * @param {string} name
   * @returns {Axis}
   */
  axis(name) {
    return this.draft ? this.draft.axis(name) : drawnAxis(name, this.element._fullLayout[name]);
  }

  /** @returns {Axes} */
  get axes() {
    return { xaxis: this.axis('xaxis'), yaxis: this.axis('yaxis') };
  }

  /**
   * The axes that a trace belongs to.
   * @param {number} trace
   * @returns {[Axis, Axis]}
   */
  axesOf(trace) {
    const { xaxis = 'x', yaxis = 'y' } = this.panel.figure.data[trace];
    return [this.axis(xaxis.replace('x', 'xaxis')), this.axis(yaxis.replace('y', 'yaxis'))];
  }

  /**
   * The axes as they will be when something is laid over the layout.
   * @param {LayoutPatch} patch
   * @returns {Axes}
   */
  axesAfter(patch) {
    const { xaxis, yaxis } = this.axes;
    const after = (/** @type {AxisName} */ name, /** @type {Axis} */ axis) =>
      patch[`${name}.type`] ? { ...axis, type: patch[`${name}.type`], automatic: true } : axis;
    return { xaxis: after('xaxis', xaxis), yaxis: after('yaxis', yaxis) };
  }

  /**
   * What Plotly is to be told of labels, so that they keep clear of each other.
   * @param {Partial<Axes>} [axes] where they are not as they are drawn
   * @param {LayoutPatch} [ranges] that axes are about to have
   */
  labels(axes = {}, ranges = {}) {
    const { layout } = this.panel.figure;
    /** @type {LayoutPatch} */
    const patch = {};
    for (const name of Object.keys(layout).filter((one) => AXES.test(one))) {
      const axis = axes[/** @type {AxisName} */ (name)] ?? this.axis(name);
      const range = ranges[`${name}.range`] ?? axis.range;
      const { size } = layout.template.layout[`${name[0]}axis`].tickfont;
      const found = toldTicks(layout[name], { ...axis, range, size });
      patch[`${name}.tickvals`] = found?.map(([value]) => value) ?? null;
      patch[`${name}.ticktext`] = found?.map(([, text]) => text) ?? null;
    }
    this.told = patch;
    return patch;
  }

  /** Labels follow where Plotly has drawn axes anew by itself. */
  label() {
    const before = JSON.stringify(this.told);
    const patch = this.labels();
    if (JSON.stringify(patch) !== before) this.plotly?.relayout(this.element, patch);
  }

  /**
   * Gives axes other ranges; `moved` is called where Plotly does not say itself that it has drawn them.
   * @param {Record<string, number[]>} ranges by paths such as xaxis.range
   * @param {() => void} moved
   */
  stretch(ranges, moved) {
    if (!Object.keys(ranges).length) return;
    if (this.plotly) this.plotly.relayout(this.element, { ...ranges, ...this.labels({}, ranges) });
    else {
      this.draft?.stretch(ranges);
      moved();
    }
  }

  /**
   * The size that the room leaves.
   * @returns {{ width: number, height: number }}
   */
  get room() {
    const { least, height } = this.panel;
    const width = this.element.parentElement?.clientWidth ?? 0;
    return { width, height: (least && this.element.clientHeight) || height };
  }

  /** @param {() => void} moved the same as for `stretch` */
  resize(moved) {
    const { width, height } = this.room;
    if (!width || (width === this.width && height === this.height)) return;
    Object.assign(this, { width, height });
    this.draft?.resize(width, height);
    if (this.plotly) this.plotly.relayout(this.element, { width, height });
    else if (this.draft) moved();
  }

  stop() {
    this.stopped = true;
    this.plotly?.purge(this.element);
  }
}

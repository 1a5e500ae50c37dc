// A figure before Plotly is there: its axes, as Plotly will draw them, at the place that fixed margins give.
// It only knows what our own figures use; the numbers below are those of Plotly's own drawing.

import { place } from './axes.js';
import { ticks } from './axis_ticks.js';
import { context2d, html, svg } from './elements.js';
import { over } from './figure_layout.js';

/** @import { FigurePanel, LayoutPatch } from './protocol_types' */
/** @import { Axis } from './player_types' */
/** @import { Annotation, AxisLayout, Figure, Layout, Level } from './plotly_types' */
/** @import { Tick } from './axis_ticks.js' */

const TICK = 5; // the length of a tick
const LINE = 1; // from the axes to their labels
const AXES = /^([xy])axis\d*$/;

/**
 * Whether all of a figure stands at places that are known without Plotly.
 * @param {FigurePanel} panel
 */
export function drafted({ plots, paints, curves }) {
  return !plots.length && (paints.length > 0 || Boolean(curves));
}

/**
 * From the axis to its labels.
 * @param {AxisLayout} own
 */
function gap(own) {
  return LINE + (own.ticks === 'outside' ? TICK + 0.2 * own.tickfont.size : 0);
}

/** @type {CanvasRenderingContext2D | undefined} */
let ruler;

export class Draft {
  /**
   * @param {Figure} figure
   * @param {number} width
   * @param {number} height
   */
  constructor({ layout }, width, height) {
    const { template, ...own } = layout;
    const base = template.layout;
    /** @type {Layout} */
    this.layout = over({ font: base.font, margin: base.margin }, own);
    this.names = Object.keys(own).filter((name) => AXES.test(name));
    for (const name of this.names) this.layout[name] = over(base[`${name[0]}axis`], own[name]);
    this.width = width;
    this.height = height;
    this.picture = svg('svg', { class: 'draft', 'aria-hidden': 'true' });
    this.resize(width, height);
  }

  /**
   * An axis in our own words, as a figure asks for it.
   * @param {string} name
   * @returns {Axis}
   */
  axis(name) {
    const whole = this.free(name);
    const anchored = this.names.find((one) => this.layout[one].scaleanchor);
    if (!anchored) return whole;
    const [across, up] = ['xaxis', anchored].map((one) => this.free(one));
    const unit = (/** @type {Axis} */ { length, range: [from, to] }) => length / Math.abs(to - from);
    const share = Math.min(unit(across), unit(up)) / unit(whole);
    const length = whole.length * share; // so that a unit is as long on both
    return { ...whole, offset: whole.offset + (whole.length - length) / 2, length };
  }

  /**
   * An axis that has all of its room.
   * @param {string} name
   * @returns {Axis}
   */
  free(name) {
    /** @type {AxisLayout} */
    const { domain: [start, end] = [0, 1], range = [0, 1], type = 'linear' } = this.layout[name];
    const { l, r, t, b } = this.layout.margin;
    const vertical = name.startsWith('y');
    const room = Math.max(1, vertical ? this.height - t - b : this.width - l - r);
    const offset = vertical ? t + (1 - end) * room : l + start * room;
    return { offset, length: (end - start) * room, range, type, vertical, automatic: false };
  }

  /** @param {LayoutPatch} patch types of axes, as Plotly writes them */
  change(patch) {
    for (const [name, value] of Object.entries(patch)) {
      const [axis, key] = name.split('.');
      if (key === 'type') Object.assign(this.layout[axis], { type: value });
    }
  }

  /** @param {Record<string, number[]>} ranges by paths such as xaxis.range */
  stretch(ranges) {
    for (const [name, range] of Object.entries(ranges)) this.layout[name.replace('.range', '')].range = range;
    this.draw();
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  resize(width, height) {
    Object.assign(this, { width, height });
    this.picture.setAttribute('width', String(width));
    this.picture.setAttribute('height', String(height));
    this.draw();
  }

  draw() {
    const { shapes = [], annotations = [] } = this.layout;
    const levels = shapes.map((shape) => this.level(shape));
    const axes = this.names.flatMap((name) => this.drawAxis(name));
    this.picture.replaceChildren(...levels, ...axes, ...annotations.map((one) => this.note(one)));
  }

  // -- one axis: lines across, ticks, labels, title ---------------------------------------------
  /** @param {string} name */
  drawAxis(name) {
    /** @type {AxisLayout} */
    const own = this.layout[name];
    const axis = this.axis(name);
    const labels = own.showticklabels === false ? [] : ticks(own, { ...axis, size: own.tickfont.size });
    const places = labels.map(([value]) => place(axis, value));
    const inside = own.showgrid === false ? [] : places.filter((at) => at > 1 && at < axis.length - 1);
    const marked = own.ticks === 'outside' ? places : [];
    return [
      ...inside.map((at) => this.across(axis, at, own.gridcolor)),
      ...(own.zeroline ? [this.across(axis, place(axis, 0), own.tickfont.color)] : []),
      ...marked.map((at) => this.tick(axis, at, own.tickcolor)),
      ...labels.map(([, text], index) => this.label(own, axis, places[index], text)),
      ...this.title(own, axis, labels),
    ];
  }

  /** The other pair of ends of the square that an axis is a side of. */
  get square() {
    const { l, r, t, b } = this.layout.margin;
    if (this.names.some((name) => this.layout[name].scaleanchor)) {
      const [across, up] = [this.axis('xaxis'), this.axis('yaxis')];
      const [right, bottom] = [across.offset + across.length, up.offset + up.length];
      return { left: across.offset, right, top: up.offset, bottom };
    }
    return { left: l, right: this.width - r, top: t, bottom: this.height - b };
  }

  /**
   * @param {Axis} axis
   * @param {number} at
   * @param {string} colour
   */
  across({ offset, vertical }, at, colour) {
    const { left, right, top, bottom } = this.square;
    const middle = offset + at;
    const ends = vertical
      ? { x1: left, x2: right, y1: middle, y2: middle }
      : { x1: middle, x2: middle, y1: top, y2: bottom };
    return svg('line', { ...ends, stroke: colour, 'stroke-width': 1, 'shape-rendering': 'crispEdges' });
  }

  /**
   * @param {Axis} axis
   * @param {number} at
   * @param {string} colour
   */
  tick({ offset, vertical }, at, colour) {
    const { left, bottom } = this.square;
    const middle = offset + at;
    const ends = vertical
      ? { x1: left - LINE - TICK, x2: left - LINE, y1: middle, y2: middle }
      : { x1: middle, x2: middle, y1: bottom + LINE, y2: bottom + LINE + TICK };
    return svg('line', { ...ends, stroke: colour, 'stroke-width': 1, 'shape-rendering': 'crispEdges' });
  }

  /**
   * @param {AxisLayout} own
   * @param {Axis} axis
   * @param {number} at
   * @param {string} text
   */
  label(own, { offset, vertical }, at, text) {
    const { left, top, bottom } = this.square;
    const { size, color } = own.tickfont;
    const upper = top - LINE - 0.2 * size;
    const where = vertical
      ? { x: left - gap(own), y: offset + at + 0.35 * size, 'text-anchor': 'end' }
      : { x: offset + at, y: own.side === 'top' ? upper : bottom + gap(own) + size, 'text-anchor': 'middle' };
    return svg('text', { ...where, 'font-size': size, fill: color }, text);
  }

  /**
   * @param {AxisLayout} own
   * @param {Axis} axis
   * @param {Tick[]} labels
   */
  title(own, { offset, length, vertical, type }, labels) {
    if (!own.title?.text) return [];
    const { text, standoff, font } = own.title;
    const { left, bottom } = this.square;
    const middle = offset + length / 2;
    const lower = bottom + gap(own) + (type === 'log' ? 30.7 : 26.3) + standoff;
    const beside = left - gap(own) - this.widest(labels, own.tickfont.size) - standoff - 4.4;
    const [x, y] = vertical
      ? [Math.max(font.size, beside), middle]
      : [middle, Math.min(this.height - 5, lower)];
    const look = { 'text-anchor': 'middle', 'font-size': font.size, fill: font.color };
    const made = svg('text', { x, y, ...look }, text);
    if (vertical) made.setAttribute('transform', `rotate(-90,${x},${y})`);
    return [made];
  }

  /**
   * The width of the widest label.
   * @param {Tick[]} labels
   * @param {number} size
   */
  widest(labels, size) {
    const context = (ruler ??= context2d(html('canvas')));
    context.font = `${size}px ${this.layout.font.family}`;
    return Math.max(0, ...labels.map(([, text]) => context.measureText(text).width));
  }

  // -- what else stands on the square ----------------------------------------------------------
  /** @param {Level} level */
  level({ y0, line }) {
    const { left, right } = this.square;
    const axis = this.axis('yaxis');
    const y = axis.offset + place(axis, y0);
    const dashes = line.dash.replaceAll('px', '');
    const look = { stroke: line.color, 'stroke-width': line.width, 'stroke-dasharray': dashes };
    return svg('line', { x1: left, x2: right, y1: y, y2: y, ...look });
  }

  /** @param {Annotation} annotation */
  note({ text, x, font }) {
    const { left, right, top } = this.square;
    const at = Math.round(left + x * (right - left)) + 2;
    return svg('text', { x: at, y: top - 7, 'font-size': font.size, fill: font.color }, text);
  }
}

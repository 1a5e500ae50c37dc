// Lines and points of a figure as SVG over its axes: those that no frame changes, and those that are fields of one.

import { place } from './axes.js';
import { html, svg } from './elements.js';

/** @import { FigurePanel, Plot } from './protocol_types' */
/** @import { Axis, Frame } from './player_types' */
/** @import { Figure, PackedNumbers, Trace } from './plotly_types' */
/** @typedef {{ x: ArrayLike<number>, y: ArrayLike<number> }} Points */

const OPEN = /-open$/;
/** @type {Record<string, any>} */
const PACKED = {
  f8: Float64Array,
  f4: Float32Array,
  i4: Int32Array,
  i2: Int16Array,
  i1: Int8Array,
  u1: Uint8Array,
};

/**
 * Numbers as Plotly's JSON carries them.
 * @param {(number | null)[] | PackedNumbers | undefined} numbers
 * @returns {ArrayLike<number>}
 */
export function read(numbers) {
  if (!numbers) return [];
  if (Array.isArray(numbers)) return numbers.map((one) => one ?? NaN);
  const bytes = Uint8Array.from(atob(numbers.bdata), (sign) => sign.charCodeAt(0));
  return new PACKED[numbers.dtype](bytes.buffer);
}

/**
 * A line through points, parted where there is none; a stair goes across before it goes up.
 * @param {[number, number][]} points in pixels
 * @param {boolean} stair
 */
export function path(points, stair) {
  let d = '';
  let joined = false;
  for (const [x, y] of points) {
    const there = Number.isFinite(x + y);
    if (there && joined) d += stair ? `H${x.toFixed(1)}V${y.toFixed(1)}` : `L${x.toFixed(1)} ${y.toFixed(1)}`;
    else if (there) d += `M${x.toFixed(1)} ${y.toFixed(1)}`;
    joined = there;
  }
  return d;
}

/**
 * The outline of a point of this size around its middle.
 * @param {string} symbol
 * @param {number} size
 */
function outline(symbol, size) {
  const half = size / 2;
  if (symbol.startsWith('square')) return `M${-half} ${-half}H${half}V${half}H${-half}Z`;
  const far = 1.3 * half;
  if (symbol.startsWith('diamond')) return `M0 ${-far}L${far} 0L0 ${far}L${-far} 0Z`;
  return `M${-half} 0A${half} ${half} 0 1 1 ${half} 0A${half} ${half} 0 1 1 ${-half} 0Z`;
}

export class Traces {
  picture = svg('svg', { class: 'draft traces', 'aria-hidden': 'true' });

  /**
   * @param {FigurePanel} panel
   * @param {(name: string) => Axis} axis
   */
  constructor({ figure, plots, curves }, axis) {
    this.axis = axis;
    this.layout = figure.layout;
    const curved = new Set(curves?.lines.map(({ trace }) => trace));
    /** @type {Map<number, Plot>} */
    const moving = new Map(plots.map((plot) => [plot.trace, plot]));
    this.shown = figure.data.flatMap((trace, at) => {
      if (trace.type !== 'scatter' || curved.has(at)) return [];
      return [{ trace, plot: moving.get(at), points: { x: read(trace.x), y: read(trace.y) } }];
    });
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  place(width, height) {
    this.picture.setAttribute('width', String(width));
    this.picture.setAttribute('height', String(height));
    this.draw(null);
  }

  /** @param {Frame} frame */
  paint(frame) {
    if (this.shown.some(({ plot }) => plot)) this.draw(frame);
  }

  /** @param {Frame | null} frame */
  draw(frame) {
    const drawn = this.shown.flatMap(({ trace, plot, points }) => {
      if (!plot) return this.trace(trace, points);
      return frame ? this.trace(trace, { x: frame[plot.x], y: frame[plot.y] }) : [];
    });
    this.picture.replaceChildren(...drawn);
  }

  /**
   * @param {Trace} trace
   * @param {Points} points
   */
  trace(trace, { x, y }) {
    const across = this.axis((trace.xaxis ?? 'x').replace('x', 'xaxis'));
    const up = this.axis((trace.yaxis ?? 'y').replace('y', 'yaxis'));
    const places = Array.from(x, (value, at) => [place(across, value), place(up, y[at])]);
    const pairs = /** @type {[number, number][]} */ (places);
    const room = { x: across.offset, y: up.offset, width: across.length, height: up.length };
    if (!pairs.length) return [];
    const lines = trace.mode.includes('lines');
    return [
      svg(
        'svg',
        { ...room, overflow: lines ? 'hidden' : 'visible' },
        ...(lines ? line(trace, pairs) : marks(trace, pairs)),
      ),
    ];
  }
}

/**
 * @param {Trace} trace
 * @param {[number, number][]} pairs
 */
function line({ line: { color, width, dash, shape } }, pairs) {
  const dashes = dash?.replaceAll('px', '') ?? 'none';
  const look = { fill: 'none', stroke: color, 'stroke-width': width, 'stroke-dasharray': dashes };
  return [svg('path', { d: path(pairs, shape === 'hv'), ...look })];
}

/**
 * @param {Trace} trace
 * @param {[number, number][]} pairs
 */
function marks({ marker }, pairs) {
  const { size, color, symbol = 'circle', line: edge } = marker;
  const open = OPEN.test(symbol);
  const look = {
    fill: open ? 'none' : color,
    stroke: open ? color : (edge?.color ?? 'none'),
    'stroke-width': edge?.width ?? 0,
  };
  return pairs
    .filter(([x, y]) => Number.isFinite(x + y))
    .map(([x, y]) => svg('path', { d: outline(symbol, size), transform: `translate(${x} ${y})`, ...look }));
}

/**
 * The names of points above a figure that has no curves.
 * @param {Figure} figure
 */
export function pointNames({ data }) {
  const named = data.filter(({ name, marker, showlegend }) => name && marker && showlegend !== false);
  const entries = named.map((trace) => {
    const look = { viewBox: '0 0 30 10', overflow: 'visible', 'aria-hidden': 'true' };
    const sample = svg('svg', look, ...marks(trace, [[15, 5]]));
    return html('span', {}, sample, trace.name ?? '');
  });
  return html('div', { class: 'legend' }, ...entries);
}

// The curves of a figure.  While a run plays they grow by strokes on a canvas over the axes, which costs far
// less than a redraw by Plotly; at rest Plotly is given the same points, and its own curves take their place.

import { fitted, place } from './axes.js';
import { context2d, html, layOver } from './elements.js';
import { StartMarks } from './start_marks.js';

/** @import { Curves as BoundCurves, Line } from './protocol_types' */
/** @import { AxisName } from './axes.js' */
/** @import { Axes, Axis, Frame } from './player_types' */
/** @import { AxisType, Figure, Level, LineStyle } from './plotly_types' */
/** @import { Timeline } from './timeline.js' */
/** @typedef {{ number: number, across: number, up: number[] }} Point the heights of all lines at one frame */
/** @typedef {{ x: number, y: number, begins: boolean, length: number }} Corner in pixels; `length` of the line up to it */
/** @typedef {Line & { style: LineStyle, shown: boolean, along: Corner[] }} Stroked */

const MOST = 640; // points of a curve; with more, every second one goes
const EARLY = 64; // frames at the beginning that stay, for a logarithmic axis shows them large
const MARGIN = 8; // pixels left of new points that are drawn again, so that no seam is seen
/** @type {AxisName[]} */
const NAMES = ['xaxis', 'yaxis'];

export class Curves {
  /** @type {Point[]} */
  points = [];
  stride = 1;
  stroked = 0;

  /**
   * @param {BoundCurves} curves which fields are drawn
   * @param {Figure} figure how; it has a trace for each line
   */
  constructor({ x, lines }, figure) {
    this.x = x;
    /** @type {Stroked[]} */
    this.lines = lines.map((line) => ({
      ...line,
      style: figure.data[line.trace].line,
      shown: true,
      along: [],
    }));
    this.levels = (figure.layout.shapes ?? []).map((/** @type {Level} */ { y0 }) => y0);
    this.free = NAMES.filter((name) => !figure.layout[name].range);
    /** @type {Partial<Record<AxisName, { type: AxisType, range: number[], stale?: boolean }>>} */
    this.ranges = {};
    this.strokes = 0;
    this.starts = new StartMarks(this.lines.map(({ style }) => style.color));
    this.canvas = html('canvas', { class: 'paint strokes' });
    this.context = context2d(this.canvas);
    this.placed = '';
    /** @type {number | undefined} */
    this.part = undefined;
  }

  /** Another run: its curves begin again, and its axes with them. */
  forget() {
    this.points = [];
    this.stride = 1;
    this.stroked = 0;
    for (const known of Object.values(this.ranges)) known.stale = true;
  }

  /** @param {HTMLElement} element */
  mount(element) {
    this.element = element;
    element.append(this.canvas);
    this.starts.mount(element);
  }

  /**
   * Takes what was seen of the timeline since the last time, of the part that the shown frame belongs to;
   * whether there was anything.  A moment that was told again has its point moved.
   * @param {Timeline} timeline
   * @param {Frame} frame
   */
  take(timeline, { part }) {
    if (part !== this.part) this.forget();
    this.part = part;
    const news = timeline.news(this.points.at(-1)?.number ?? -1, part).map((frame) => this.point(frame));
    const again = news[0]?.across === this.points.at(-1)?.across;
    if (again) Object.assign(this, { points: this.points.slice(0, -1), stroked: 0 });
    this.points.push(...news);
    if (this.points.length > MOST) this.thin();
    return news.length > 0;
  }

  /**
   * @param {Frame} frame
   * @returns {Point}
   */
  point(frame) {
    const up = this.lines.map(({ field }) => frame[field][0]);
    return { number: frame.number, across: frame[this.x][0], up };
  }

  thin() {
    const [first, newest] = [this.points[0].number, this.points.at(-1)];
    const kept = (/** @type {number} */ number) => number < EARLY || number % this.stride === 0;
    while (this.points.length > MOST) {
      this.stride *= 2;
      this.points = this.points.filter((one) => kept(one.number - first) || one === newest);
    }
    this.stroked = 0;
  }

  // -- the axes -------------------------------------------------------------------------------
  /**
   * The values that an axis has to show.
   * @param {AxisName} name
   */
  values(name) {
    if (name === 'xaxis') return this.points.map(({ across }) => across);
    return [...this.levels, ...this.points.flatMap(({ up }) => up)];
  }

  /**
   * New ranges for those axes that have become too short, as Plotly writes them.  An axis that the visitor
   * has moved stays as it is.
   * @param {Record<AxisName, Pick<Axis, 'range' | 'type' | 'automatic'>>} axes
   */
  growth(axes) {
    /** @type {Record<string, number[]>} */
    const found = {};
    for (const name of this.free) {
      if (!this.owns(name, axes[name])) continue;
      const { type } = axes[name];
      const known = this.ranges[name];
      const present = known?.type === type && !known.stale ? axes[name].range : null;
      const range = fitted(name, this.values(name), type, present);
      if (!range) continue;
      this.ranges[name] = { type, range };
      found[`${name}.range`] = range;
    }
    return found;
  }

  /**
   * @param {AxisName} name
   * @param {Pick<Axis, 'range' | 'automatic'>} axis
   */
  owns(name, { automatic, range }) {
    const set = this.ranges[name]?.range;
    if (automatic || !set) return true;
    return set.every((end, at) => Math.abs(end - range[at]) <= 1e-9 * Math.abs(set[1] - set[0]));
  }

  // -- strokes --------------------------------------------------------------------------------
  /**
   * Lays the canvas over the axes; whether they have changed, so that all has to be stroked again.
   * @param {Axes} axes
   */
  place({ xaxis, yaxis }) {
    const key = JSON.stringify([xaxis, yaxis, window.devicePixelRatio]);
    if (key === this.placed) return false;
    this.axes = { xaxis, yaxis };
    Object.assign(this, { placed: key, stroked: 0 });
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(xaxis.length * scale), Math.round(yaxis.length * scale)];
    layOver(this.canvas, xaxis, yaxis);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      Object.assign(this.canvas, { width, height });
    }
    return true;
  }

  /** Strokes what is not stroked yet. */
  stroke() {
    const { context, canvas, points, axes } = this;
    if (!axes || !this.element || this.stroked === points.length) return;
    this.starts.show(
      axes,
      points[0],
      this.lines.map(({ shown }) => shown),
    );
    const [wide, high] = [canvas.width / axes.xaxis.length, canvas.height / axes.yaxis.length];
    const seam = this.stroked ? place(axes.xaxis, points[this.stroked - 1].across) - MARGIN : 0;
    const left = Math.max(0, Math.floor(seam * wide)) || 0;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.save();
    context.beginPath();
    context.rect(left, 0, canvas.width - left, canvas.height);
    context.clip();
    context.clearRect(left, 0, canvas.width - left, canvas.height);
    context.scale(wide, high);
    this.lines.forEach(
      (line, index) => line.shown && this.strokeLine(axes, line, index, left / wide - MARGIN),
    );
    context.restore();
    this.stroked = points.length;
    this.element.dataset.curves = String((this.strokes += 1));
  }

  /**
   * One line from the last point left of `left` on; its dashes go on where they were.
   * @param {Axes} axes
   * @param {Stroked} line
   * @param {number} index
   * @param {number} left
   */
  strokeLine(axes, line, index, left) {
    const { context, points } = this;
    const along = this.measure(axes, line, index);
    let first = points.length - 1;
    while (first > 0 && !(along[first].x < left)) first -= 1;
    context.beginPath();
    for (let one = first; one < points.length; one++) {
      const { x, y, begins } = along[one];
      if (begins || one === first) context.moveTo(x, y);
      else if (Number.isFinite(x + y)) context.lineTo(x, y);
    }
    const { color, width, dash } = line.style;
    const look = { strokeStyle: color, lineWidth: width, lineJoin: 'miter', miterLimit: 2 };
    Object.assign(context, { ...look, lineDashOffset: along[first].length });
    context.setLineDash(dash ? dash.split(',').map(parseFloat) : []);
    context.stroke();
  }

  /**
   * Where the points of a line are, and how long the line is up to each; what is no number parts the line
   * in two.
   * @param {Axes} axes
   * @param {Stroked} line
   * @param {number} index
   */
  measure({ xaxis, yaxis }, line, index) {
    if (!this.stroked) line.along = [];
    for (let one = line.along.length; one < this.points.length; one++) {
      const point = this.points[one];
      const before = line.along[one - 1];
      const [x, y] = [place(xaxis, point.across), place(yaxis, point.up[index])];
      const step = before ? Math.hypot(x - before.x, y - before.y) : NaN;
      const joined = Number.isFinite(step);
      line.along.push({ x, y, begins: !joined, length: joined ? before.length + step : 0 });
    }
    return line.along;
  }

  // -- Plotly ---------------------------------------------------------------------------------
  /**
   * The same points for Plotly, which draws no number as a gap: coordinates, and the traces that they are of.
   * @returns {[{ x: number[][], y: (number | null)[][] }, number[]]}
   */
  get traces() {
    const across = this.points.map((point) => point.across);
    const heights = (/** @type {number} */ index) =>
      this.points.map(({ up }) => (Number.isFinite(up[index]) ? up[index] : null));
    const y = this.lines.map((_, index) => heights(index));
    return [{ x: this.lines.map(() => across), y }, this.lines.map(({ trace }) => trace)];
  }
}

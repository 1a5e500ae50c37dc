// The curves of a figure.  While a run plays they grow by strokes on a canvas over the axes, which costs far
// less than a redraw by Plotly; at rest Plotly is given the same points, and its own curves take their place.

import { fitted, place } from './axes.js';

const MOST = 640; // points of a curve; with more, every second one goes
const EARLY = 64; // frames at the beginning that stay, for a logarithmic axis shows them large
const MARGIN = 8; // pixels left of new points that are drawn again, so that no seam is seen

export class Curves {
  // `curves` says which fields are drawn, `figure` how: it has a trace for each line.
  constructor({ x, lines }, figure) {
    this.x = x;
    this.lines = lines.map((line) => ({ ...line, style: figure.data[line.trace].line, shown: true, along: [] }));
    this.levels = (figure.layout.shapes ?? []).map(({ y0 }) => y0);
    this.free = ['xaxis', 'yaxis'].filter((name) => !figure.layout[name].range);
    this.ranges = {};
    this.strokes = 0;
    this.forget();
  }

  // Another run: its curves begin again, and its axes with them.
  forget() {
    this.points = [];
    this.stride = 1;
    this.stroked = 0;
    for (const known of Object.values(this.ranges)) known.stale = true;
  }

  mount(element) {
    this.element = element;
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'paint strokes';
    this.context = this.canvas.getContext('2d');
    element.append(this.canvas);
  }

  // Takes what was seen of the timeline since the last time, of the part that the shown frame belongs to;
  // whether there was anything.
  take(timeline, { part }) {
    if (part !== this.part) this.forget();
    this.part = part;
    const news = timeline.news(this.points.at(-1)?.number ?? -1, part).map((frame) => this.point(frame));
    this.points.push(...news);
    if (this.points.length > MOST) this.thin();
    return news.length > 0;
  }

  point(frame) {
    return { number: frame.number, across: frame[this.x][0], up: this.lines.map(({ field }) => frame[field][0]) };
  }

  thin() {
    const [first, newest] = [this.points[0].number, this.points.at(-1)];
    const kept = (number) => number < EARLY || number % this.stride === 0;
    while (this.points.length > MOST) {
      this.stride *= 2;
      this.points = this.points.filter((one) => kept(one.number - first) || one === newest);
    }
    this.stroked = 0;
  }

  // -- the axes -----------------------------------------------------------------------------------
  // The values that an axis has to show.
  values(name) {
    return name === 'xaxis' ? this.points.map(({ across }) => across) : [...this.levels, ...this.points.flatMap(({ up }) => up)];
  }

  // New ranges for those of `axes` that have become too short, as Plotly writes them.  An axis that the visitor has moved stays as it is.
  growth(axes) {
    return Object.fromEntries(this.free.filter((name) => this.owns(name, axes[name])).flatMap((name) => {
      const { type } = axes[name];
      const known = this.ranges[name];
      const range = fitted(name, this.values(name), type, known?.type === type && !known.stale ? axes[name].range : null);
      if (!range) return [];
      this.ranges[name] = { type, range };
      return [[`${name}.range`, range]];
    }));
  }

  owns(name, { automatic, range }) {
    const set = this.ranges[name]?.range;
    return automatic || !set || set.every((end, at) => Math.abs(end - range[at]) <= 1e-9 * Math.abs(set[1] - set[0]));
  }

  // -- strokes --------------------------------------------------------------------------------------
  // Lays the canvas over the axes; whether they have changed, so that all has to be stroked again.
  place({ xaxis, yaxis }) {
    const key = JSON.stringify([xaxis, yaxis, window.devicePixelRatio]);
    if (key === this.placed) return false;
    Object.assign(this, { xaxis, yaxis, placed: key, stroked: 0 });
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(xaxis.length * scale), Math.round(yaxis.length * scale)];
    Object.assign(this.canvas.style, { left: `${xaxis.offset}px`, top: `${yaxis.offset}px`, width: `${xaxis.length}px`, height: `${yaxis.length}px` });
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    return true;
  }

  // Strokes what is not stroked yet.
  stroke() {
    const { context, canvas, points, xaxis, yaxis } = this;
    if (!xaxis || this.stroked === points.length) return;
    const [wide, high] = [canvas.width / xaxis.length, canvas.height / yaxis.length];
    const edge = this.stroked ? Math.floor((place(xaxis, points[this.stroked - 1].across) - MARGIN) * wide) : 0;
    const left = Number.isFinite(edge) ? Math.max(0, edge) : 0;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.save();
    context.beginPath();
    context.rect(left, 0, canvas.width - left, canvas.height);
    context.clip();
    context.clearRect(left, 0, canvas.width - left, canvas.height);
    context.scale(wide, high);
    this.lines.forEach((line, index) => this.strokeLine(line, index, left / wide - MARGIN));
    context.restore();
    this.stroked = points.length;
    this.strokes += 1;
    this.element.dataset.curves = this.strokes;
  }

  // One line from the last point left of `left` on; its dashes go on where they were.
  strokeLine(line, index, left) {
    const { context, points } = this;
    if (!line.shown) return;
    const along = this.measure(line, index);
    let first = points.length - 1;
    while (first > 0 && !(along[first].x < left)) first -= 1;
    context.beginPath();
    for (let one = first; one < points.length; one++) {
      const { x, y, begins } = along[one];
      if (begins || one === first) context.moveTo(x, y);
      else if (Number.isFinite(x + y)) context.lineTo(x, y);
    }
    const { color, width, dash } = line.style;
    Object.assign(context, { strokeStyle: color, lineWidth: width, lineJoin: 'miter', miterLimit: 2, lineDashOffset: along[first].length });
    context.setLineDash(dash ? dash.split(',').map(parseFloat) : []);
    context.stroke();
  }

  // Where the points of a line are, and how long the line is up to each; what is no number parts the line
  // in two.
  measure(line, index) {
    if (!this.stroked) line.along = [];
    for (let one = line.along.length; one < this.points.length; one++) {
      const point = this.points[one];
      const before = line.along[one - 1];
      const [x, y] = [place(this.xaxis, point.across), place(this.yaxis, point.up[index])];
      const step = before ? Math.hypot(x - before.x, y - before.y) : NaN;
      line.along.push({ x, y, begins: !Number.isFinite(step), length: Number.isFinite(step) ? before.length + step : 0 });
    }
    return line.along;
  }

  // -- Plotly ----------------------------------------------------------------------------------------
  // The same points for Plotly, which draws no number as a gap.
  get traces() {
    const across = this.points.map((point) => point.across);
    const heights = (index) => this.points.map(({ up }) => (Number.isFinite(up[index]) ? up[index] : null));
    return [{ x: this.lines.map(() => across), y: this.lines.map((_, index) => heights(index)) }, this.lines.map(({ trace }) => trace)];
  }
}

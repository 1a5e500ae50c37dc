// A figure before Plotly is there: its axes, as Plotly will draw them, at the place that fixed margins give.
// It only knows what our own figures use; the numbers below are those of Plotly's own drawing.

import { place } from './axes.js';

const SVG = 'http://www.w3.org/2000/svg';
const TICK = 5; // the length of a tick
const LINE = 1; // from the axes to their labels
const STEPS = [1, 2, 5, 10];
const AXES = /^([xy])axis\d*$/;

// Whether all of a figure stands at places that are known without Plotly.
export function drafted({ plots, paints, curves }) { return !plots.length && (paints.length > 0 || Boolean(curves)); }

function node(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// What a template says, and what the figure says of itself.
function over(template, own) {
  const nested = (value) => value && typeof value === 'object' && !Array.isArray(value);
  return Object.fromEntries(Object.keys({ ...template, ...own }).map((key) => {
    const [low, high] = [template?.[key], own?.[key]];
    return [key, nested(low) && nested(high) ? over(low, high) : high ?? low];
  }));
}

export class Draft {
  constructor({ layout }, width, height) {
    const { template, ...own } = layout;
    const base = template.layout;
    this.layout = over({ font: base.font, margin: base.margin }, own);
    this.names = Object.keys(own).filter((name) => AXES.test(name));
    for (const name of this.names) this.layout[name] = over(base[`${name[0]}axis`], own[name]);
    this.height = height;
    this.picture = node('svg', { class: 'draft', height, 'aria-hidden': 'true' });
    this.resize(width);
  }

  // The axes in our own words, as a figure asks for them.
  axis(name) {
    const { domain: [start, end] = [0, 1], range = [0, 1], type = 'linear' } = this.layout[name];
    const { l, r, t, b } = this.layout.margin;
    const vertical = name[0] === 'y';
    const room = Math.max(1, vertical ? this.height - t - b : this.width - l - r);
    return { offset: vertical ? t + (1 - end) * room : l + start * room, length: (end - start) * room, range, type, vertical, automatic: false };
  }

  axesOf({ xaxis = 'x', yaxis = 'y' }) {
    return [this.axis(xaxis.replace('x', 'xaxis')), this.axis(yaxis.replace('y', 'yaxis'))];
  }

  stretch(ranges) {
    for (const [name, range] of Object.entries(ranges)) this.layout[name.replace('.range', '')].range = range;
    this.draw();
  }

  resize(width) {
    this.width = width;
    this.picture.setAttribute('width', width);
    this.draw();
  }

  draw() {
    const { shapes = [], annotations = [] } = this.layout;
    this.picture.replaceChildren(...shapes.map((shape) => this.level(shape)), ...this.names.flatMap((name) => this.drawAxis(name)), ...annotations.map((one) => this.note(one)));
  }

  // -- one axis: lines across, ticks, labels, title -----------------------------------------------------
  drawAxis(name) {
    const own = this.layout[name];
    const axis = this.axis(name);
    const labels = own.showticklabels === false ? [] : this.labels(own, axis);
    const places = labels.map(([value]) => place(axis, value));
    const lines = own.showgrid === false ? [] : places.filter((at) => at > 1 && at < axis.length - 1).map((at) => this.across(axis, at, own.gridcolor));
    const ticks = own.ticks === 'outside' ? places.map((at) => this.tick(axis, at, own.tickcolor)) : [];
    return [...lines, ...ticks, ...labels.map(([, text], index) => this.label(own, axis, places[index], text)), ...this.title(own, axis, labels)];
  }

  labels({ tickvals, ticktext, nticks, tickformat }, { range: [from, to] }) {
    if (tickvals) return tickvals.map((value, at) => [value, ticktext?.[at] ?? String(value)]);
    const rough = (to - from) / (nticks ?? 6);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * STEPS.find((one) => one * power >= rough * (1 - 1e-9));
    const write = (value) => (tickformat?.endsWith('%') ? `${Math.round(100 * value)}%` : String(Number(value.toPrecision(6))));
    return Array.from({ length: Math.floor((to - from) / step + 1e-6) + 1 }, (_, at) => [from + at * step, write(from + at * step)]);
  }

  // The other pair of ends of the square that an axis is a side of.
  get square() {
    const { l, r, t, b } = this.layout.margin;
    return { left: l, right: this.width - r, top: t, bottom: this.height - b };
  }

  across({ offset, vertical }, at, colour) {
    const { left, right, top, bottom } = this.square;
    const middle = offset + at;
    const ends = vertical ? { x1: left, x2: right, y1: middle, y2: middle } : { x1: middle, x2: middle, y1: top, y2: bottom };
    return node('line', { ...ends, stroke: colour, 'stroke-width': 1, 'shape-rendering': 'crispEdges' });
  }

  tick({ offset, vertical }, at, colour) {
    const { left, bottom } = this.square;
    const middle = offset + at;
    const ends = vertical ? { x1: left - LINE - TICK, x2: left - LINE, y1: middle, y2: middle } : { x1: middle, x2: middle, y1: bottom + LINE, y2: bottom + LINE + TICK };
    return node('line', { ...ends, stroke: colour, 'stroke-width': 1, 'shape-rendering': 'crispEdges' });
  }

  gap({ ticks, tickfont: { size } }) { return LINE + (ticks === 'outside' ? TICK + 0.2 * size : 0); }

  label(own, { offset, vertical }, at, text) {
    const { left, top, bottom } = this.square;
    const { size, color } = own.tickfont;
    const upper = top - LINE - 0.2 * size;
    const where = vertical
      ? { x: left - this.gap(own), y: offset + at + 0.35 * size, 'text-anchor': 'end' }
      : { x: offset + at, y: own.side === 'top' ? upper : bottom + this.gap(own) + size, 'text-anchor': 'middle' };
    return node('text', { ...where, 'font-size': size, fill: color }, text);
  }

  title(own, { offset, length, vertical }, labels) {
    if (!own.title?.text) return [];
    const { text, standoff, font: { size, color } } = own.title;
    const { left, bottom } = this.square;
    const middle = offset + length / 2;
    const lower = bottom + this.gap(own) + 26.3 + standoff;
    const beside = left - this.gap(own) - this.widest(labels, own.tickfont.size) - standoff - 4.4;
    const [x, y] = vertical ? [Math.max(size, beside), middle] : [middle, Math.min(this.height - 5, lower)];
    const turned = vertical ? { transform: `rotate(-90,${x},${y})` } : {};
    return [node('text', { x, y, 'text-anchor': 'middle', 'font-size': size, fill: color, ...turned }, text)];
  }

  // The width of the widest label.
  widest(labels, size) {
    const context = (Draft.ruler ??= document.createElement('canvas').getContext('2d'));
    context.font = `${size}px ${this.layout.font.family}`;
    return Math.max(0, ...labels.map(([, text]) => context.measureText(text).width));
  }

  // -- what else stands on the square -------------------------------------------------------------------
  level({ y0, line }) {
    const { left, right } = this.square;
    const axis = this.axis('yaxis');
    const y = axis.offset + place(axis, y0);
    return node('line', { x1: left, x2: right, y1: y, y2: y, stroke: line.color, 'stroke-width': line.width, 'stroke-dasharray': line.dash.replaceAll('px', '') });
  }

  note({ text, x, font }) {
    const { left, right, top } = this.square;
    return node('text', { x: Math.round(left + x * (right - left)) + 2, y: top - 7, 'font-size': font.size, fill: font.color }, text);
  }
}

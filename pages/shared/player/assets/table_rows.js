// The numbers of a picture as rows of tables: those that the picture itself shows, in its own words.

import { number } from './format.js';
import { called, heading, value } from './reading_words.js';
import { aloud } from './said.js';

/** @import { AxisLayout, Figure as Drawing } from './plotly_types' */
/** @import { FigurePanel, Paint, ReadingGroup } from './protocol_types' */
/** @import { Told, Words } from './reading_words.js' */
/** @typedef {{ caption: string, head: string[], rows: string[][] }} Table the first of a row names it, if there is a head */

const MOST = 24; // rows of a curve
const OF_MAP = 8; // places of a map along each side
const DIGITS = { significant: 4 };

/** @param {number} one */
const told = (one) => (Number.isInteger(one) ? number(one, { integer: true }) : number(one, DIGITS));

/** @param {string[]} row */
const minus = (row) => row.map(aloud);

/**
 * Places of at most so many, evenly spread from the first to the last.
 * @param {number} count
 * @param {number} most
 */
export function spread(count, most) {
  if (count <= most) return Array.from({ length: count }, (_, at) => at);
  return Array.from({ length: most }, (_, at) => Math.round((at * (count - 1)) / (most - 1)));
}

// -- scenes ---------------------------------------------------------------------------------------
/**
 * The tables of a scene: one for each group of its elements.
 * @param {ReadingGroup[]} groups
 * @param {Words} words
 * @param {Told} speech
 * @returns {Table[]}
 */
export function ofScene(groups, words, speech) {
  return groups.filter(({ rows }) => rows.length).map((group) => ofGroup(group, words, speech));
}

/**
 * @param {ReadingGroup} group
 * @param {Words} words
 * @param {Told} speech
 */
function ofGroup(group, words, speech) {
  const caption = heading(group, words, speech);
  if (group.kind === 'lines') {
    const lines = group.rows.map((row) => row.map((one) => speech.shown(one)).filter(Boolean));
    return { caption, head: [], rows: lines.filter((line) => line.length) };
  }
  const rows = group.rows.map((row, at) => [
    rowName(group, at, words),
    ...row.map((one) => value(group, one, words, speech)),
  ]);
  const said = rows.filter((row) => row.slice(1).some(Boolean));
  return { caption, head: ['', ...group.across.map(String)], rows: said };
}

/**
 * What a row of a group is called.
 * @param {ReadingGroup} group
 * @param {number} row
 * @param {Words} words
 */
function rowName(group, row, words) {
  if (group.kind === 'units') return String(group.down[row]);
  if (!group.down.length) return group.name;
  return called(group, { group: 0, row, at: 0 }, { group: 0, row: -1, at: 0 }, words);
}

// -- figures --------------------------------------------------------------------------------------
/**
 * @param {AxisLayout | undefined} axis
 * @param {number} at
 */
function tick(axis, at) {
  return axis?.ticktext?.[at] ?? String(at + 1);
}

/** @param {AxisLayout | undefined} axis */
const titleOf = (axis) => axis?.title?.text ?? '';

/**
 * The layout of an axis of a trace: y, y2, …
 * @param {Drawing['layout']} layout
 * @param {'x' | 'y'} letter
 * @param {string | undefined} name
 * @returns {AxisLayout | undefined}
 */
function axisOf(layout, letter, name) {
  return Reflect.get(layout, `${letter}axis${(name ?? letter).slice(1)}`);
}

/**
 * Curves: a row for a moment, and a column for each curve.
 * @param {FigurePanel} panel
 * @param {{ across: number, up: number[] }[]} points
 * @returns {Table[]}
 */
export function ofCurves({ figure, curves }, points) {
  if (!curves || !points.length) return [];
  const names = curves.lines.map(({ trace }) => figure.data[trace].name ?? '');
  const rows = spread(points.length, MOST).map((at) => [points[at].across, ...points[at].up].map(told));
  return [{ caption: '', head: [titleOf(figure.layout.xaxis), ...names], rows: rows.map(minus) }];
}

/**
 * All places of an axis that names them, and of one that does not as many as a table needs.
 * @param {AxisLayout | undefined} axis
 */
const most = (axis) => axis?.ticktext?.length ?? OF_MAP;

/**
 * A heatmap: all of a matrix, and of a map that has more so many places along each side.
 * @param {FigurePanel} panel
 * @param {Paint} paint
 * @param {number[]} values
 * @returns {Table}
 */
export function ofHeatmap({ figure }, { trace, rows, columns }, values) {
  const { name, xaxis, yaxis } = figure.data[trace];
  const [x, y] = [axisOf(figure.layout, 'x', xaxis), axisOf(figure.layout, 'y', yaxis)];
  const [down, across] = [spread(rows, most(y)), spread(columns, most(x))];
  const cells = down.map((row) => across.map((column) => told(values[row * columns + column])));
  return {
    caption: name ?? '',
    head: ['', ...across.map((column) => tick(x, column))],
    rows: cells.map((row, at) => [tick(y, down[at]), ...minus(row)]),
  };
}

/**
 * Points of a trace: a row for each that is one.
 * @param {FigurePanel} panel
 * @param {number} trace
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @returns {Table[]}
 */
export function ofPoints({ figure }, trace, x, y) {
  const { name, xaxis, yaxis } = figure.data[trace];
  const all = Array.from(x, (across, at) => [across, y[at]]).filter((pair) => pair.every(Number.isFinite));
  const rows = spread(all.length, MOST).map((at) => minus(all[at].map(told)));
  const head = [titleOf(axisOf(figure.layout, 'x', xaxis)), titleOf(axisOf(figure.layout, 'y', yaxis))];
  return rows.length ? [{ caption: name ?? '', head, rows }] : [];
}

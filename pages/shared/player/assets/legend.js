// The names of a figure's lines above it, each with a piece of its line; pressing one hides the line, or shows
// it again.  It stands at once and takes its own room, so that the figure below has the same place in any width.

import { html, svg } from './elements.js';

/** @import { Figure, LineStyle, Trace } from './plotly_types' */

/** @param {LineStyle} style */
function sample({ color, width, dash }) {
  const dashes = dash?.replaceAll('px', '') ?? 'none';
  const stroke = { stroke: color, 'stroke-width': width, 'stroke-dasharray': dashes };
  const line = svg('line', { x1: 0, x2: 30, y1: 5, y2: 5, ...stroke });
  return svg('svg', { viewBox: '0 0 30 10', 'aria-hidden': 'true' }, line);
}

/**
 * @template {{ trace: number, shown: boolean }} Line
 * @param {Trace} trace
 * @param {Line} line
 * @param {(line: Line, shown: boolean) => void} reveal
 */
function entry(trace, line, reveal) {
  const button = html('button', { type: 'button' }, sample(trace.line), trace.name ?? '');
  const show = () => button.setAttribute('aria-pressed', String(line.shown));
  show();
  button.addEventListener('click', () => {
    reveal(line, !line.shown);
    show();
  });
  return button;
}

/**
 * `lines` are those that can be hidden; `reveal(line, shown)` does it.
 * @template {{ trace: number, shown: boolean }} Line
 * @param {Figure} figure
 * @param {Line[]} lines
 * @param {(line: Line, shown: boolean) => void} reveal
 */
export function legend({ data }, lines, reveal) {
  const named = data.filter(({ name }) => name);
  const entries = named.map((trace) => {
    const line = lines.find((one) => data[one.trace] === trace);
    return line ? entry(trace, line, reveal) : html('span', {}, sample(trace.line), trace.name ?? '');
  });
  return html('div', { class: 'legend' }, ...entries);
}

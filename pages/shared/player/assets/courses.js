// The curves of a panel as they can be heard: those of a figure that are shown, or the fields that a scene names.

/** @import { Figure } from './figures.js' */
/** @import { Frame, PanelView } from './player_types' */
/** @import { FigurePanel, Panel, Tones } from './protocol_types' */
/** @import { Course } from './sound.js' */

/** @type {Course} */
const SILENCE = { x: [], lines: [] };

/**
 * Whether a panel has curves that can be played as sound.
 * @param {Panel} panel
 */
export function audible(panel) {
  return panel.kind === 'figure' ? panel.curves !== null : panel.kind === 'scene' && panel.heard !== null;
}

/**
 * @param {FigurePanel} panel
 * @param {Figure} view
 * @returns {Course}
 */
function ofFigure({ figure }, { curves }) {
  const points = curves?.points ?? [];
  const lines = (curves?.lines ?? []).map(({ trace, shown }, at) => ({
    ...{ shown, name: figure.data[trace].name ?? '' },
    values: points.map(({ up }) => up[at]),
  }));
  return { x: points.map(({ across }) => across), lines: lines.filter(({ shown }) => shown) };
}

/**
 * Fields hold as many values as there is room for: those of no moment are no numbers.
 * @param {Tones} tones
 * @param {Frame} frame
 * @returns {Course}
 */
export function ofFields({ x, lines }, frame) {
  const known = Array.from(frame[x]).filter((one) => !Number.isNaN(one));
  const values = (/** @type {string} */ field) => Array.from(frame[field].subarray(0, known.length));
  return { x: known, lines: lines.map(([field, name]) => ({ name, values: values(field) })) };
}

/**
 * @param {Panel} panel
 * @param {PanelView} view
 * @param {Frame | null} frame that is shown
 */
export function courseOf(panel, view, frame) {
  if (panel.kind === 'figure') return ofFigure(panel, /** @type {Figure} */ (/** @type {unknown} */ (view)));
  return panel.kind === 'scene' && panel.heard && frame ? ofFields(panel.heard, frame) : SILENCE;
}

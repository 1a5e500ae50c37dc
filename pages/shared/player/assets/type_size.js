// Type follows the window: the pages give their root a larger font on a larger screen, and figures follow.

/** @import { FigurePanel } from './protocol_types' */

const BASE = 16; // pixels of the root's font in which the sizes of figures are written
const SIZES = new Set(['size', 'standoff', 'l', 'r', 't', 'b']); // of type, markers and margins
const DATA = new Set(['x', 'y', 'z', 'values', 'tickvals', 'ticktext', 'colorscale']);

/** How much larger than written everything is. */
export function typeScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / BASE || 1;
}

/**
 * A part of a figure with other sizes of type, markers and margins; numbers that are data stay.
 * @template T
 * @param {T} part
 * @param {number} scale
 * @returns {T}
 */
export function enlarged(part, scale) {
  if (Array.isArray(part)) return /** @type {T} */ (part.map((one) => enlarged(one, scale)));
  if (!part || typeof part !== 'object') return part;
  const entries = Object.entries(part).map(([key, value]) => {
    if (DATA.has(key)) return [key, value];
    return [key, SIZES.has(key) && typeof value === 'number' ? value * scale : enlarged(value, scale)];
  });
  return Object.fromEntries(entries);
}

/**
 * A panel as it is drawn at this size of type.
 * @param {FigurePanel} panel
 * @param {number} scale
 * @returns {FigurePanel}
 */
export function enlargedPanel(panel, scale) {
  if (scale === 1) return panel;
  const [height, least] = [panel.height, panel.least].map((one) => Math.round(one * scale));
  return { ...panel, height, least, figure: enlarged(panel.figure, scale) };
}

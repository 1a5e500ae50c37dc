// Where a step of the tour stands: below what it is about, or above it, or where there is room beside it.

/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

const AIR = 12; // pixels between both
const EDGE = 8; // and to the edge of the window
const AROUND = 5; // from a thing to the ring around it

/** @param {number} pixels */
const px = (pixels) => `${Math.round(pixels)}px`;

/**
 * @param {number} low
 * @param {number} value
 * @param {number} high
 */
const within = (low, value, high) => Math.max(low, Math.min(value, high));

/**
 * The place of the ring around a thing.
 * @param {Box} target
 */
export function ringAround({ left, top, width, height }) {
  return {
    ...{ left: px(left - AROUND), top: px(top - AROUND) },
    ...{ width: px(width + 2 * AROUND), height: px(height + 2 * AROUND) },
  };
}

/**
 * The place of a box of some size, inside the window, that leaves the thing free where there is room for both.
 * @param {Box} target
 * @param {{ width: number, height: number }} size
 * @param {[width: number, height: number]} window
 */
export function beside(target, { width, height }, [wide, high]) {
  const [below, above] = [target.top + target.height + AIR, target.top - AIR - height];
  const left = within(EDGE, target.left + target.width / 2 - width / 2, wide - width - EDGE);
  if (below + height <= high - EDGE) return { left: px(left), top: px(below) };
  if (above >= EDGE) return { left: px(left), top: px(above) };
  const right = target.left + target.width + AIR;
  const aside = right + width <= wide - EDGE ? right : within(EDGE, target.left - AIR - width, wide);
  return { left: px(aside), top: px(within(EDGE, target.top, high - height - EDGE)) };
}

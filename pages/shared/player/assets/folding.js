// A scene that is folded in a narrow window: its second part, which stands right of the first one, is seen below it.

/** @import { Scene } from './scenes.js' */
/** @import { ScenePanel } from './protocol_types' */
/** @typedef {{ width: number, height: number, right: number, down: number }} Folded the size of a scene, and how far its second part has gone */

/** @type {WeakMap<SVGSVGElement, { width: number, height: number }>} */
const sizes = new WeakMap(); // of folded scenes, while they are flat

/**
 * How a scene lies, flat or folded.
 * @param {Pick<ScenePanel, 'width' | 'height' | 'fold'>} panel
 * @param {boolean} narrow whether the window is
 * @returns {Folded}
 */
export function laid({ width, height, fold: place }, narrow) {
  if (!narrow || !place) return { width, height, right: 0, down: 0 };
  const widest = Math.max(place, width - place);
  const edge = (widest - (width - place)) / 2; // the second part stands in the middle
  return { width: widest, height: 2 * height, right: edge - place, down: height };
}

/**
 * Folds a scene in a narrow window, and lays it flat in another. What is moved keeps the transform that frames give
 * to it.
 * @param {Pick<Scene, 'elements' | 'maps' | 'type'> & { panel: Parameters<typeof laid>[0] & Pick<ScenePanel, 'elements' | 'second'> }} scene
 * @param {boolean} narrow
 */
export function fold({ panel, type, elements, maps }, narrow) {
  if (!type || !panel.fold || sizes.has(type.scene) === narrow) return;
  const folded = laid(panel, narrow);
  if (narrow) sizes.set(type.scene, { width: panel.width, height: panel.height });
  else sizes.delete(type.scene);
  type.scene.setAttribute('viewBox', `0 0 ${folded.width} ${folded.height}`);
  type.scene.classList.toggle('folded', narrow);
  const second = panel.elements.slice(panel.second).flatMap(({ id }) => elements.get(id) ?? []);
  const way = narrow ? `${folded.right}px ${folded.down}px` : '';
  for (const element of second) element.style.translate = way;
  maps.lay(folded, second);
}

/**
 * The size of a scene while it is flat.
 * @param {SVGSVGElement} scene
 */
export function flat(scene) {
  const { width, height } = sizes.get(scene) ?? scene.viewBox.baseVal;
  return { width, height };
}

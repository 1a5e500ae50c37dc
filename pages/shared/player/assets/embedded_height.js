// The height that an embedded page asks the page around it for: as much as its picture needs to be as wide as the
// frame.  What is said, and what listens to it, stands in embedding.js.

import { MESSAGE } from './embedding.js';

const [LEAST, MOST] = [240, 1600]; // pixels
let said = 0;

/**
 * The pixels that a stage needs: its picture, by the proportions of its scene, and the dock below it.
 * @param {HTMLElement} root of the player
 * @param {HTMLElement} dock
 */
export function neededHeight(root, dock) {
  const picture = root.querySelector('.room-picture');
  const scene = /** @type {SVGSVGElement | null | undefined} */ (picture?.querySelector('.scene'));
  if (!picture || !scene) return 0;
  const { width, height } = scene.viewBox.baseVal;
  const needed = (picture.clientWidth * height) / width + dock.offsetHeight;
  return Math.max(LEAST, Math.min(MOST, Math.ceil(needed)));
}

/**
 * Says it where it is another than before.
 * @param {HTMLElement} root
 * @param {HTMLElement} dock
 */
export function sayHeight(root, dock) {
  if (window.parent === window || !document.documentElement.classList.contains('embedded')) return;
  const height = neededHeight(root, dock);
  if (!height || height === said) return;
  said = height;
  window.parent.postMessage({ type: MESSAGE, height }, '*'); // a height is no secret
}

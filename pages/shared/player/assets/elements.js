// Elements of HTML and SVG, made with their attributes.

const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {Record<string, string | number | boolean>} Attributes */

/**
 * @param {Element} element
 * @param {Attributes} attributes
 */
export function setAttributes(element, attributes) {
  for (const name in attributes) element.setAttribute(name, String(attributes[name]));
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function html(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} attributes
 * @param {(Node | string)[]} children
 * @returns {SVGElementTagNameMap[Name]}
 */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/**
 * The context of a canvas, which every browser that runs these modules has.
 * @param {HTMLCanvasElement} canvas
 */
export function context2d(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
}

/**
 * Lays a canvas over a pair of axes.
 * @param {HTMLCanvasElement} canvas
 * @param {{ offset: number, length: number }} across
 * @param {{ offset: number, length: number }} up
 * @param {number} [wider] pixels beyond the end of the horizontal axis
 */
export function layOver(canvas, across, up, wider = 0) {
  Object.assign(canvas.style, {
    left: `${across.offset}px`,
    top: `${up.offset}px`,
    width: `${across.length + wider}px`,
    height: `${up.length}px`,
  });
}

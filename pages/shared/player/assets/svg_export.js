// A scene as a file: SVG with its colours written into it, or a PNG of twice the size.

import { context2d, html, setAttributes, svg } from './elements.js';

/** @import { Room } from './protocol_types' */
/** @typedef {SVGElement & { pixels?: HTMLCanvasElement }} Drawn what a map carries: its pixels */

const SVG = 'http://www.w3.org/2000/svg';
const KEPT = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
  'paint-order',
  'display',
  'rx',
];
const REDRAWN = 'foreignObject, .map';
const LINGER = 10_000; // milliseconds that a browser may take to begin a download

/**
 * What only a browser can show, a box, a slider or pixels, becomes plain drawing in its place.
 * @param {Drawn} frame
 */
function redrawn(frame) {
  const group = svg('g');
  if (getComputedStyle(frame).display === 'none') return group;
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(frame.getAttribute(name)));
  const room = { x, y, width, height };
  if (frame.pixels) group.append(image(frame.pixels, room));
  else if (frame.firstElementChild instanceof HTMLInputElement && frame.firstElementChild.type === 'range') {
    group.append(...slide(frame.firstElementChild, room));
  } else {
    group.append(...box(/** @type {HTMLInputElement | HTMLSelectElement} */ (frame.firstElementChild), room));
  }
  return group;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Room} room
 */
function image(canvas, room) {
  return svg('image', { ...room, href: canvas.toDataURL(), preserveAspectRatio: 'none' });
}

/**
 * @param {HTMLInputElement} input
 * @param {Room} room
 */
function slide(input, { x, y, width, height }) {
  const [value, min, max] = [input.value, input.min, input.max].map(Number);
  const ink = getComputedStyle(input).accentColor;
  const middle = y + height / 2;
  const at = x + 8 + ((value - min) / (max - min)) * (width - 16);
  const rail = { x1: x, x2: x + width, y1: middle, y2: middle };
  return [
    svg('line', { ...rail, stroke: ink, 'stroke-width': 3, 'stroke-opacity': 0.4 }),
    svg('circle', { cx: at, cy: middle, r: 8, fill: ink }),
  ];
}

/**
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @param {Room} room
 */
function box(input, { x, y, width, height }) {
  const style = getComputedStyle(input);
  const text = input instanceof HTMLSelectElement ? input.selectedOptions[0].text : input.value;
  const font = {
    'font-size': style.fontSize,
    'font-family': style.fontFamily,
    'font-weight': style.fontWeight,
  };
  const middle = { 'text-anchor': 'middle', 'dominant-baseline': 'central' };
  const ground = { fill: style.backgroundColor, stroke: style.borderColor, 'stroke-width': 1.5 };
  return [
    svg('rect', { x, y, width, height, rx: 6, ...ground }),
    svg('text', { x: x + width / 2, y: y + height / 2, ...middle, fill: style.color, ...font }, text),
  ];
}

/** @param {SVGSVGElement} scene */
function standalone(scene) {
  const copy = /** @type {SVGSVGElement} */ (scene.cloneNode(true));
  const drawn = scene.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, index) => {
    const style = getComputedStyle(drawn[index]);
    element.setAttribute('style', KEPT.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'));
  });
  /** @type {NodeListOf<Drawn>} */
  const frames = scene.querySelectorAll(REDRAWN);
  copy.querySelectorAll(REDRAWN).forEach((frame, index) => frame.replaceWith(redrawn(frames[index])));
  const { width, height } = scene.viewBox.baseVal;
  setAttributes(copy, { xmlns: SVG, width, height });
  const panel = /** @type {Element} */ (scene.closest('.panel'));
  const ground = getComputedStyle(panel).backgroundColor;
  copy.style.background = ground;
  return { text: new XMLSerializer().serializeToString(copy), width, height, ground };
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function download(blob, name) {
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(blob),
    download: name,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LINGER);
}

/**
 * @param {SVGSVGElement} scene
 * @param {string} name
 */
export function saveSvg(scene, name) {
  download(new Blob([standalone(scene).text], { type: 'image/svg+xml' }), `${name}.svg`);
}

/**
 * @param {SVGSVGElement} scene
 * @param {string} name
 */
export async function savePng(scene, name) {
  const { text, width, height, ground } = standalone(scene);
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await picture.decode();
  const canvas = html('canvas', { width: 2 * width, height: 2 * height });
  const context = context2d(canvas);
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && download(blob, `${name}.png`));
}

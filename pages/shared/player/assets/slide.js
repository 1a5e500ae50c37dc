// A drawing as a picture for a slide: on a ground or on none, with the caption below it, as SVG with its font
// inside, or as a PNG.

import { context2d, html, setAttributes, svg } from './elements.js';
import { fontFace } from './fonts.js';

/** @import { Drawing } from './svg_export.js' */
/** @typedef {{ text: string, colour: string }} Run words of a caption in one colour */
/** @typedef {{ ground: string, title: Run[], caption: Run[] }} Frame what is around a drawing; no ground is '' */

const SVG = 'http://www.w3.org/2000/svg';
const LONGER = 1280; // pixels of the longer side of a drawing
const MARGIN = 24;
const LETTERS = 28; // pixels of the letters of a caption
const LINE = 1.35; // of their size
const BOLD = 650;
const FAMILIES =
  "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', 'Segoe UI', Arial, sans-serif";
const WIDE = '\\u2e80-\\u9fff\\uff00-\\uffef';
const CLOSING = '、。，．」』）】！？ー…'; // signs that no line begins with
const WORD = new RegExp(`[${WIDE}][${CLOSING}]*|[^\\s${WIDE}]+[${CLOSING}]*\\s*|\\s+`, 'gu');

/**
 * The lines of a text that is `width` wide at most; `wide` measures words.
 * @param {Run[]} runs
 * @param {number} width
 * @param {(words: string) => number} wide
 * @returns {Run[][]}
 */
export function lines(runs, width, wide) {
  /** @type {Run[][]} */
  const found = [[]];
  let taken = 0;
  for (const { text, colour } of runs) {
    for (const [word] of text.matchAll(WORD)) {
      const size = wide(word.trimEnd());
      if (taken && taken + size > width) {
        found.push([]);
        taken = 0;
      }
      if (!taken && !word.trim()) continue;
      const line = found[found.length - 1];
      const last = line[line.length - 1];
      if (last?.colour === colour) last.text += word;
      else line.push({ text: word, colour });
      taken += wide(word);
    }
  }
  return found.filter((line) => line.length);
}

/**
 * @param {Run[]} runs
 * @param {number} width
 */
function wrapped(runs, width) {
  const context = context2d(html('canvas'));
  context.font = `${BOLD} ${LETTERS}px ${FAMILIES}`;
  return lines(runs, width, (words) => context.measureText(words).width);
}

/**
 * @param {Run[]} line
 * @param {number} top
 */
function lineOf(line, top) {
  const spans = line.map(({ text, colour }) => svg('tspan', { fill: colour }, text));
  const font = { 'font-size': LETTERS, 'font-weight': BOLD, 'xml:space': 'preserve' };
  return svg('text', { x: MARGIN, y: top + LETTERS, ...font }, ...spans);
}

/**
 * The whole picture, and its size in pixels.
 * @param {Drawing} drawing
 * @param {Frame} frame
 */
export function slide({ drawing, width, height }, { ground, title, caption }) {
  const scale = LONGER / Math.max(width, height);
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  const [above, below] = [title, caption].map((runs) => wrapped(runs, Math.max(wide, LONGER / 2)));
  const tall = (/** @type {Run[][]} */ text) =>
    Math.ceil(text.length * LETTERS * LINE) + (text.length && MARGIN);
  const size = {
    width: (above.length || below.length ? Math.max(wide, LONGER / 2) : wide) + 2 * MARGIN,
    height: high + 2 * MARGIN + tall(above) + tall(below),
  };
  const top = MARGIN + tall(above);
  setAttributes(drawing, { x: MARGIN, y: top, width: wide, height: high, overflow: 'visible' });
  const texts = [
    ...above.map((line, at) => lineOf(line, MARGIN + at * LETTERS * LINE)),
    ...below.map((line, at) => lineOf(line, top + high + MARGIN + at * LETTERS * LINE)),
  ];
  const sheet = ground ? [svg('rect', { ...size, fill: ground })] : [];
  const place = { xmlns: SVG, ...size, viewBox: `0 0 ${size.width} ${size.height}`, 'font-family': FAMILIES };
  const numbers = { style: 'font-variant-numeric: tabular-nums' };
  return { picture: svg('svg', { ...place, ...numbers }, ...sheet, drawing, ...texts), ...size };
}

/** @typedef {ReturnType<typeof slide>} Slide */

/**
 * @param {Slide} made
 * @returns {Promise<string>}
 */
async function serialized({ picture }) {
  const rules = await fontFace();
  if (rules) picture.prepend(svg('style', {}, rules));
  return new XMLSerializer().serializeToString(picture);
}

/** @param {Slide} made */
export async function asSvg(made) {
  return new Blob([await serialized(made)], { type: 'image/svg+xml' });
}

/**
 * @param {Slide} made
 * @param {number} times pixels of the file for one of the picture
 * @returns {Promise<Blob>}
 */
export async function asPng(made, times) {
  const shown = new Image();
  shown.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await serialized(made))}`;
  await shown.decode();
  const canvas = html('canvas', { width: times * made.width, height: times * made.height });
  context2d(canvas).drawImage(shown, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))));
  });
}

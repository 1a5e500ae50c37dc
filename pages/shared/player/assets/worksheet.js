// A lecture on paper.  The sheet lies in the page to be looked at; while the browser prints, it stands alone in the
// document, because the app around it is one window high and would be cut off after the first page.

import * as address from './address.js';
import { html } from './elements.js';
import { drawn } from './static_scene.js';
import { uncover } from './skeleton.js';
import { addStyle } from './style.js';

/** @import { Colours, ScenePanel } from './protocol_types' */
/** @typedef {{ panel: ScenePanel, frame: Record<string, (number | null)[]> }} Picture null is no number */
/** @typedef {import('./lecture.js').Moment & { picture: Picture | null }} Task */
/**
 * @typedef {object} Sheet what Python hands over
 * @property {string} title
 * @property {string} language
 * @property {Task[]} tasks
 * @property {boolean} key whether the answers follow
 * @property {Record<string, string>} words
 * @property {Colours} colours
 * @property {Record<string, string | null>} linked
 * @property {boolean} undo whether Back takes back what is new in the address
 */

const LINES = 3; // to write on, below a task
const ALONE = 'printing'; // the class of the copy ...
const PRINTED = 'printed-alone'; // ... and of the document, while there is one

/**
 * A letter of the alphabet for a choice, from 0.
 * @param {number} at
 */
const letter = (at) => String.fromCharCode(65 + at);

/**
 * @param {string} words
 * @param {number} at from 0
 */
const numbered = (words, at) => words.replace('{at}', String(at + 1));

/**
 * The place of a picture.
 * @param {string} label
 */
function picturePlace(label) {
  const kept = { class: 'still', 'data-nnviz': 'player', 'data-theme': 'light', 'data-state': 'still' };
  const inner = html('div', kept);
  inner.inert = true; // it is paper
  return html('figure', { 'aria-label': label }, inner);
}

/**
 * Draws all pictures into their places, which stand in the page by now: so words are as large as their boxes allow.
 * @param {HTMLElement} root
 * @param {Sheet} sheet
 */
function draw(root, { tasks, colours }) {
  const places = root.querySelectorAll('figure > [data-nnviz=player]');
  const pictures = tasks.flatMap(({ picture }) => (picture ? [picture] : []));
  for (const [at, { panel, frame }] of pictures.entries()) {
    const filled = Object.entries(frame).map(([name, values]) => [name, values.map((one) => one ?? NaN)]);
    const host = html('div');
    places[at].append(host);
    drawn({ panel, frame: Object.fromEntries(filled) }, colours, host);
  }
}

/**
 * @param {Task} task
 * @param {number} at
 * @param {Sheet} sheet
 */
function taskSheet(task, at, { words }) {
  const choices = task.choices.map((choice, number) =>
    html('li', {}, html('i', {}), html('b', {}, letter(number)), html('span', {}, choice)),
  );
  return html(
    'section',
    { class: 'task' },
    html('h2', {}, numbered(words.task, at)),
    html('p', {}, task.sentence),
    ...(task.picture ? [picturePlace(numbered(words.picture, at))] : []),
    html('p', { class: 'question' }, task.question),
    html('ol', {}, ...choices),
    html('div', { class: 'lines' }, ...Array.from({ length: LINES }, () => html('hr'))),
  );
}

/** @param {Sheet} sheet */
function answers({ tasks, words, title }) {
  const rows = tasks.flatMap(({ right, answer }, at) => [
    html('dt', {}, `${numbered(words.task, at)} ${right ? letter(right - 1) : ''}`),
    html('dd', {}, answer),
  ]);
  return html('section', { class: 'key' }, html('h1', {}, `${words.key}: ${title}`), html('dl', {}, ...rows));
}

/** @param {Sheet} sheet */
function paper(sheet) {
  const { title, words, tasks, key, language } = sheet;
  const field = (/** @type {string} */ word) => html('span', {}, `${word}: `, html('i', {}));
  return html(
    'article',
    { class: 'paper', lang: language },
    html('header', {}, html('h1', {}, title), html('p', {}, field(words.name), field(words.date))),
    html('p', { class: 'lead' }, words.lead),
    ...tasks.map((one, at) => taskSheet(one, at, sheet)),
    ...(key ? [answers(sheet)] : []),
  );
}

/** While the browser prints, a copy of the sheet is all that there is. */
function printAlone() {
  const shown = document.querySelector('[data-nnviz=worksheet] .paper');
  if (!shown || document.querySelector(`body > .${ALONE}`)) return;
  const copy = html('div', { class: ALONE }, shown.cloneNode(true));
  document.body.append(copy);
  const { classList } = document.documentElement;
  classList.add(PRINTED);
  const takeAway = () => {
    copy.remove();
    classList.remove(PRINTED);
  };
  addEventListener('afterprint', takeAway, { once: true });
}

/** @param {{ data: Sheet, parentElement: HTMLElement }} component */
export async function mount({ data, parentElement }) {
  await addStyle();
  await addStyle('worksheet.css');
  address.keep(data.linked, data.undo);
  const root = /** @type {HTMLElement} */ (parentElement.querySelector('[data-nnviz=worksheet]'));
  const said = JSON.stringify(data);
  if (root.dataset.said === said) return;
  root.dataset.said = said;
  const print = html('button', { type: 'button', class: 'print' }, data.words.print);
  print.addEventListener('click', () => window.print());
  root.replaceChildren(print, paper(data));
  draw(root, data);
  addEventListener('beforeprint', printAlone);
  uncover();
}

// The boxes that panels are mounted in: a title, words below it, and the buttons beside it.

import { actionButton } from './actions.js';
import { html } from './elements.js';
import { audible, courseOf } from './courses.js';
import { Hearing } from './hearing.js';
import { Reading } from './reading.js';

/** @import { FigurePanel, LayoutPatch, Panel, PanelRoom, Switch } from './protocol_types' */
/** @import { Frame, PanelView } from './player_types' */
/** @import { Scene } from './scenes.js' */
/** @typedef {Map<string, boolean>} Switched which switches of figures are on */
/**
 * @typedef {object} Hand what the buttons do
 * @property {(id: string) => void} press
 * @property {(index: number, patch: LayoutPatch) => void} relayout
 * @property {(index: number) => PanelView} view
 * @property {() => Frame | null} frame that is shown
 */

const SAID = 2000; // milliseconds that a button says what it has done
const AIR = 6; // pixels between a box and what is said of its text
const EDGE = 8; // pixels that stay free beside it
const TALL = 120; // pixels of a box which has room for what is said of it
const WAYS = ['presented', 'firm', 'broad', 'sticks', 'bare', 'foot', 'low']; // how a box stands in its room; each is a class

/**
 * @param {Record<string, string>} attributes
 * @param {string} words
 */
function button(attributes, words) {
  return html('button', { type: 'button', class: 'switch', ...attributes }, words);
}

export class PanelBoxes {
  /**
   * @param {Record<PanelRoom, HTMLElement>} rooms
   * @param {Record<string, string>} words
   * @param {Switched} switched
   * @param {Hand} hand
   */
  constructor(rooms, words, switched, hand) {
    this.rooms = rooms;
    this.words = words;
    this.switched = switched;
    this.hand = hand;
  }

  /**
   * Puts the box of a panel into its room; what the panel is mounted in.
   * @param {Panel} panel
   * @param {number} index
   */
  host(panel, index) {
    const host = html('div', { class: 'host' });
    const box = html('section', {
      class: `panel panel-${panel.kind}`,
      'data-panel': panel.id,
      'aria-label': panel.alt,
      ...sized(panel),
    });
    if (panel.room === 'picture') box.dataset.nnviz = 'picture';
    if (panel.kind === 'figure') {
      box.classList.toggle('lower', panel.least > 0);
      box.classList.toggle('legended', panel.curves !== null);
    }
    for (const way of WAYS) box.classList.toggle(way, way in panel && Boolean(Reflect.get(panel, way)));
    box.hidden = panel.kind === 'scene' && panel.look; // until there is one
    const acts = 'actions' in panel && panel.actions.some(({ href }) => !href);
    const title = html('h3', { 'aria-level': 2 }, panel.title); // the first below the question
    const header = html('header', { class: acts ? 'acting' : '' }, title, ...this.buttons(panel, index));
    box.append(...this.reader(panel, index), header, ...chips(panel), ...detail(panel), host);
    this.rooms[panel.room].append(box);
    return host;
  }

  /**
   * A way through a picture for those who do not see it.
   * @param {Panel} panel
   * @param {number} index
   */
  reader(panel, index) {
    if (panel.kind !== 'scene') return [];
    const view = () => /** @type {Scene} */ (this.hand.view(index));
    const reading = new Reading(panel, view, this.words);
    return reading.empty ? [] : [reading.button];
  }

  /**
   * @param {Panel} panel
   * @param {number} index
   * @returns {HTMLElement[]}
   */
  buttons(panel, index) {
    const sound = audible(panel) ? this.sound(panel, index) : [];
    if (panel.kind === 'figure') return [...this.switches(panel, index), ...sound];
    if (!('actions' in panel)) return [];
    const actions = panel.actions.map((action) => actionButton(action, this.hand.press));
    return panel.kind === 'code' && panel.copied ? [...actions, this.copier()] : [...actions, ...sound];
  }

  /**
   * @param {Panel} panel
   * @param {number} index
   */
  sound(panel, index) {
    const course = () => courseOf(panel, this.hand.view(index), this.hand.frame());
    const { button: player, line } = new Hearing(panel.id, course, this.words);
    return [player, line];
  }

  /** Copies the lines of a panel; where the browser has no clipboard for us, they are selected instead. */
  copier() {
    const made = button({ 'data-copy': 'code' }, this.words.copy);
    const say = (/** @type {string} */ word) => {
      made.textContent = this.words[word];
      setTimeout(() => {
        made.textContent = this.words.copy;
      }, SAID);
    };
    made.addEventListener('click', () => {
      const block = /** @type {Element} */ (panelOf(made).querySelector('.code'));
      const lines = block.querySelectorAll(block.matches('.alone') ? '.line.live' : '.line');
      const text = Array.from(lines, (line) => line.textContent).join('\n');
      getSelection()?.selectAllChildren(block);
      if (!navigator.clipboard) say('selected');
      else {
        navigator.clipboard.writeText(`${text}\n`).then(
          () => say('copied'),
          () => say('selected'),
        );
      }
    });
    return made;
  }

  /**
   * @param {FigurePanel} panel
   * @param {number} index
   */
  switches({ switches }, index) {
    return switches.map((one) => this.toggle(one, index));
  }

  /**
   * @param {Switch} one
   * @param {number} index
   */
  toggle(one, index) {
    const { id, label } = one;
    const pressed = () => String(this.switched.get(id) ?? one.pressed);
    const made = button({ 'data-switch': id, 'aria-pressed': pressed() }, label);
    made.addEventListener('click', () => {
      const value = !(this.switched.get(id) ?? one.pressed);
      this.switched.set(id, value);
      made.setAttribute('aria-pressed', pressed());
      this.hand.relayout(index, patch(one, value));
    });
    return made;
  }
}

/**
 * What a switch lays over the layout of its figure, as Plotly writes it.
 * @param {Switch} one
 * @param {boolean} pressed
 * @returns {LayoutPatch}
 */
export function patch({ axis, on, off }, pressed) {
  return { [`${axis}.type`]: pressed ? on : off, [`${axis}.autorange`]: true };
}

/** @param {Element} element */
function panelOf(element) {
  return /** @type {HTMLElement} */ (element.closest('.panel'));
}

/**
 * The size of a picture, which is known before there is one.
 * @param {Panel} panel
 * @returns {Record<string, string>}
 */
function sized(panel) {
  if (panel.kind === 'scene') {
    return { style: `--tall: ${panel.height}; --wide: ${panel.width}; --share: ${panel.least}` };
  }
  if (panel.kind !== 'figure') return {};
  const { height, least } = panel;
  return { style: `--high: ${height / 16}rem; --least: ${(least || height) / 16}rem` };
}

/** @param {Panel} panel */
function chips(panel) {
  if (panel.kind !== 'scene' || !panel.chips.length) return [];
  const spans = panel.chips.map(([tone, text]) => html('span', { class: tone }, text));
  return [html('p', { class: 'chips' }, ...spans)];
}

/** @param {Panel} panel */
function detail(panel) {
  return 'detail' in panel && panel.detail ? [html('p', { class: 'detail' }, panel.detail)] : [];
}

/**
 * What is wrong with a text stands below the box that it was typed into, or inside a large one.
 * @param {Element} input
 * @param {string} text
 */
export function complain(input, text) {
  const panel = panelOf(input);
  panel.querySelector('.complaint')?.remove();
  if (!text) return;
  const note = html('p', { class: 'complaint', role: 'alert' }, text);
  panel.append(note);
  const [box, room] = [input.getBoundingClientRect(), panel.getBoundingClientRect()];
  const left = Math.max(EDGE, Math.min(box.left - room.left, room.width - note.offsetWidth - EDGE));
  const top = box.height > TALL ? box.bottom - AIR - note.offsetHeight : box.bottom + AIR;
  Object.assign(note.style, { left: `${left}px`, top: `${top - room.top}px` });
}

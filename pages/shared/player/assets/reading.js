// A way through a picture by keys, for those who do not see it: one stop of the Tab key says what there is;
// Enter goes in, the arrow keys lead from element to element, each is announced, and Escape leads out again.

import { html } from './elements.js';
import { announced, fill, placed, rowsOf, structure, value } from './reading_words.js';
import { said, shown } from './said.js';

/** @import { ScenePanel } from './protocol_types' */
/** @import { Place, Words } from './reading_words.js' */
/** @import { Scene } from './scenes.js' */
/** @typedef {{ row: number, at: number }} Stand a row of all that can be walked through, and a place in it */

/** @type {Map<string, Stand>} */
const kept = new Map(); // where one stood, by the panel
const TOUCHED = 'input,select,[tabindex]';
const PRESSED = '[role=button]';

export class Reading {
  /** @type {Stand} */
  stand = { row: 0, at: 0 };
  /** @type {Place | null} */
  from = null;
  heard = ''; // what was said of the element that one stands at

  /**
   * @param {ScenePanel} panel
   * @param {() => Scene} scene
   * @param {Words} words
   */
  constructor(panel, scene, words) {
    this.panel = panel;
    this.scene = scene;
    this.words = words;
    this.groups = placed(panel.reading);
    this.rows = rowsOf(this.groups);
    const name = { 'data-reader': panel.id, 'data-resumes': panel.id };
    this.button = html('button', { type: 'button', class: 'reader', ...name }, words.read);
    this.line = html('p', { role: 'status', 'aria-live': 'assertive' });
    const place = { role: 'application', tabindex: -1, 'data-resumes': panel.id };
    this.place = html('div', { class: 'reading', 'data-nnviz': 'reading', ...place }, this.line);
    this.button.addEventListener('focus', () => this.describe());
    this.button.addEventListener('click', () => this.enter());
    this.place.addEventListener('keydown', (event) => this.press(event));
    this.place.addEventListener('focusout', () => this.leave());
    this.turned = new MutationObserver(() => this.goOn());
  }

  /** Whether there is anything to walk through. */
  get empty() {
    return !this.rows.length;
  }

  told() {
    const scene = this.scene();
    const drawn = (/** @type {number} */ at) => this.drawn(at);
    return {
      shown: (/** @type {number} */ at) => shown(drawn(at), scene),
      said: (/** @type {number} */ at) => said(drawn(at), scene),
    };
  }

  /** @param {number} at */
  drawn(at) {
    return /** @type {SVGElement} */ (this.scene().elements.get(this.panel.elements[at].id));
  }

  /** The name of the stop: what the picture is, and what is in it now. */
  describe() {
    const { alt } = this.panel;
    const { read: how, read_stop: stop } = this.words;
    const there = structure(this.groups, this.words, this.told());
    this.button.setAttribute('aria-label', fill(stop, { alt: alt.replace(/[.。]$/, ''), there, how }));
  }

  // -- in and out -----------------------------------------------------------------------------
  enter() {
    const { row, at } = kept.get(this.panel.id) ?? { row: 0, at: 0 };
    this.stand = { row, at };
    this.from = null;
    this.place.setAttribute('aria-label', this.words.read_keys);
    this.button.after(this.place);
    this.place.focus({ preventScroll: true });
    const root = this.place.closest('[data-nnviz=player]');
    if (root) this.turned.observe(root, { attributes: true, attributeFilter: ['data-step', 'data-state'] });
    this.onto(Math.min(row, this.rows.length - 1), 1);
  }

  leave() {
    this.turned.disconnect();
    this.mark(null);
    this.place.remove();
  }

  /** Another moment is shown: what stands here is said again when all rests, if it has changed. */
  goOn() {
    const root = this.place.closest('[data-nnviz=player]');
    if (!(root instanceof HTMLElement) || root.dataset.state === 'playing') return;
    const words = this.value();
    if (words !== this.heard) this.say(words);
  }

  // -- keys -----------------------------------------------------------------------------------
  /** @param {KeyboardEvent} event */
  press(event) {
    const { row, at } = this.stand;
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowRight: () => this.along(at + 1, 1),
      ArrowLeft: () => this.along(at - 1, -1),
      ArrowDown: () => this.onto(row + 1, 1),
      ArrowUp: () => this.onto(row - 1, -1),
      Home: () => this.along(0, 1),
      End: () => this.along(this.rows[row].elements.length - 1, -1),
      PageDown: () => this.jump(1),
      PageUp: () => this.jump(-1),
      Enter: () => this.touch(),
      Escape: () => this.button.focus(),
    };
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  /**
   * To the next element of the row that says something, from a place on.
   * @param {number} from
   * @param {1 | -1} way
   */
  along(from, way) {
    const found = this.speaking(this.stand.row, from, way);
    if (found !== undefined) this.arrive({ row: this.stand.row, at: found });
  }

  /**
   * To the next row that says something, as far across as one stood.
   * @param {number} row
   * @param {1 | -1} way
   */
  onto(row, way) {
    for (let line = row; line in this.rows; line += way) {
      const across = Math.min(this.stand.at, this.rows[line].elements.length - 1);
      const found = this.speaking(line, across, -1) ?? this.speaking(line, across, 1);
      if (found !== undefined) {
        this.arrive({ row: line, at: found });
        return;
      }
    }
  }

  /**
   * To the next group, or to the one before.
   * @param {1 | -1} way
   */
  jump(way) {
    const { group: here } = this.rows[this.stand.row];
    const other = this.rows.filter(({ group }) => (group - here) * way > 0).at(way > 0 ? 0 : -1);
    if (!other) return;
    Object.assign(this.stand, { at: 0 });
    this.onto(
      this.rows.findIndex(({ group }) => group === other.group),
      1,
    );
  }

  /**
   * The next place of a row, from one on, whose element says something.
   * @param {number} line
   * @param {number} from
   * @param {1 | -1} way
   */
  speaking(line, from, way) {
    const { elements, group } = this.rows[line];
    if (this.groups[group].kind !== 'lines') return from in elements ? from : undefined;
    const told = this.told();
    for (let at = from; at in elements; at += way) if (told.said(elements[at])) return at;
    return undefined;
  }

  /** @param {Stand} stand */
  arrive(stand) {
    this.stand = stand;
    kept.set(this.panel.id, stand);
    const { group, row } = this.rows[stand.row];
    const to = { group, row, at: stand.at };
    this.say(announced(this.groups, to, this.from, this.words, this.told()));
    this.from = to;
    this.mark(this.drawn(this.element()));
  }

  element() {
    return this.rows[this.stand.row].elements[this.stand.at];
  }

  /** What the element says that one stands at. */
  value() {
    const group = this.groups[this.rows[this.stand.row].group];
    return value(group, this.element(), this.words, this.told());
  }

  /** @param {string} words */
  say(words) {
    this.line.textContent = words;
    this.heard = this.value();
  }

  /** @param {Element | null} drawn */
  mark(drawn) {
    const root = this.scene().type?.scene;
    root?.querySelector('.read')?.classList.remove('read');
    drawn?.classList.add('read');
  }

  /** What can be pressed is pressed, and what can be edited gets the focus. */
  touch() {
    const drawn = this.drawn(this.element());
    if (drawn.matches(PRESSED)) drawn.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    else {
      const touched = drawn.matches(TOUCHED) ? drawn : drawn.querySelector(TOUCHED);
      if (touched instanceof HTMLElement || touched instanceof SVGElement) touched.focus();
    }
  }
}

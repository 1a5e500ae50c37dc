// Panels of text: what was noticed at the shown moment, and code with its live line marked.

import { actionButton } from './actions.js';
import { html } from './elements.js';

/** @import { CodePanel, Note } from './protocol_types' */
/** @import { Frame, TouchPort } from './player_types' */

/**
 * A panel without words is not seen.
 * @param {Element} part of it
 * @param {boolean} hidden
 */
export function hide(part, hidden) {
  /** @type {HTMLElement | null} */
  const box = part.closest('.panel');
  if (box) box.hidden = hidden;
}

export class Notes {
  /** @type {TouchPort['report']} */
  report = () => {};

  constructor() {
    this.list = html('ul', { class: 'notes', 'data-nnviz': 'notes' });
    this.box = html('div', { 'data-nnviz': 'findings' }, this.list);
    this.stopped = false;
    /** @type {Note[] | undefined} */
    this.shown = undefined;
  }

  /**
   * @param {HTMLElement} host
   * @param {TouchPort} touch
   */
  mount(host, touch) {
    this.report = touch.report;
    host.append(this.box);
    hide(host, true);
  }

  /** @param {Note[]} notes */
  remark(notes) {
    if (this.shown === notes) return;
    this.shown = notes;
    this.list.replaceChildren(...notes.map((note) => this.line(note)));
    hide(this.list, !notes.length);
  }

  /**
   * What can be done about it stands behind the words, as buttons.
   * @param {Note} note
   */
  line({ level, text, actions, finding }) {
    const press = (/** @type {string} */ id) => this.report(id, null, false);
    const buttons = actions.map((action) => actionButton(action, press, '_self'));
    const below = actions.length ? [html('p', {}, ...buttons)] : [];
    const line = html('li', { class: level }, text, ...below);
    if (finding) line.dataset.finding = finding;
    return line;
  }

  paint() {}
  settle() {}
  resize() {}
  stop() {
    this.stopped = true;
  }
}

/** `field` says which line is live (-1: none); `states` holds the variables of every step as text. */
export class Code {
  /** @param {CodePanel} panel */
  constructor(panel) {
    this.panel = panel;
    this.block = html('pre', { class: panel.alone ? 'code alone' : 'code' });
    this.state = html('p', { class: 'variables' });
    this.live = -1;
    this.stopped = false;
    /** @type {HTMLElement[]} */
    this.lines = [];
  }

  /** @param {HTMLElement} host */
  mount(host) {
    this.write(this.panel.lines);
    host.append(this.block, ...(this.panel.states.length ? [this.state] : []));
  }

  /** @param {string[]} lines */
  write(lines) {
    this.lines = lines.map((line) => html('code', { class: 'line' }, line));
    this.block.replaceChildren(...this.lines);
    this.mark();
  }

  mark() {
    this.lines.forEach((line, index) => line.classList.toggle('live', index === this.live));
  }

  /** @param {Frame} frame */
  paint(frame) {
    [this.live] = frame[this.panel.field];
    this.mark();
    this.state.textContent = this.panel.states[frame.number] ?? '';
  }

  settle() {}

  /** What slides sideways is reached by the Tab key, and slid by the arrow keys then. */
  resize() {
    const { scrollWidth, clientWidth } = this.block;
    if (scrollWidth > clientWidth) this.block.tabIndex = 0;
    else this.block.removeAttribute('tabindex');
  }

  stop() {
    this.stopped = true;
  }
}

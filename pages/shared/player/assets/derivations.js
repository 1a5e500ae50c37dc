// Where a number comes from: lines of words and numbers, each of which lights its own place in the pictures while
// one points at it, and leads there when it is pressed.

import { actionButton } from './actions.js';
import { html } from './elements.js';
import { light } from './pointing.js';
import { hide } from './text_panels.js';

/** @import { Derivation, DerivationLine, DerivationPanel, DerivationPiece } from './protocol_types' */
/** @import { TouchPort } from './player_types' */

const DEEPEST = 6; // levels that are set in

export class Derivations {
  /** @type {TouchPort['report']} */
  report = () => {};
  stopped = false;
  /** @type {() => void} */
  leave = () => {};

  /** @param {DerivationPanel} panel */
  constructor(panel) {
    this.panel = panel;
    this.body = html('div', { class: 'derivation', 'data-nnviz': panel.id });
  }

  /**
   * @param {HTMLElement} host
   * @param {TouchPort} touch
   */
  mount(host, touch) {
    this.report = touch.report;
    host.append(this.body);
    hide(this.body, true);
  }

  /**
   * What is told now, or nothing. The button that has the focus keeps it, if it is still there.
   * @param {Derivation | undefined} told
   */
  derive(told) {
    this.leave();
    hide(this.body, !told);
    if (told) this.tell(told);
    else this.body.replaceChildren();
  }

  /** @param {Derivation} told */
  tell({ title, lines, actions, value }) {
    const held = this.focused();
    const buttons = actions.map((action) => actionButton(action, (id) => this.report(id, null)));
    this.body.dataset.value = value;
    this.body.replaceChildren(
      ...(title ? [html('h4', { 'aria-level': 3 }, title)] : []),
      ...lines.map((line) => this.line(line)),
      ...(buttons.length ? [html('p', { class: 'acts' }, ...buttons)] : []),
    );
    if (held) this.within(held)?.focus();
  }

  focused() {
    const at = document.activeElement;
    return at instanceof HTMLElement && this.body.contains(at) ? (at.dataset.touch ?? '') : '';
  }

  /**
   * @param {string} touch
   * @returns {HTMLElement | null}
   */
  within(touch) {
    return this.body.querySelector(`[data-touch="${CSS.escape(touch)}"]`);
  }

  /** @param {DerivationLine} line */
  line({ pieces, depth, strong }) {
    const name = `depth${Math.min(depth, DEEPEST)}${strong ? ' strong' : ''}`;
    return html('p', { class: name }, ...pieces.map((piece) => this.piece(piece)));
  }

  /** @param {DerivationPiece} piece */
  piece({ text, tone, lights, press }) {
    const made = press
      ? html('button', { type: 'button', class: `lead ${tone}`, 'data-touch': press }, text)
      : html('span', { class: tone }, text);
    if (press) made.addEventListener('click', () => this.report(press, null));
    if (lights.length) this.pointable(made, lights);
    return made;
  }

  /**
   * @param {HTMLElement} made
   * @param {string[]} lights
   */
  pointable(made, lights) {
    const player = () => this.body.closest('[data-nnviz="player"]');
    const leave = () => light(player(), lights, false);
    const enter = () => {
      this.leave();
      this.leave = leave;
      light(player(), lights, true);
    };
    for (const name of ['pointerenter', 'focus']) made.addEventListener(name, enter);
    for (const name of ['pointerleave', 'blur']) made.addEventListener(name, leave);
  }

  paint() {}
  settle() {}
  resize() {}
  stop() {
    this.stopped = true;
  }
}

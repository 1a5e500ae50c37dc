// Numbers that are edited in the cell where they stand: it becomes a box while it is dragged or has the focus,
// and is a plain cell at all other times, so that it can move and shows its number like any other.

import { html, setAttributes, svg } from './elements.js';
import { inBox } from './format.js';
import { NumberBox } from './number_box.js';

/** @import { Token } from './protocol_types' */
/** @import { TouchPort } from './player_types' */
/** @typedef {{ input: HTMLInputElement, frame: SVGElement, box: NumberBox, before: string }} Opened */

class CellEditor {
  /** @type {Opened | null} */
  opened = null;

  /**
   * @param {SVGElement} drawn
   * @param {Token} element
   * @param {(value: number) => void} tell
   * @param {TouchPort} touch
   */
  constructor(drawn, element, tell, touch) {
    this.drawn = drawn;
    this.element = element;
    this.tell = tell;
    this.touch = touch;
  }

  /** The names of the box and of the cell, whichever of them can be reached. */
  get names() {
    const { press = '', edited: [low, high] = [0, 0] } = this.element;
    return { role: 'spinbutton', 'aria-label': press, 'aria-valuemin': low, 'aria-valuemax': high };
  }

  open() {
    const { drawn, element, touch } = this;
    if (this.opened) return this.opened;
    const { id, width, height, edited: [low, high, step] = [0, 0, 1] } = element;
    const { value = '' } = drawn.dataset;
    const look = { type: 'text', class: 'box', inputmode: 'decimal', autocomplete: 'off' };
    const input = html('input', { ...look, ...this.names, 'data-touch': id, 'data-value': value });
    if (value) input.setAttribute('aria-valuenow', value);
    input.value = inBox(Number(value || NaN)); // an empty cell has no number
    const limits = {
      ...element,
      kind: /** @type {const} */ ('number'),
      label: '',
      tone: '',
      low,
      high,
      step,
    };
    const box = new NumberBox(input, limits, this.tell, touch.complain, touch.words);
    const frame = svg('foreignObject', { x: -width / 2, y: -height / 2, width, height }, input);
    this.opened = { input, frame, box, before: input.value };
    drawn.append(frame);
    setAttributes(drawn, { tabindex: -1 });
    delete drawn.dataset.touch;
    touch.complain(input, '');
    input.addEventListener('blur', () => this.close());
    return this.opened;
  }

  close() {
    const { drawn, opened } = this;
    if (!opened) return;
    this.opened = null;
    drawn.dataset.touch = this.element.id;
    setAttributes(drawn, { tabindex: 0 });
    opened.frame.remove();
  }

  focus() {
    this.open().input.focus({ preventScroll: true });
  }

  /**
   * A press that begins on the cell is a drag, or a press of the box that has opened.
   * @param {PointerEvent} down
   */
  press(down) {
    if (down.target === this.opened?.input) return;
    const { box, input } = this.open();
    box.press(down);
    input.addEventListener('pointerup', (up) => this.release(up), { once: true });
    input.addEventListener('pointercancel', () => this.release(null), { once: true });
  }

  /**
   * A finger that has dragged wants no keyboard, and one that has scrolled nothing at all.
   * @param {PointerEvent | null} up
   */
  release(up) {
    const { opened } = this;
    if (!opened || document.activeElement === opened.input) return;
    const dragged = opened.input.value !== opened.before;
    if (up && !(up.pointerType === 'touch' && dragged)) this.focus();
    else this.close();
  }
}

/**
 * Makes the number of a cell one that is typed, dragged sideways, or stepped by keys; `tell` is told of it.
 * @param {SVGElement} drawn
 * @param {Token} element
 * @param {(value: number) => void} tell
 * @param {TouchPort} touch
 */
export function editable(drawn, element, tell, touch) {
  const editor = new CellEditor(drawn, element, tell, touch);
  setAttributes(drawn, { tabindex: 0, 'data-touch': element.id, ...editor.names });
  drawn.classList.add('edited');
  drawn.addEventListener('focus', () => editor.focus());
  drawn.addEventListener('pointerdown', (event) => editor.press(event));
}

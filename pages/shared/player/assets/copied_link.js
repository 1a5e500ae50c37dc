// The address as it stands, copied; where the browser has no clipboard for us, in a field to be copied by hand.

import * as address from './address.js';
import { html } from './elements.js';
import { colourScheme } from './style.js';

const SAID = 2000; // milliseconds that it is said

/**
 * Whether a text is on the clipboard now.
 * @param {string} text
 */
export async function onClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export class CopiedLink {
  /** @type {Record<string, string>} */
  words = {};
  note = html('div', { class: 'nnviz-note', role: 'status', hidden: '' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;

  constructor() {
    document.body.append(this.note);
  }

  /** @param {HTMLElement | undefined} button that says it as well, where it is seen */
  async copy(button) {
    address.settled();
    const { href } = location;
    const done = await onClipboard(href);
    this.say(done ? [this.words.copied] : [this.field(href)], done);
    const label = button?.querySelector('span');
    if (!done || !label) return;
    label.textContent = this.words.copied;
    setTimeout(() => {
      label.textContent = this.words.copy;
    }, SAID);
  }

  /**
   * @param {(string | HTMLElement)[]} content
   * @param {boolean} passing whether it goes by itself
   */
  say(content, passing) {
    clearTimeout(this.timer);
    this.note.replaceChildren(...content);
    this.note.style.colorScheme = colourScheme();
    this.note.hidden = false;
    const field = this.note.querySelector('input');
    field?.focus();
    field?.select();
    if (passing) this.timer = setTimeout(() => this.away(), SAID);
  }

  away() {
    this.note.hidden = true;
  }

  /** @param {string} href */
  field(href) {
    const field = html('input', { type: 'text', readonly: '', 'aria-label': this.words.copy, value: href });
    field.addEventListener('blur', () => this.away());
    field.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') field.blur();
    });
    return field;
  }
}

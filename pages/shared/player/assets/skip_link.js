// The first stop of the Tab key: past the bar on top, to the picture.

import { html } from './elements.js';

const FIRST = '[data-reader], [data-action=play], main a'; // what one comes to

export function skipLink() {
  const made = html('button', { type: 'button', class: 'nnviz-skip' });
  made.addEventListener('click', () => {
    /** @type {NodeListOf<HTMLElement>} */
    const found = document.querySelectorAll(FIRST);
    Array.from(found)
      .find((one) => one.checkVisibility())
      ?.focus();
  });
  return made;
}

// The signs on the buttons of the player.

import { html } from './elements.js';

const ICONS = {
  first: 'M6 5v14M19 5 9 12l10 7z',
  back: 'M16 5 6 12l10 7z',
  step: 'M8 5l10 7-10 7z',
  last: 'M18 5v14M5 5l10 7-10 7z',
  play: 'M7 4.5 20 12 7 19.5z',
  pause: 'M6 5h4v14H6zM14 5h4v14h-4z',
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const holder = html('span', { class: 'icon', 'aria-hidden': 'true' });
  holder.innerHTML = `<svg viewBox="0 0 24 24" focusable="false"><path d="${ICONS[name]}"/></svg>`;
  return holder;
}

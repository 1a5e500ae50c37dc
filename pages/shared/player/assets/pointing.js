// What is said of a cell while one points at it or it has the focus, and what is lit meanwhile: both are Python's.

import { plain } from './captions.js';
import { html } from './elements.js';

/** @import { Token } from './protocol_types' */
/** @import { TouchPort } from './player_types' */

const NAME = 'hint'; // the id of the words, of which there are none or one
const AIR = 8; // pixels between a cell and its words
const EDGE = 8; // pixels that stay free beside them

/** @type {{ drawn: SVGElement, id: string, touch: TouchPort } | undefined} */
let pointed = undefined; // the cell that is pointed at, or has the focus

/**
 * Lights the elements of some ids in a picture, or in a whole player; or no longer.
 * @param {Element | null} within
 * @param {string[]} ids
 * @param {boolean} lit
 */
export function light(within, ids, lit) {
  for (const id of ids) {
    const found = within?.querySelectorAll(`[data-id="${CSS.escape(id)}"]`) ?? [];
    for (const one of found) one.classList.toggle('pointed', lit);
  }
}

/**
 * Says below a cell what there is to say of it, above it where it would leave the window.
 * @param {SVGElement} drawn
 * @param {string} id
 * @param {TouchPort} touch
 */
function say(drawn, id, { hint }) {
  const words = hint(id);
  const panel = /** @type {HTMLElement} */ (drawn.closest('.panel'));
  if (!words) return;
  const pieces = words.map(([tone, text]) => html('span', { class: tone }, text));
  const note = html('p', { class: 'hint', id: NAME, role: 'tooltip' }, ...pieces);
  panel.append(note);
  const [cell, room] = [drawn.getBoundingClientRect(), panel.getBoundingClientRect()];
  const middle = cell.left + cell.width / 2 - room.left - note.offsetWidth / 2;
  const left = Math.max(EDGE, Math.min(middle, room.width - note.offsetWidth - EDGE));
  const below = cell.bottom + AIR + note.offsetHeight < window.innerHeight;
  const top = below ? cell.bottom + AIR : cell.top - AIR - note.offsetHeight;
  Object.assign(note.style, { left: `${left}px`, top: `${top - room.top}px` });
  drawn.setAttribute('aria-describedby', NAME);
}

/** @param {SVGElement} drawn */
function hush(drawn) {
  document.getElementById(NAME)?.remove();
  drawn.removeAttribute('aria-describedby');
}

/** Another moment is shown, of which something else may be said. */
export function sayAgain() {
  if (!pointed?.drawn.isConnected) return;
  const { drawn, id, touch } = pointed;
  const words = plain(touch.hint(id) ?? []);
  if (words === (document.getElementById(NAME)?.textContent ?? '')) return;
  hush(drawn);
  say(drawn, id, touch);
}

/**
 * Makes a cell one that lights others and says its hint.
 * @param {SVGElement} drawn
 * @param {Token} element
 * @param {TouchPort} touch
 */
export function pointable(drawn, { id, lights = [] }, touch) {
  const enter = () => {
    hush(drawn);
    light(drawn.ownerSVGElement, lights, true);
    say(drawn, id, touch);
    pointed = { drawn, id, touch };
  };
  const leave = () => {
    pointed = undefined;
    light(drawn.ownerSVGElement, lights, false);
    hush(drawn);
  };
  for (const name of ['pointerenter', 'focus']) drawn.addEventListener(name, enter);
  for (const name of ['pointerleave', 'blur']) drawn.addEventListener(name, leave);
}

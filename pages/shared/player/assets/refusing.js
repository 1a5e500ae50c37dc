// Why a touch was refused, said below its element until something else is done.

import { complain } from './panel_boxes.js';

/** @import { Packet } from './protocol_types' */

/**
 * @param {HTMLElement} root
 * @param {Packet} packet
 */
export function refuse(root, packet) {
  const refused = packet.replace ? {} : packet.refused;
  for (const [id, words] of Object.entries(refused)) {
    for (const element of root.querySelectorAll(`[data-id="${CSS.escape(id)}"]`)) say(element, words);
  }
}

/**
 * What was moved goes back when it hears of it.
 * @param {Element} element
 * @param {string} words
 */
function say(element, words) {
  complain(element, words);
  element.dispatchEvent(new Event('refused'));
  const done = new AbortController();
  const forget = () => {
    complain(element, '');
    done.abort();
  };
  for (const name of ['pointerdown', 'keydown']) {
    document.addEventListener(name, forget, { capture: true, signal: done.signal });
  }
}

// Hands the moments that were kept on other pages to the editor of a lecture, and forgets them when they were taken.

import * as address from './address.js';
import { forgetMoments, keptMoments } from './kept_moments.js';
import { uncover } from './skeleton.js';

/** @typedef {{ taken: string, linked: Record<string, string | null>, undo: boolean }} Data */
/** @typedef {(name: string, value: unknown) => void} Trigger */

const AGAIN = 1500; // milliseconds; what a component says while it is made may be lost

let name = ''; // of what was handed over last
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {Trigger} trigger */
function hand(trigger) {
  const links = keptMoments();
  if (!links.length) return;
  name ||= `kept-${Math.random().toString(36).slice(2)}`;
  trigger('request', { name, links });
  timer = setTimeout(() => hand(trigger), AGAIN);
}

/** @param {{ data: Data, setTriggerValue: Trigger }} component */
export function mount({ data, setTriggerValue }) {
  clearTimeout(timer);
  address.keep(data.linked, data.undo);
  uncover();
  if (name && data.taken === name) {
    forgetMoments();
    name = '';
  }
  timer = setTimeout(() => hand(setTriggerValue));
}

// What only the lecturer sees: a window of its own with a timer, this moment and the next.  It must not lie in the
// window that is shared, so it is opened by a key, and hears what is shown over a channel of the browser; so it lives
// on when the page it belongs to is loaded anew.

import { keys } from './keys.js';
import { colourScheme } from './style.js';

const CHANNEL = 'nnviz-lecturer';
const KEPT = 'nnviz:lecturer'; // the name of this tab, as long as it is open
const WINDOW = 'popup,width=540,height=780';

/**
 * @typedef {object} Shown
 * @property {string} title of the lecture or the page
 * @property {number} minutes that are planned, or 0
 * @property {string} place such as 3 of 8
 * @property {Partial<import('./lecture.js').Moment> | undefined} now
 * @property {Partial<import('./lecture.js').Moment> | undefined} next
 * @property {string} end what is said where nothing is next
 * @property {boolean} answered
 */

class Lecturer {
  /** @type {(() => Shown) | undefined} */
  tells = undefined; // what a lecture shows; without one, the page speaks for itself
  /** @type {Record<string, string>} */
  words = {};
  channel = new BroadcastChannel(CHANNEL);
  name = named();

  constructor() {
    this.channel.addEventListener('message', ({ data }) => {
      if (data?.to !== this.name) return;
      if (data.kind === 'ask') this.tell();
      if (data.kind === 'key') keys().say(data.key);
    });
  }

  open() {
    const address = new URL('assets/lecturer.html', document.baseURI);
    address.hash = this.name;
    window.open(address, `nnviz-${this.name}`, WINDOW);
    return true;
  }

  tell() {
    const shown = this.tells?.() ?? ofPage();
    const { words } = this;
    const { lang } = document.documentElement;
    this.channel.postMessage({ from: this.name, shown, words, lang, scheme: colourScheme() });
  }
}

/** @returns {Shown} */
function ofPage() {
  const text = (/** @type {string} */ place) => document.querySelector(place)?.textContent ?? '';
  const now = {
    question: text('[data-nnviz=player] h1'),
    sentence: text('[data-nnviz=player] .caption'),
  };
  const next = { question: text('[data-nnviz=ending] .next') };
  return { title: document.title, minutes: 0, place: '', now, next, end: '', answered: false };
}

/** The name of this tab: two tabs have two windows for the lecturer. */
function named() {
  try {
    const known = sessionStorage.getItem(KEPT) ?? `tab-${Math.random().toString(36).slice(2)}`;
    sessionStorage.setItem(KEPT, known);
    return known;
  } catch {
    return `tab-${Math.random().toString(36).slice(2)}`; // a browser that keeps nothing
  }
}

/** @type {Lecturer | undefined} */
let shared;

/** The link of this page to the window of its lecturer. */
export function lecturer() {
  shared ??= new Lecturer();
  return shared;
}

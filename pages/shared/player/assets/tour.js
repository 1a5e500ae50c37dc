// The first visit: a tour of five steps, each beside the thing that it is about.  It takes neither the focus nor the
// keys, is left by Escape, by its cross, or by a press anywhere else, and is not shown a second time.

import { keep } from './address.js';
import { html } from './elements.js';
import { fill } from './reading_words.js';
import { colourScheme, hasStyle } from './style.js';
import { beside, ringAround } from './tour_place.js';

/** @typedef {{ words: Record<string, string>, steps: [title: string, text: string][] }} Tour what Python says */

const KEY = 'nnviz-tour';
const ASKED = 'tour'; // the name in an address that asks for it
const PLAIN = ['lang', ASKED]; // names in an address that say nothing about what is shown
const PLAYER = '[data-nnviz=player]';
const STANDS = `${PLAYER}[data-step] .dock`; // a player that shows something
const PATIENCE = 40; // times that one looks whether the picture stands
const BETWEEN = 250; // milliseconds between two looks
const PICTURE = '[data-nnviz=picture]';
/** Each step points at the first of these that can be seen. */
const TARGETS = [
  ['.above .guess', '.above'],
  ['.dock .buttons', '.dock'],
  [
    `${PICTURE} [role=spinbutton]`,
    `${PICTURE} .box`,
    `${PICTURE} [role=slider]`,
    `${PICTURE} .press`,
    PICTURE,
  ],
  ['[data-action=more]', '.concepts button', '[data-tool=help]'],
  ['[data-tool=copy]'],
];

/** Whether the tour was seen; a browser that keeps nothing forgets it with the page. */
let seen = false;

/** @param {() => void} act what may be refused */
function tried(act) {
  try {
    act();
  } catch {
    // storage is switched off for this site
  }
}

function wasSeen() {
  tried(() => {
    seen ||= localStorage.getItem(KEY) !== null;
  });
  return seen;
}

function remember() {
  seen = true;
  tried(() => localStorage.setItem(KEY, 'seen'));
}

/**
 * Whether a page that is entered shows the tour: if its address asks for it, or at the first visit, if it says
 * nothing about what is to be shown and no program drives the browser.
 * @param {URLSearchParams} query
 * @param {{ known: boolean, driven: boolean, framed: boolean }} visit
 */
export function shows(query, { known, driven, framed }) {
  if (framed || query.get('present') === '1') return false;
  if (query.get(ASKED) === '1') return true;
  return !known && !driven && Array.from(query.keys()).every((name) => PLAIN.includes(name));
}

export class FirstVisit {
  step = 0;
  open = false;
  page = '';
  looks = 0;
  /** @type {Tour} */
  told = { words: {}, steps: [] };
  ring = html('div', { class: 'nnviz-tour-ring', hidden: '' });
  count = html('p', { class: 'count' });
  title = html('h2', { id: 'nnviz-tour-title' });
  text = html('p');
  live = html('div', { 'aria-live': 'polite' }, this.count, this.title, this.text);
  close = this.button('close', () => this.leave());
  back = this.button('back', () => this.go(this.step - 1));
  next = this.button('next', () => this.go(this.step + 1));
  box = html(
    'div',
    {
      class: 'nnviz-tour',
      role: 'dialog',
      'aria-labelledby': 'nnviz-tour-title',
      'data-nnviz': 'tour',
      hidden: '',
    },
    ...[this.close, this.live, html('p', { class: 'acts' }, this.back, this.next)],
  );

  constructor() {
    document.body.prepend(this.box, this.ring); // the first stop of the Tab key
    this.close.textContent = '×';
    window.addEventListener('keydown', (event) => this.press(event), true);
    window.addEventListener('pointerdown', (event) => this.point(event), true);
    this.moved = new ResizeObserver(() => this.place());
    for (const event of ['resize', 'scroll']) window.addEventListener(event, () => this.place(), true);
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  button(name, act) {
    const made = html('button', { type: 'button', class: name, 'data-tour': name });
    made.addEventListener('click', act);
    return made;
  }

  /**
   * A page is entered, or its words are others now.
   * @param {Tour} told
   * @param {string} page
   * @param {boolean} framed whether it stands inside another page
   */
  tell(told, page, framed) {
    this.told = told;
    const query = new URLSearchParams(location.search);
    if (this.open && page === this.page) this.go(this.step);
    else this.leave();
    const visit = { known: wasSeen(), driven: navigator.webdriver, framed };
    if (page !== this.page && shows(query, visit)) this.begin(query.has(ASKED));
    this.page = page;
  }

  /**
   * Begins when there is a picture; on a page that has none it does not.
   * @param {boolean} asked whether somebody wants it, who gets the focus there
   */
  begin(asked) {
    this.looks = PATIENCE;
    const look = () => {
      this.looks -= 1;
      if (this.looks < 0) return;
      if (!document.querySelector(STANDS) || !hasStyle()) setTimeout(look, BETWEEN);
      else this.start(asked);
    };
    look();
  }

  /** @param {boolean} asked */
  start(asked) {
    this.looks = 0;
    this.open = true;
    remember();
    if (new URLSearchParams(location.search).has(ASKED)) keep({ [ASKED]: null });
    this.box.style.colorScheme = colourScheme();
    this.ring.style.colorScheme = colourScheme();
    this.box.hidden = false;
    for (const one of document.querySelectorAll(`${PLAYER}, ${PLAYER} .above`)) this.moved.observe(one);
    this.go(0);
    if (asked) this.next.focus();
  }

  /** @param {number} step */
  go(step) {
    const { words, steps } = this.told;
    if (step >= steps.length) {
      this.leave();
      return;
    }
    this.step = Math.max(0, step);
    const [title, text] = steps[this.step];
    this.count.textContent = fill(words.count, { n: this.step + 1, all: steps.length });
    this.title.textContent = title;
    this.text.textContent = text;
    this.close.setAttribute('aria-label', words.close);
    this.back.textContent = words.back;
    this.back.hidden = this.step === 0;
    this.next.textContent = this.step === steps.length - 1 ? words.done : words.next;
    this.target()?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.place();
  }

  /** @returns {Element | undefined} */
  target() {
    const found = TARGETS[this.step].flatMap((selector) => Array.from(document.querySelectorAll(selector)));
    return found.find((one) => one.getClientRects().length);
  }

  /** Beside what it is about, and a ring around that. */
  place() {
    if (!this.open) return;
    const target = this.target()?.getBoundingClientRect();
    this.ring.hidden = !target;
    if (target) Object.assign(this.ring.style, ringAround(target));
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const [wide, high] = [document.documentElement.clientWidth, window.innerHeight];
    Object.assign(
      this.box.style,
      beside(target ?? new DOMRect(0, 0, wide, 0), { width, height }, [wide, high]),
    );
  }

  // -- out --------------------------------------------------------------------------------------
  leave() {
    this.looks = 0;
    if (!this.open) return;
    const inside = this.box.contains(document.activeElement);
    this.open = false;
    this.moved.disconnect();
    this.box.hidden = true;
    this.ring.hidden = true;
    if (inside) /** @type {HTMLElement | null} */ (document.querySelector('[data-action=play]'))?.focus();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (!this.open) return;
    const inside = event.target instanceof Node && this.box.contains(event.target);
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Escape') this.leave();
    else if (inside && way && this.step + way < this.told.steps.length) this.go(this.step + way);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param {PointerEvent} event */
  point({ target }) {
    if (this.open && !(target instanceof Node && this.box.contains(target))) this.leave();
  }
}

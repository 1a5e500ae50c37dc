// Presenting: picture, caption and a slim player, in large type.  It is a class of the document and a name in the
// address, so that neither beginning nor ending it runs the page; it stays on the way to another page.

import * as address from './address.js';
import { html, svg } from './elements.js';
import { KeyTable } from './key_table.js';
import { keepMoment, linkOf } from './kept_moments.js';
import { keys } from './keys.js';
import { lectureAround } from './lecture_around.js';
import { lecturer } from './lecturer_link.js';
import { CopiedLink } from './copied_link.js';
import { hold } from './presented_parts.js';
import { addStyle } from './style.js';
import { changeType } from './scene_type.js';
import { Spot } from './spot.js';
import { skipLink } from './skip_link.js';
import { slideToPage } from './top_bar.js';
import { FirstVisit } from './tour.js';

/** @import { KeyName } from './keys.js' */
/** @import { Tour } from './tour.js' */
/**
 * @typedef {object} Told what Python says
 * @property {Record<string, string>} words of the buttons
 * @property {Record<string, string>} table of the table of keys
 * @property {Record<string, string>} keys what each of them does
 * @property {Record<string, string>} lecturer what the window of the lecturer says
 * @property {Tour} tour of a first visit
 * @property {string[]} pages their paths, in order
 * @property {string} page the path of this one
 * @property {boolean} embedded whether it stands inside another page
 */

/** @type {Record<string, string>} */
const SIGNS = {
  present: 'M3 4h18v12H3zM12 16v4M7 20h10', // a screen
  copy: 'M10 14a4.5 4.5 0 0 0 6.4 0l3-3a4.5 4.5 0 0 0-6.4-6.4l-1.2 1.2M14 10a4.5 4.5 0 0 0-6.4 0l-3 3a4.5 4.5 0 0 0 6.4 6.4l1.2-1.2', // a chain
};
const PARAMETER = 'present';
const NAME = 'presenting';

class Presenting {
  /** @type {Told | null} */
  told = null;
  /** @type {HTMLElement | undefined} */
  copier = undefined;
  release = () => {}; // the bar on top is not held any more
  skip = skipLink();
  curtain = html('div', { class: 'nnviz-curtain', hidden: '' });

  constructor() {
    addStyle('presenting.css', 'presented.css');
    this.link = new CopiedLink();
    this.table = new KeyTable(
      () => this.keepMoment(),
      () => this.guide(),
    );
    this.spot = new Spot(() => this.isSeen());
    this.tour = new FirstVisit();
    this.lecture = lectureAround();
    this.on = new URLSearchParams(location.search).get(PARAMETER) === '1';
    this.begun = false;
    this.curtain.addEventListener('click', () => this.unveil());
    document.body.append(this.curtain);
    document.body.prepend(this.skip);
    keys().listen((name) => this.hear(name), true);
  }

  /**
   * What a page has to say, when it is entered and when its language is another.
   * @param {Told} told
   * @param {HTMLElement} place of the buttons
   */
  tell(told, place) {
    if (!this.begun && told.embedded) this.on = true;
    this.begun = true;
    this.told = told;
    this.link.words = told.words;
    if (!this.lecture) lecturer().words = told.lecturer; // the lecture around this page speaks for it
    this.skip.textContent = told.words.skip;
    this.table.tell(told);
    document.documentElement.classList.toggle('embedded', told.embedded);
    place.hidden = told.embedded;
    this.release();
    this.release = hold(place);
    place.replaceChildren(...this.buttons(told.words));
    this.change(this.on);
    slideToPage(told.page);
    this.tour.tell(told.tour, told.page, told.embedded);
  }

  /** @param {Record<string, string>} words */
  buttons({ present, copy, help }) {
    const made = [
      this.button('present', present, 'P', () => this.change(true)),
      this.button('copy', copy, 'L', () => this.link.copy(this.copier)),
      this.button('help', help, '?', () => this.table.open()),
    ];
    [, this.copier] = made;
    return made;
  }

  /**
   * @param {string} name
   * @param {string} word
   * @param {string} key that does the same
   * @param {() => void} act
   */
  button(name, word, key, act) {
    const attributes = { 'data-tool': name, title: `${word} (${key})` };
    const made = html('button', { type: 'button', 'aria-label': word, ...attributes }, ...shown(name, word));
    made.addEventListener('click', act);
    return made;
  }

  /** @param {boolean} on */
  change(on) {
    this.on = on;
    keys().presenting = on;
    document.documentElement.classList.toggle(NAME, on);
    if (on) this.tour.leave();
    else this.unveil();
    if (!this.told?.embedded) address.keep({ [PARAMETER]: on ? '1' : null });
    changeType();
  }

  // -- keys -----------------------------------------------------------------------------------
  /** @param {KeyName} name */
  hear(name) {
    if (!this.told) return false;
    if (!this.curtain.hidden && name !== 'released') {
      this.unveil();
      return true;
    }
    if (name.startsWith('page ')) return this.go(this.told.pages[Number(name.slice(5)) - 1]);
    /** @type {Record<string, () => void>} */
    const acts = {
      present: () => this.change(!this.on),
      link: () => this.link.copy(this.copier),
      keep: () => this.keepMoment(),
      keys: () => this.table.open(),
      leave: () => this.change(false),
      black: () => Object.assign(this.curtain, { hidden: false }),
      spot: () => this.spot.hold(),
      released: () => this.spot.release(),
      timer: () => lecturer().open(),
      larger: () => changeType(1),
      smaller: () => changeType(-1),
      onward: () => this.follow(1),
      backward: () => this.follow(-1),
    };
    acts[name]?.();
    return name in acts;
  }

  /** The tour again: here, or where there is a picture. */
  guide() {
    const first = new URL(this.told?.pages[0] ?? '', document.baseURI);
    first.searchParams.set('tour', '1');
    if (document.querySelector('[data-nnviz=player][data-step]')) this.tour.start(true);
    else location.assign(this.kept(first.href));
  }

  unveil() {
    this.curtain.hidden = true;
  }

  /** Whether a class looks at this page, so that it sees where the pointer is. */
  isSeen() {
    return this.lecture || keys().lecturing || (this.on && !this.told?.embedded);
  }

  /** Keeps what is shown for a lecture of one's own, and says so. */
  keepMoment() {
    address.settled();
    const count = keepMoment(linkOf(location.href, document.baseURI));
    this.link.say([(this.told?.words.kept ?? '').replace('{count}', String(count))], true);
  }

  /**
   * From the last moment to where its card leads, or to the next page; from the first one back.
   * @param {1 | -1} way
   */
  follow(way) {
    const { pages, page } = /** @type {Told} */ (this.told);
    const next = document.querySelector('[data-nnviz=ending] .next');
    if (way > 0 && next instanceof HTMLAnchorElement) location.assign(this.kept(next.href));
    else this.go(pages[pages.indexOf(page) + way]);
  }

  /**
   * By the link in the bar, which keeps this visit; where there is none, by the address.
   * @param {string | undefined} path
   */
  go(path) {
    if (path === undefined) return false;
    const { pathname } = new URL(path, document.baseURI);
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll('.st-key-topbar a[href]');
    const link = Array.from(links).find((one) => new URL(one.href).pathname === pathname);
    if (link) link.click();
    else location.assign(this.kept(new URL(path, document.baseURI).href));
    return true;
  }

  /**
   * An address with what this page has of the frame: the language, and that it is presented or embedded.
   * @param {string} href
   */
  kept(href) {
    const found = new URL(href);
    for (const [name, value] of new URL(location.href).searchParams) {
      if (['lang', 'embed', PARAMETER].includes(name)) found.searchParams.set(name, value);
    }
    return found.href;
  }
}

/**
 * A sign, a word, or both where there is room for one of them only.
 * @param {string} name
 * @param {string} word
 */
function shown(name, word) {
  const sign = SIGNS[name];
  if (!sign) return ['?'];
  return [
    svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': true }, svg('path', { d: sign })),
    html('span', {}, word),
  ];
}

/** @type {Presenting | undefined} */
let shared;

/** @param {{ data: Told, parentElement: HTMLElement }} component */
export function show({ data, parentElement }) {
  shared ??= new Presenting();
  shared.tell(data, /** @type {HTMLElement} */ (parentElement.querySelector('[data-nnviz=tools]')));
}

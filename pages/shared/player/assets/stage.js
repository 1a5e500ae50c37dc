// The stage: a question on top, the picture with what stands beside it in the rest of the window, the dock with
// caption and transport at its bottom, and folded below it what is needed now and then.

import { html } from './elements.js';
import { sayHeight } from './embedded_height.js';
import { keys } from './keys.js';
import { hold } from './presented_parts.js';
import { uncover } from './skeleton.js';
import { addStyle, hasStyle } from './style.js';

/** @import { PanelRoom, Spec } from './protocol_types' */

export class Stage {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {boolean | undefined} */
    this.open = undefined; // whether what is folded is unfolded; at first where a link has opened something there
    this.tallest = 0; // pixels that caption and status took at most
    this.window = ''; // for which that holds
    /** @type {Record<PanelRoom, HTMLElement>} */
    this.rooms = emptyRooms();
    this.observer = new ResizeObserver(() => this.measure());
    /** @type {HTMLElement} */
    this.dock = html('div');
    this.release = hold(root);
    this.fonts = () => this.forget();
    document.fonts.addEventListener('loadingdone', this.fonts); // other letters, other lines
    addStyle().then(() => this.forget());
  }

  /** What was measured before does not hold any more. */
  forget() {
    this.window = '';
    this.measure();
  }

  /**
   * The stage of a spec, with rooms that are empty still.
   * @param {Spec} spec
   * @param {HTMLElement} dock
   * @param {HTMLElement[]} prompt what is asked beside the question
   * @param {HTMLElement[]} closing what is said at the end
   */
  build(spec, dock, prompt, closing) {
    const rooms = emptyRooms();
    const has = (/** @type {PanelRoom} */ room) => spec.panels.some((panel) => panel.room === room);
    Object.assign(this, { rooms, dock });
    const above = html('div', { class: 'above' }, ...question(spec), ...prompt);
    const { side, pair, twin } = kinds(spec);
    const views = html(
      'div',
      { class: `rooms ${side} ${pair}` },
      rooms.picture,
      ...(side ? [rooms.beside] : []),
    );
    const lower = spec.panels.some((panel) => panel.kind === 'figure' && panel.least > 0);
    rooms.beside.classList.toggle('tight', lower); // what can be lower there makes room for what is said
    const first = html('div', { class: 'first' }, above, views);
    (side && !twin ? rooms.beside : first).append(...closing);
    this.open ??= spec.panels.some((panel) => panel.kind === 'scene' && panel.look && panel.room === 'more');
    const more = has('more') ? [this.folded(spec.words.more, rooms.more)] : [];
    dock.querySelector('.bar')?.append(...more.map((details) => opener(details, spec.words.more)));
    const made = html('section', { class: 'stage', 'data-nnviz': 'stage' }, first, ...more, dock);
    this.root.replaceChildren(made);
    this.observer.disconnect();
    this.tallest = 0;
    for (const box of [this.root, dock]) this.observer.observe(box);
    this.measure();
    addStyle().then(uncover); // when it looks as it should
  }

  /** The first picture of a window ends where the dock begins; a caption of two lines keeps its room. */
  measure() {
    const words = /** @type {HTMLElement | null} */ (this.dock.querySelector('.words'));
    const { offsetWidth } = this.root;
    const window = `${offsetWidth} ${keys().presenting}`;
    if (window !== this.window) {
      this.tallest = 0; // another window or other type, other lines
      if (words) words.style.minHeight = '';
    }
    if (words && hasStyle() && this.tallest < words.offsetHeight) {
      this.tallest = words.offsetHeight;
      words.style.minHeight = `${this.tallest}px`;
    }
    this.window = window;
    if (this.dock.offsetHeight) this.root.style.setProperty('--dock', `${this.dock.offsetHeight}px`);
    sayHeight(this.root, this.dock);
  }

  /**
   * @param {string} title
   * @param {HTMLElement} room
   */
  folded(title, room) {
    const details = html(
      'details',
      { class: 'more', 'data-nnviz': 'more' },
      html('summary', {}, title),
      room,
    );
    details.open = this.open ?? false;
    details.addEventListener('toggle', () => {
      this.open = details.open;
    });
    return details;
  }

  stop() {
    this.observer.disconnect();
    document.fonts.removeEventListener('loadingdone', this.fonts);
    this.release();
  }
}

/**
 * What the rooms of a spec are: whether something stands beside the picture, a picture that is presented with it, or
 * only such pictures, which are as much as it.
 * @param {Spec} spec
 */
function kinds({ panels }) {
  const beside = panels.filter(({ room }) => room === 'beside');
  const pictures = beside.filter((panel) => panel.kind === 'scene' && panel.presented);
  const twin = pictures.length && pictures.length === beside.length ? 'twin' : '';
  return { side: beside.length ? 'sided' : '', pair: pictures.length ? `paired ${twin}` : '', twin };
}

/** @returns {Record<PanelRoom, HTMLElement>} */
function emptyRooms() {
  return {
    picture: html('div', { class: 'room-picture' }),
    beside: html('div', { class: 'room-beside' }),
    more: html('div', { class: 'panels' }),
  };
}

/**
 * A button in the dock that shows what is folded below.
 * @param {HTMLDetailsElement} details
 * @param {string} title
 */
function opener(details, title) {
  const made = html(
    'button',
    { type: 'button', class: 'opener', 'data-action': 'more', 'aria-expanded': 'false' },
    title,
  );
  made.addEventListener('click', () => {
    details.open = !details.open;
    if (details.open) details.scrollIntoView({ block: 'start' });
  });
  details.addEventListener('toggle', () => made.setAttribute('aria-expanded', String(details.open)));
  return made;
}

/** @param {Spec} spec */
function question(spec) {
  return spec.question ? [html('h1', {}, spec.question)] : [];
}

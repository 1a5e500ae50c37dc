// The menu that saves what the player shows: a picture for a slide, which one, on which ground, and in which form; all
// of it as a page; or the HTML that puts it into another page.

import { onClipboard } from './copied_link.js';
import { html } from './elements.js';
import { frameOf } from './embedding.js';
import { figureDrawing } from './figure_export.js';
import { linkBack, TooLarge } from './page_file.js';
import { asPng, asSvg, slide } from './slide.js';
import { sceneDrawing } from './svg_export.js';

/** @import { Spec } from './protocol_types' */
/** @import { Run, Slide } from './slide.js' */

const LINGER = 10_000; // milliseconds that a browser may take to begin a download
/** @type {Record<string, { word: string, ending: string, make: (made: Slide) => Promise<Blob> }>} */
const FORMS = {
  png: { word: 'PNG 1×', ending: '.png', make: (made) => asPng(made, 1) },
  png2: { word: 'PNG 2×', ending: '@2x.png', make: (made) => asPng(made, 2) },
  svg: { word: 'SVG', ending: '.svg', make: asSvg },
};
const OPEN = 'details[open].saver';

/**
 * @param {Blob} blob
 * @param {string} name
 */
function download(blob, name) {
  const link = html('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LINGER);
}

/** The last part of the address, which names the page. */
function pageName() {
  return location.pathname.split('/').filter(Boolean).pop() ?? 'page';
}

/**
 * Words with their colours, as they are seen.
 * @param {Element} element
 * @returns {Run[]}
 */
function runs(element) {
  return Array.from(element.childNodes, (node) => ({
    text: node.textContent ?? '',
    colour: getComputedStyle(node instanceof Element ? node : element).color,
  }));
}

/**
 * What is folded has no size: it is unfolded, and drawn before it is saved.
 * @param {Element} panel
 */
async function unfold(panel) {
  const folded = panel.closest('details:not([open])');
  if (!(folded instanceof HTMLDetailsElement)) return;
  folded.open = true;
  for (let pictures = 0; pictures < 3; pictures++) await new Promise(requestAnimationFrame);
}

export class SaveMenu {
  /** @type {{ picture: HTMLSelectElement, transparent: HTMLInputElement, captioned: HTMLInputElement } | null} */
  fields = null;
  transparent = false;
  captioned = true;

  /**
   * @param {HTMLElement} root
   * @param {() => Promise<Blob>} page makes a page of what is shown
   */
  constructor(root, page) {
    this.root = root;
    this.page = page;
    this.said = html('p', { class: 'said', role: 'status' });
    this.away = (/** @type {Event} */ event) => {
      const open = this.root.querySelector(OPEN);
      if (
        open instanceof HTMLDetailsElement &&
        !(event.target instanceof Node && open.contains(event.target))
      ) {
        open.open = false;
      }
    };
    document.addEventListener('pointerdown', this.away, true);
  }

  /**
   * The menu for the pictures of a spec.
   * @param {Spec} spec
   */
  build({ panels, words }) {
    const pictures = panels.filter(({ kind }) => kind === 'scene' || kind === 'figure');
    if (!pictures.length) return [];
    const options = pictures.map(({ id, title }) => new Option(title || id, id));
    const picture = html('select', { 'data-save-of': '', 'aria-label': words.save_of }, ...options);
    picture.hidden = options.length === 1;
    const transparent = html('input', { type: 'checkbox', 'data-save-on': 'transparent' });
    const captioned = html('input', { type: 'checkbox', 'data-save-on': 'caption' });
    Object.assign(transparent, { checked: this.transparent });
    Object.assign(captioned, { checked: this.captioned });
    this.fields = { picture, transparent, captioned };
    const forms = Object.entries(FORMS).map(([form, { word }]) => this.button(form, word, words.save));
    const menu = html(
      'div',
      { class: 'menu', role: 'dialog', 'aria-label': words.save },
      ...[picture, html('label', {}, captioned, words.save_caption)],
      ...[html('label', {}, transparent, words.save_transparent), html('p', { class: 'forms' }, ...forms)],
      ...this.wholes(words),
    );
    return [this.folded(html('summary', {}, words.save), menu)];
  }

  /**
   * @param {HTMLElement} summary
   * @param {HTMLElement} menu
   */
  folded(summary, menu) {
    const made = html('details', { class: 'saver', 'data-nnviz': 'save' }, summary, menu);
    made.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && made.open) this.close();
    });
    return made;
  }

  /**
   * All of what is shown, as a page of its own or in another one.
   * @param {Record<string, string>} words
   */
  wholes(words) {
    this.said.textContent = '';
    const whole = (/** @type {string} */ name, /** @type {() => void} */ act) => {
      const look = { type: 'button', class: 'whole', 'data-save': name, title: words[`${name}_hint`] };
      const made = html('button', look, words[name]);
      made.addEventListener('click', act);
      return made;
    };
    const page = whole('save_page', () => this.savePage(words, page));
    return [html('hr'), page, whole('embed', () => this.embed(words)), this.said];
  }

  /**
   * @param {Record<string, string>} words
   * @param {HTMLButtonElement} button
   */
  async savePage(words, button) {
    button.disabled = true;
    try {
      download(await this.page(), `nnviz-${pageName()}.html`);
      this.close();
    } catch (error) {
      this.said.textContent = error instanceof TooLarge ? words.save_large : words.save_failed;
    }
    button.disabled = false;
  }

  /** @param {Record<string, string>} words */
  async embed({ copied, embed, selected }) {
    const text = frameOf(linkBack(), document.title);
    if (await onClipboard(text)) {
      this.said.textContent = copied;
      return;
    }
    const field = html('textarea', { readonly: '', rows: 3, 'aria-label': embed }, text);
    this.said.replaceChildren(selected, field);
    field.select();
  }

  /** The menu is folded, and what opens it has the focus again. */
  close() {
    const open = this.root.querySelector(OPEN);
    if (!(open instanceof HTMLDetailsElement)) return;
    open.open = false;
    open.querySelector('summary')?.focus();
  }

  /**
   * @param {string} form
   * @param {string} word
   * @param {string} title
   */
  button(form, word, title) {
    const made = html(
      'button',
      { type: 'button', 'data-save': form, 'aria-label': `${title}: ${word}` },
      word,
    );
    made.addEventListener('click', () => this.save(form));
    return made;
  }

  /** @param {string} form */
  async save(form) {
    const { fields } = this;
    if (!fields) return;
    this.transparent = fields.transparent.checked;
    this.captioned = fields.captioned.checked;
    const id = fields.picture.value;
    const panel = /** @type {HTMLElement} */ (this.root.querySelector(`[data-panel="${CSS.escape(id)}"]`));
    await unfold(panel);
    const { ending, make } = FORMS[form];
    download(await make(this.slide(panel)), `${id}${ending}`);
    this.close();
  }

  /** @param {HTMLElement} panel */
  slide(panel) {
    /** @type {SVGSVGElement | null} */
    const scene = panel.querySelector('.scene');
    const host = /** @type {HTMLElement} */ (panel.querySelector('.host'));
    const drawing = scene ? sceneDrawing(scene, this.transparent) : figureDrawing(host);
    const ground = this.transparent ? '' : getComputedStyle(this.root).getPropertyValue('--sheet').trim();
    const [title, caption] = ['h3', '[data-nnviz=caption]'].map((one) => this.words(panel, one));
    return slide(drawing, { ground, title: panel.dataset.nnviz ? [] : title, caption });
  }

  /**
   * @param {Element} panel
   * @param {string} selector
   */
  words(panel, selector) {
    const found = panel.querySelector(selector) ?? this.root.querySelector(selector);
    return this.captioned && found ? runs(found) : [];
  }

  stop() {
    document.removeEventListener('pointerdown', this.away, true);
  }
}

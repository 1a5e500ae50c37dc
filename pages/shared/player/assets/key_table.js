// The table of all keys, and the lines that put this page into another one.

import { html } from './elements.js';
import { onClipboard } from './copied_link.js';
import { frameOf } from './embedding.js';
import { linkBack } from './page_file.js';
import { colourScheme } from './style.js';

/** @import { Told } from './presenting.js' */

/** @type {[name: string, keys: string[]][]} what always holds */
const ALWAYS = [
  ['play', ['space']],
  ['steps', ['←', '→']],
  ['ends', ['Home', 'End']],
  ['enter', ['Enter']],
  ['present', ['P']],
  ['link', ['L']],
  ['keep', ['A']],
  ['sound', ['H']],
  ['read', ['Tab', 'Enter']],
  ['help', ['?']],
];
/** @type {[name: string, keys: string[]][]} */
const PRESENTING = [
  ['moments', ['Page ↓', 'Page ↑', '↓', '↑']],
  ['pages', ['1 … 9']],
  ['spot', ['S', 'press']],
  ['timer', ['T']],
  ['black', ['B', '.']],
  ['size', ['+', '−']],
  ['leave', ['Esc']],
];

export class KeyTable {
  dialog = html('dialog', { class: 'nnviz-keys', 'data-nnviz': 'keys' });
  /** @type {Told | null} */
  told = null;

  /**
   * @param {() => void} keep keeps what is shown for a lecture
   * @param {() => void} guide shows the tour again
   */
  constructor(keep, guide) {
    this.keep = keep;
    this.guide = guide;
    document.body.append(this.dialog);
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.dialog.close(); // beside it
    });
    this.dialog.addEventListener('keydown', (event) => {
      if (event.key === '?') this.dialog.close();
    });
  }

  /** @param {Told} told */
  tell(told) {
    this.told = told;
    if (this.dialog.open) this.fill(told);
  }

  /** The browser gives the focus back to what had it when the dialog closes. */
  open() {
    if (!this.told || this.dialog.open) return;
    this.fill(this.told);
    this.dialog.showModal();
  }

  /** @param {Told} told */
  fill({ table, keys }) {
    const close = html(
      'button',
      { type: 'button', class: 'close', 'aria-label': table.close, autofocus: '' },
      '×',
    );
    close.addEventListener('click', () => this.dialog.close());
    this.dialog.setAttribute('aria-label', table.title);
    this.dialog.style.colorScheme = colourScheme();
    this.dialog.replaceChildren(
      ...[close, html('h2', {}, table.title), rows(ALWAYS, keys, table), html('p', {}, table.exceptions)],
      ...[html('h3', {}, table.presenting), rows(PRESENTING, keys, table)],
      ...this.lecture(table),
      html('p', {}, this.again(table)),
      ...[html('h3', {}, table.embed), ...this.embedding(table), html('p', {}, table.embed_hint)],
    );
  }

  /** @param {Record<string, string>} table */
  lecture({ lecture: title, lecture_hint: hint, lecture_add: add }) {
    const adder = html('button', { type: 'button' }, add);
    adder.addEventListener('click', () => {
      this.dialog.close();
      this.keep();
    });
    return [html('h3', {}, title), html('p', {}, adder, ' ', hint)];
  }

  /** @param {Record<string, string>} table */
  again({ tour: word }) {
    const made = html('button', { type: 'button', 'data-tool': 'tour' }, word);
    made.addEventListener('click', () => {
      this.dialog.close();
      this.guide();
    });
    return made;
  }

  /** @param {Record<string, string>} table */
  embedding({ embed, embed_copy: word }) {
    const line = html('input', {
      type: 'text',
      readonly: '',
      'aria-label': embed,
      value: frameOf(linkBack(), document.title),
    });
    const copier = html('button', { type: 'button' }, word);
    copier.addEventListener('click', async () => {
      if (await onClipboard(line.value)) copier.textContent = this.told?.words.copied ?? word;
      else line.select();
    });
    return [html('div', { class: 'line' }, line, copier)];
  }
}

/**
 * @param {[name: string, signs: string[]][]} list
 * @param {Record<string, string>} words
 * @param {Record<string, string>} signed the keys that have a word
 */
function rows(list, words, signed) {
  const made = list.flatMap(([name, signs]) => [
    html('dt', {}, ...signs.map((sign) => html('kbd', {}, signed[sign] ?? sign))),
    html('dd', {}, words[name]),
  ]);
  return html('dl', {}, ...made);
}

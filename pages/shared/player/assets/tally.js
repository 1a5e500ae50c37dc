// The votes of a class: the choices of a question, each with the number of hands, which the lecturer types, and a bar.

import { html } from './elements.js';

const MOST = 999; // hands for one choice

/**
 * The share of each vote in all of them, from 0 to 1.
 * @param {number[]} votes
 */
export function shares(votes) {
  const all = votes.reduce((sum, one) => sum + one, 0);
  return votes.map((one) => (all ? one / all : 0));
}

/**
 * The number of hands that a text means.
 * @param {string} text
 */
export function hands(text) {
  const found = Math.round(Number(text.normalize('NFKC')));
  return Number.isFinite(found) ? Math.max(0, Math.min(MOST, found)) : 0;
}

export class Tally {
  root = html('ol', { class: 'tally' });
  /** @type {{ row: HTMLElement, field: HTMLInputElement, bar: HTMLElement, share: HTMLElement, mark: HTMLElement }[]} */
  rows;

  /**
   * @param {string[]} choices
   * @param {Record<string, string>} words
   */
  constructor(choices, words) {
    this.words = words;
    this.rows = choices.map((choice, at) => this.row(choice, String.fromCharCode(65 + at)));
    this.root.append(...this.rows.map(({ row }) => row));
  }

  /**
   * @param {string} choice
   * @param {string} letter
   */
  row(choice, letter) {
    const named = (/** @type {string} */ words) => words.replace('{letter}', letter);
    const field = html('input', {
      type: 'text',
      inputmode: 'numeric',
      'aria-label': named(this.words.votes),
    });
    const more = html('button', { type: 'button', 'aria-label': named(this.words.more_votes) }, '+');
    const bar = html('div', { class: 'bar' });
    const share = html('span', { class: 'share' });
    const mark = html('span', { class: 'mark', hidden: '' }, `✓ ${this.words.right}`);
    field.placeholder = '0';
    field.addEventListener('input', () => this.count());
    field.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') this.next(field);
    });
    more.addEventListener('click', () => {
      field.value = String(hands(String(hands(field.value) + 1)));
      this.count();
    });
    const text = html('div', { class: 'choice' }, html('b', {}, letter), html('span', {}, choice), mark);
    const votes = html('div', { class: 'hands' }, html('div', { class: 'lane' }, bar), share, field, more);
    return { row: html('li', {}, text, votes), field, bar, share, mark };
  }

  /** @param {HTMLInputElement} field */
  next(field) {
    const at = this.rows.findIndex((one) => one.field === field);
    (this.rows[at + 1]?.field ?? field).focus();
    if (!this.rows[at + 1]) field.blur();
  }

  count() {
    const votes = this.rows.map(({ field }) => hands(field.value));
    this.root.classList.toggle('unvoted', !votes.some(Boolean));
    for (const [at, share] of shares(votes).entries()) {
      this.rows[at].bar.style.width = `${100 * share}%`;
      this.rows[at].share.textContent = votes.some(Boolean) ? `${Math.round(100 * share)} %` : '';
    }
  }

  /** @param {number} right the number of the right choice, from 1; 0 says nothing */
  reveal(right) {
    this.count();
    this.root.classList.toggle('revealed', right > 0);
    for (const [at, { row, mark }] of this.rows.entries()) {
      row.classList.toggle('right', at + 1 === right);
      row.classList.toggle('wrong', right > 0 && at + 1 !== right);
      mark.hidden = at + 1 !== right;
    }
  }
}

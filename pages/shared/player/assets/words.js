// The page of all words: a field to search them, the word that was asked for on top, and all others by subject.

import { html } from './elements.js';
import { explanation } from './explanations.js';
import { uncover } from './skeleton.js';
import { addStyle } from './style.js';

/** @import { Explanation } from './explanations.js' */
/** @import { Colours, Theme } from './protocol_types' */
/**
 * @typedef {object} Words what Python hands over
 * @property {{ title: string, explanations: Explanation[] }[]} groups
 * @property {string} asked the name of the word on top, or empty
 * @property {Record<'title' | 'lead' | 'search' | 'asked' | 'found', string>} words
 * @property {Colours} colours
 * @property {Theme} theme
 */

/** @param {string} text */
function plain(text) {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * Whether everything that is looked for stands in an explanation.
 * @param {Explanation} one
 * @param {string} sought
 */
export function fits({ term, other, about }, sought) {
  const text = plain(`${term} ${other} ${about}`);
  return plain(sought)
    .split(/\s+/)
    .every((part) => text.includes(part));
}

/**
 * A group with its title and its words.
 * @param {string} title
 * @param {Explanation[]} explanations
 * @param {Colours} colours
 */
function group(title, explanations, colours) {
  const shown = explanations.map((one) => ({ one, card: explanation(one, colours, false) }));
  const box = html('div', { class: 'cards' }, ...shown.map(({ card }) => card));
  return { shown, section: html('section', { class: 'group' }, html('h2', {}, title), box) };
}

/** @param {Words} data */
function page({ groups, asked, words, colours }) {
  const all = groups.flatMap(({ explanations }) => explanations);
  const top = all.filter(({ name }) => name === asked);
  const made = groups.map(({ title, explanations }) => group(title, explanations, colours));
  const first = top.length ? group(words.asked, top, colours).section : '';
  const field = html('input', { type: 'search', placeholder: words.search, 'aria-label': words.search });
  const count = html('p', { class: 'count', role: 'status' });
  field.addEventListener('input', () => {
    let found = 0;
    for (const { shown, section } of made) {
      const here = shown.filter(({ one, card }) => !(card.hidden = !fits(one, field.value))).length;
      section.hidden = !here;
      found += here;
    }
    if (first) first.hidden = Boolean(field.value);
    count.textContent = words.found.replace('{found}', String(found)).replace('{all}', String(all.length));
    count.hidden = !field.value;
  });
  const head = html(
    'header',
    {},
    html('h1', {}, words.title),
    html('p', {}, words.lead),
    html('p', { class: 'search' }, field, count),
  );
  return [head, first, ...made.map(({ section }) => section)];
}

/** @param {{ data: Words, parentElement: HTMLElement }} component */
export async function mount({ data, parentElement }) {
  await addStyle();
  const root = /** @type {HTMLElement} */ (parentElement.querySelector('[data-nnviz="player"]'));
  const said = JSON.stringify([data.asked, data.words, data.theme]);
  if (root.dataset.said === said) return; // what was searched for stays
  root.dataset.said = said;
  root.dataset.theme = data.theme;
  root.dataset.state = 'still';
  root.replaceChildren(...page(data));
  uncover();
}

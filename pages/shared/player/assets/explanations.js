// The explanation of one word: the word in both languages, two or three sentences, a small picture, and where
// it can be seen. It is the same beside a word of a picture and on the page of all words.

import { html } from './elements.js';
import { drawn } from './static_scene.js';

/** @import { Colours } from './protocol_types' */
/** @import { Drawn } from './static_scene.js' */
/** @typedef {{ href: string, label: string }} Link */
/**
 * @typedef {object} Explanation as `explanations.py` makes it
 * @property {string} name
 * @property {string} term
 * @property {string} other the term in the other language
 * @property {string} language of the other term
 * @property {string} about
 * @property {Drawn | null} picture
 * @property {Link} see a page that shows it
 * @property {Link} link the page of all words, with this one on top
 */

/**
 * A link that is followed in the same tab, or in another one, so that a running picture stays.
 * @param {Link} link
 * @param {boolean} beside
 */
function anchor({ href, label }, beside) {
  return html('a', { href, ...(beside ? { target: '_blank', rel: 'noopener' } : {}) }, label);
}

/**
 * @param {Explanation} one
 * @param {Colours} colours
 * @param {boolean} beside whether its links open beside this page
 */
export function explanation(one, colours, beside) {
  const { term, other, language, about, picture, see, link } = one;
  const head = html(
    'h3',
    {},
    html('span', { class: 'term' }, term),
    ' ',
    html('span', { class: 'other', lang: language }, other),
  );
  const links = html(
    'p',
    { class: 'links' },
    anchor(see, beside),
    ...(beside ? [' ', anchor(link, true)] : []),
  );
  const shown = picture ? [html('div', { class: 'picture' }, drawn(picture, colours))] : [];
  return html(
    'article',
    { class: 'explanation', 'data-word': one.name },
    head,
    ...shown,
    html('p', { class: 'about' }, about),
    links,
  );
}

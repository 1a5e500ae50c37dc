// A "?" behind a word that may be new: it opens the word's explanation in place. Words are looked for in the
// question, the titles, the lines below them, and in what is noticed; those that stand nowhere get a line of
// their own, unless they are only of use where they are said.

import { html } from './elements.js';
import { explanation } from './explanations.js';

/** @import { Colours, Concept, Note, Spec } from './protocol_types' */
/** @import { Explanation } from './explanations.js' */

// The title of the picture is not seen, and what is folded comes last in the document.
const WHERE = 'h1, .detail, .room-beside h3, .more h3';
const NOTES = '.notes';
const LEARNED = '.ending strong'; // the word at the end, which is explained there too
const ROOMS = ['.room-beside', '.more .panels', '.first']; // of the line of words that stand nowhere
const AIR = 8; // pixels between a word and its explanation, and at the edges of the window
const LETTERS = '\\p{Script=Latin}';

/** @type {Map<string, Promise<Explanation>>} */
const fetched = new Map();

/** @param {string} source */
function fetchOnce(source) {
  const known = fetched.get(source);
  if (known) return known;
  const coming = fetch(new URL(source, document.baseURI)).then((answer) => {
    if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
    return answer.json();
  });
  fetched.set(source, coming);
  coming.catch(() => fetched.delete(source)); // the next press tries again
  return coming;
}

/**
 * Where a word stands in a text, from its first letter to behind its last, or null. Of letters only whole words
 * count, in the plural too.
 * @param {string} text
 * @param {string} word
 * @returns {[number, number] | null}
 */
export function find(text, word) {
  const written = word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const found = new RegExp(`(?<!${LETTERS})${written}(?:es|s|d)?(?!${LETTERS})`, 'iu').exec(text);
  return found ? [found.index, found.index + found[0].length] : null;
}

/**
 * The first place of any of the words below some elements, as a text that holds nothing else.
 * @param {Element[]} elements
 * @param {string[]} words
 */
function cutOut(elements, words) {
  for (const element of elements) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = /** @type {Text} */ (node);
      if (text.parentElement?.closest('.asked-of')) continue; // a part of a longer word
      const place = words.map((word) => find(text.data, word)).find(Boolean);
      if (place) {
        text.splitText(place[1]);
        return text.splitText(place[0]);
      }
    }
  }
  return null;
}

/**
 * Longer words come before shorter ones that are a part of them.
 * @param {Concept[]} concepts
 */
function longestFirst(concepts) {
  const length = (/** @type {Concept} */ { words }) => Math.max(...words.map((word) => word.length));
  return [...concepts].sort((one, other) => length(other) - length(one));
}

export class Concepts {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {HTMLElement | null} */
    this.asked = null; // the button whose word is explained
    /** @type {Concept[]} */
    this.concepts = [];
    /** @type {Concept[]} */
    this.lonely = []; // those whose words no title and no line below it has
    /** @type {Note[] | null} */
    this.noted = null; // what the buttons in the notes were made for
    /** @type {Record<string, string>} */
    this.words = {};
    /** @type {Colours} */
    this.colours = { negative: '', middle: '', positive: '', classes: [] };
    this.box = html('div', { class: 'explained', popover: 'auto', role: 'dialog', tabindex: -1 });
    this.box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.box.hidePopover();
    });
  }

  /**
   * Puts a button behind the first place of every word, and what has none into a line of its own.
   * @param {Spec} spec
   */
  mark({ concepts, words, colours }) {
    Object.assign(this, { concepts: longestFirst(concepts), words, colours, noted: null });
    const ends = [...this.root.querySelectorAll(LEARNED)];
    for (const concept of this.concepts) this.put(concept, ends);
    const elements = [...this.root.querySelectorAll(WHERE)];
    this.lonely = this.concepts.filter((concept) => !this.put(concept, elements));
    const lonely = concepts.filter((concept) => this.lonely.includes(concept) && !concept.quiet);
    if (!lonely.length) return;
    const chips = lonely.flatMap((concept) => [' ', this.button(concept, concept.words[0])]);
    const room = ROOMS.map((one) => this.root.querySelector(one)).find(Boolean);
    room?.append(html('p', { class: 'concepts' }, html('span', {}, words.concepts), ...chips));
  }

  /**
   * The same in what is noticed now.
   * @param {Note[]} notes
   */
  annotate(notes) {
    if (this.noted === notes) return;
    this.noted = notes;
    const lists = [...this.root.querySelectorAll(NOTES)];
    for (const concept of this.lonely) this.put(concept, lists);
  }

  /**
   * Whether a button stands behind the word in one of the elements now.
   * @param {Concept} concept
   * @param {Element[]} elements
   */
  put(concept, elements) {
    const mark = `[data-concept="${concept.name}"]`;
    if (elements.some((element) => element.querySelector(mark))) return true;
    const word = cutOut(elements, concept.words);
    if (!word) return false;
    const whole = html('span', { class: 'asked-of' }); // so that no line ends between a word and its mark
    word.replaceWith(whole);
    whole.append(word, this.button(concept, ''));
    return true;
  }

  /**
   * A mark alone is drawn by the style sheet, so that the text around it stays what it is.
   * @param {Concept} concept
   * @param {string} text
   */
  button(concept, text) {
    const name = { 'data-concept': concept.name, 'aria-label': concept.label, title: concept.label };
    const look = { type: 'button', class: 'ask', 'aria-haspopup': 'dialog', ...name };
    const made = html('button', look, text);
    let again = false; // a second press closes what the first has opened
    made.addEventListener('pointerdown', () => {
      again = this.asked === made && this.box.matches(':popover-open');
    });
    made.addEventListener('click', () => {
      if (!again) this.open(made, concept);
      again = false;
    });
    return made;
  }

  /**
   * @param {HTMLElement} button
   * @param {Concept} concept
   */
  async open(button, { source, label }) {
    const { box, colours, words } = this;
    const close = html('button', { type: 'button', class: 'close', 'aria-label': words.close }, '×');
    close.addEventListener('click', () => box.hidePopover());
    const found = await fetchOnce(source).then(
      (one) => explanation(one, colours, true),
      () => html('p', { class: 'about' }, words.unexplained),
    );
    if (!button.isConnected) return;
    box.setAttribute('aria-label', label);
    box.replaceChildren(close, found);
    this.root.append(box);
    box.showPopover();
    this.asked = button;
    this.place(button);
    box.focus();
  }

  /**
   * Below the word, or above it where there is more room.
   * @param {HTMLElement} button
   */
  place(button) {
    const at = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height, style } = this.box;
    const left = Math.max(AIR, Math.min(at.left - AIR, innerWidth - width - AIR));
    const below = at.bottom + AIR;
    const fits = below + height <= innerHeight - AIR || at.top < innerHeight / 2;
    const top = Math.max(AIR, fits ? Math.min(below, innerHeight - height - AIR) : at.top - height - AIR);
    Object.assign(style, { left: `${left}px`, top: `${top}px` });
  }
}

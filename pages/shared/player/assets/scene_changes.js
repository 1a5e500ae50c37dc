// What a number that is bound to an element does to it, by the name of the attribute: first what there will be
// to see, then how it comes about.  An element that shows it already is left alone, for any change costs a redraw.

import { labelOf, note, shrink } from './even_type.js';
import { number } from './format.js';
import { refit } from './scene_type.js';

/** @import { Colours } from './colours.js' */
/** @import { Binding, ColourBinding, EqualBinding, BelowBinding, DataBinding, Span, TextBinding, WeightBinding, WordBinding } from './protocol_types' */
/** @import { Numbers } from './player_types' */

/** What a binding has that Python does not send, because it is usual (bindings.py). */
export const USUAL = {
  start: 0,
  stride: 1,
  late: false,
  across: /** @type {Span} */ ([0, 1]),
  down: /** @type {Span} */ ([0, 1]),
  during: /** @type {Span} */ ([0, 1]),
};

/** @typedef {{ colours: Colours, fineness: number }} Look how a scene shows numbers as colours and strengths */
/**
 * @template Seen
 * @template {Binding} Bound
 * @typedef {object} Change
 * @property {(value: number, binding: Bound, look: Look) => Seen} seen
 * @property {(target: SVGElement, seen: Seen, binding: Bound) => void} show
 */

/**
 * @param {SVGElement} target
 * @param {string} words
 */
export function write(target, words) {
  put(target, words);
  shrink(labelOf(target));
}

/**
 * Words in the size that they have.
 * @param {SVGElement} target
 * @param {string} words
 */
function put(target, words) {
  const label = labelOf(target);
  const { firstChild } = label;
  if (firstChild instanceof Text && !firstChild.nextSibling) firstChild.data = words;
  else label.textContent = words;
  note(label, words);
  refit(label);
  say(target, words);
}

/** What a screen reader says of the words in something that has a name of its own, by its role. */
const SAID = new Map([
  ['button', 'aria-description'],
  ['spinbutton', 'aria-valuetext'],
]);

/**
 * The name of a cell that can be pressed or edited stands for all that is in it: its words are said beside it.
 * @param {SVGElement} target
 * @param {string} words
 */
function say(target, words) {
  const name = SAID.get(target.getAttribute('role') ?? '');
  if (name && words) target.setAttribute(name, words);
  else if (name) target.removeAttribute(name);
}

/**
 * Words by the ids of elements; there may be ids of other pictures.
 * @param {Map<string, SVGElement>} elements
 * @param {Record<string, string>} texts
 */
export function letter(elements, texts) {
  for (const [id, words] of Object.entries(texts)) {
    const element = elements.get(id);
    if (element) write(element, words);
  }
}

const UTF8 = new TextDecoder();

/**
 * The words that bytes spell; zeros at the end say nothing.
 * @param {Numbers} bytes
 */
export function spelled(bytes) {
  const end = bytes.indexOf(0);
  return UTF8.decode(Uint8Array.from(end < 0 ? bytes : bytes.subarray(0, end)));
}

/**
 * The words of each element of a binding, which has equally many bytes for all of them.
 * @param {{ targets: SVGElement[] }} binding
 * @param {Numbers} bytes
 */
export function lines({ targets }, bytes) {
  const each = bytes.length / targets.length;
  return (/** @type {number} */ at) => spelled(bytes.subarray(at * each, (at + 1) * each));
}

/**
 * The strength of a wire is 1 + |seen|, so that a weight of 0 has a sign as well.
 * @type {Change<number, WeightBinding>}
 */
const weight = {
  seen(value, { scale }, { fineness }) {
    const strength = Math.round(fineness * Math.min(1, Math.abs(value) / scale)) / fineness;
    return (1 + strength) * (value < 0 ? -1 : 1);
  },
  show(target, seen) {
    const strength = Math.abs(seen) - 1;
    target.classList.toggle('negative', seen < 0);
    target.classList.toggle('positive', seen >= 0);
    target.setAttribute('stroke-width', (0.6 + 5.4 * strength).toFixed(2));
    target.setAttribute('stroke-opacity', (0.12 + 0.83 * strength).toFixed(2));
  },
};

/** @type {Change<string, ColourBinding>} */
const colour = {
  seen: (value, { low, high }, { colours }) => colours.names[colours.index(value, low, high)],
  show(target, seen) {
    target.style.fill = seen; // an attribute would yield to the style sheet
  },
};

/**
 * All numbers of a binding have one size, which they get together.
 * @type {Change<string, TextBinding>}
 */
const text = { seen: (value, { format }) => number(value, format), show: put };

/** @type {Change<string, WordBinding>} */
const word = { seen: (value, { words }) => words[value] ?? '', show: write };

/**
 * A number with every digit, for programs that read the page and for screen readers; none where none is written.
 * @type {Change<string, TextBinding>}
 */
const exact = {
  seen: (value, { format }) => (Number.isNaN(value) && !number(value, format) ? '' : String(value)),
  show(target, seen) {
    const names = ['data-value', ...(target.getAttribute('role') === 'spinbutton' ? ['aria-valuenow'] : [])];
    for (const name of names) {
      if (seen) target.setAttribute(name, seen);
      else target.removeAttribute(name);
    }
  },
};

/** @type {Change<string, DataBinding>} */
const data = {
  seen: String,
  show(target, seen, { name }) {
    target.dataset[name] = seen;
  },
};

/** @type {Change<string, Binding>} */
const opacity = {
  seen: (value) => value.toFixed(3),
  show: (target, seen) => target.setAttribute('opacity', seen),
};

/** @type {Change<boolean, BelowBinding>} */
const below = {
  seen: (value, binding) => value < binding.below,
  show: (target, seen, { name }) => target.classList.toggle(name, seen),
};

/** @type {Change<boolean, EqualBinding>} */
const equal = {
  seen: (value, binding) => value === binding.equal,
  show(target, seen, { name }) {
    target.classList.toggle(name, seen);
    if (name === 'chosen' && target.getAttribute('role') === 'button') {
      target.setAttribute('aria-pressed', String(seen));
    }
  },
};

/** @type {Record<string, Change<any, any>>} */
export const CHANGES = { weight, colour, text, word, exact, data, opacity, below, equal };

/**
 * Where an element stands: attributes of SVG, written from the `each` values from `at` on that belong to it.
 * @type {Record<string, Record<string, (values: Numbers, at: number, each: number) => string>>}
 */
export const PLACES = {
  place: { transform: (values, at) => `translate(${values[at].toFixed(2)} ${values[at + 1].toFixed(2)})` },
  // A bar lies between two values, whichever is the larger.
  span: {
    x: (values, at) => Math.min(values[at], values[at + 1]).toFixed(2),
    width: (values, at) => Math.abs(values[at] - values[at + 1]).toFixed(2),
  },
  // The corners of a curve.
  points: {
    points: (values, at, each) =>
      Array.from(values.subarray(at, at + each), (/** @type {number} */ one) => one.toFixed(2)).join(' '),
  },
};

/** What is joined by motion; all else changes at once. */
export const MOVES = new Set([...Object.keys(PLACES), 'opacity']);

/**
 * What is seen of an element: words are one thing, whoever writes them; a class is one by its name.
 * @param {string} attribute
 * @param {Binding} binding
 */
export function aspect(attribute, binding) {
  if (attribute === 'word') return 'text';
  if (binding.attribute === 'data') return `data ${binding.name}`;
  return binding.attribute === 'below' || binding.attribute === 'equal' ? `class ${binding.name}` : attribute;
}

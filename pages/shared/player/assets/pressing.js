// Elements of a scene as buttons: pressed by hand or by key; inside a group the arrow keys lead from one to
// the nearest in their direction.

import { setAttributes, svg } from './elements.js';

/** @type {Record<string, [right: number, down: number]>} */
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const ASIDE = 3; // how much worse a pixel beside the direction is than one along it

/** @param {Element} element */
function middle(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}

/**
 * The nearest of a group in the direction of an arrow key.
 * @param {SVGElement} drawn
 * @param {string} group
 * @param {[number, number]} direction
 */
function neighbour(drawn, group, [right, down]) {
  const [x, y] = middle(drawn);
  /** @type {NodeListOf<SVGElement>} */
  const others = (drawn.ownerSVGElement ?? drawn).querySelectorAll(`[data-group="${CSS.escape(group)}"]`);
  let [nearest, least] = [drawn, Infinity];
  for (const one of others) {
    const [left, top] = middle(one);
    const ahead = (left - x) * right + (top - y) * down;
    const far = ahead + ASIDE * (Math.abs((left - x) * down) + Math.abs((top - y) * right));
    if (ahead > 1 && far < least) [nearest, least] = [one, far];
  }
  return nearest;
}

/**
 * The one before or after in a group whose elements lie across each other.
 * @param {SVGElement} drawn
 * @param {string} group
 * @param {[number, number]} direction
 */
function following(drawn, group, [right, down]) {
  /** @type {NodeListOf<SVGElement>} */
  const all = (drawn.ownerSVGElement ?? drawn).querySelectorAll(`[data-group="${CSS.escape(group)}"]`);
  return all[Array.from(all).indexOf(drawn) + right + down] ?? drawn;
}

/**
 * Gives the focus to the next of a group in the direction of an arrow key; whether the key was one.
 * @param {SVGElement} drawn
 * @param {string} group
 * @param {string} key
 */
export function walk(drawn, group, key) {
  const arrow = ARROWS[key];
  const lead = drawn.classList.contains('wire') ? following : neighbour;
  if (arrow) lead(drawn, group, arrow).focus();
  return Boolean(arrow);
}

/**
 * The name of a button has the words that stand on it, so that who sees them can say them.
 * @param {{ text?: string }} element
 * @param {string} press
 */
export function buttonName({ text = '' }, press) {
  return /\p{L}/u.test(text) && !press.includes(text) ? `${text}: ${press}` : press;
}

/**
 * Makes an element a button that `press` names; `tell` is called when it is pressed.  The text of a cell stays
 * its number alone, for programs that read the page.
 * @param {SVGElement} drawn
 * @param {{ id: string, group?: string, text?: string }} element
 * @param {string} press
 * @param {() => void} tell
 */
export function pressable(drawn, element, press, tell) {
  const { id, group } = element;
  setAttributes(drawn, {
    tabindex: 0,
    role: 'button',
    'aria-label': buttonName(element, press),
    'data-touch': id,
  });
  if (!('lights' in element) && !drawn.dataset.cell) drawn.append(svg('title', {}, press)); // else it has a hint
  drawn.classList.add('press');
  if (group) drawn.dataset.group = group;
  drawn.addEventListener('click', tell);
  drawn.addEventListener('keydown', (event) => {
    const walked = Boolean(group) && walk(drawn, group ?? '', event.key);
    if (!walked && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    if (!walked) tell();
  });
}

// Guess first: a question beside the one of the page, what the visitor says to it, and what became of that when
// the timeline comes to where the answer is seen.

import { html, setAttributes } from './elements.js';
import { readNumber } from './numerals.js';

/** @import { Caption, Guess } from './protocol_types' */
/** @import { Frame } from './player_types' */

/** @type {Map<string, string>} */
const said = new Map(); // by the question, as long as the app is open
const NEAR = 1e-9; // two numbers whose difference is smaller, relatively, are the same

/**
 * Whether a guess is right: the same words, or the same number.
 * @param {string} guess
 * @param {string} right
 */
export function isRight(guess, right) {
  if (guess === right) return true;
  const [one, other] = [readNumber(guess), readNumber(right)];
  return Math.abs(one - other) <= NEAR * Math.max(1, Math.abs(other));
}

/**
 * What becomes of a guess.
 * @param {Guess} asked
 * @param {string} guess
 */
export function verdict(asked, guess) {
  const right = isRight(guess, asked.right);
  const words = (right ? asked.yes : asked.no).replaceAll('{guess}', guess);
  return { right, words: right ? `✓ ${words}` : words };
}

export class Guessing {
  /** @param {() => void} changed called when something else is guessed */
  constructor(changed) {
    this.changed = changed;
    /** @type {Guess | null} */
    this.asked = null;
    /** @type {HTMLElement | null} */
    this.place = null;
  }

  /** What the visitor says, if anything. */
  get guess() {
    return this.asked ? said.get(this.asked.id) : undefined;
  }

  /**
   * The question with its possible answers.
   * @param {Guess | null} asked
   * @returns {HTMLElement[]}
   */
  build(asked) {
    const place = html('div', { class: 'guess', hidden: '' });
    this.place = place;
    this.asked = null;
    if (asked) this.ask(asked);
    return [place];
  }

  /**
   * Asks something else, or the same of other numbers; or a run that is watched has come to the answer.
   * @param {Guess} asked
   */
  ask(asked) {
    const known = this.asked?.id === asked.id && this.asked.question === asked.question;
    this.asked = asked;
    if (known || !this.place) return;
    const answers = asked.options.length ? this.chips(asked) : [this.field(asked)];
    setAttributes(this.place, { 'data-nnviz': 'guess', role: 'group', 'aria-label': asked.question });
    this.place.hidden = false;
    this.place.replaceChildren(html('span', { class: 'asked' }, asked.question), ...answers);
  }

  /** @param {Guess} asked */
  chips({ id, options }) {
    const chips = options.map((option) => {
      const pressed = String(said.get(id) === option);
      return html(
        'button',
        { type: 'button', class: 'chip', 'data-guess': option, 'aria-pressed': pressed },
        option,
      );
    });
    chips.forEach((chip, at) => {
      chip.addEventListener('click', () => {
        this.say(said.get(id) === options[at] ? '' : options[at]);
        chips.forEach((one, place) =>
          one.setAttribute('aria-pressed', String(options[place] === this.guess)),
        );
      });
    });
    return chips;
  }

  /** @param {Guess} asked */
  field({ id, question }) {
    const attributes = { inputmode: 'decimal', class: 'guessed', 'aria-label': question, placeholder: '?' };
    const made = /** @type {HTMLInputElement} */ (
      html('input', { ...attributes, value: said.get(id) ?? '' })
    );
    made.addEventListener('input', () => {
      const unread = made.value.trim() !== '' && Number.isNaN(readNumber(made.value));
      if (unread) made.setAttribute('aria-invalid', 'true');
      else made.removeAttribute('aria-invalid');
      this.say(unread ? '' : made.value.trim());
    });
    return made;
  }

  /** @param {string} guess */
  say(guess) {
    if (!this.asked) return;
    if (guess) said.set(this.asked.id, guess);
    else said.delete(this.asked.id);
    this.changed();
  }

  /**
   * What is said of the guess at a frame: nothing before the answer is seen.
   * @param {Frame} frame
   * @param {string} clock
   * @returns {Caption}
   */
  answer(frame, clock) {
    const { asked, guess } = this;
    if (!asked || guess === undefined || !isSeen(asked, frame, clock)) return [];
    const { right, words } = verdict(asked, guess);
    return [
      ['', ' '],
      [right ? 'right' : 'other', words],
    ];
  }

  /**
   * What is said of an element in place of its hint, as long as that would give the answer away.
   * @param {string} id
   * @param {Frame} frame
   * @param {string} clock
   */
  hint(id, frame, clock) {
    const { asked } = this;
    return asked && !isSeen(asked, frame, clock) ? asked.hints[id] : undefined;
  }
}

/**
 * Whether the answer is seen at a frame.
 * @param {Guess} asked
 * @param {Frame} frame
 * @param {string} clock
 */
function isSeen({ since }, frame, clock) {
  return frame[clock][0] >= since;
}

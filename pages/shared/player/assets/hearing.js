// A button that plays curves as sound, one tone for each, from left to right in the room; what they are is said
// as well.  One sound is heard at a time, and the key that starts the first one of a page stops it.

import { html } from './elements.js';
import { number } from './format.js';
import { keys } from './keys.js';
import { fill } from './reading_words.js';
import { aloud } from './said.js';
import { extremes, melody, SECONDS } from './sound.js';

/** @import { Beat, Course, Line } from './sound.js' */

const LOUDNESS = 0.12;
const ASIDE = 0.7; // how far left and right the tones of the first and of the last line stand
const FADE = 0.03; // seconds, so that nothing clicks
/** @type {OscillatorType[]} */
const VOICES = ['sine', 'triangle', 'square', 'sawtooth'];
const DIGITS = { significant: 4 };

/** @type {Hearing | null} */
let heard = null;
let listening = false;

/** The key of the page: stops what is heard, or starts the first that can be. */
function toggleFirst() {
  const button = document.querySelector('[data-nnviz=player] [data-sound]');
  if (heard) heard.stop();
  else if (button instanceof HTMLElement) button.click();
  return Boolean(heard || button);
}

/** @param {number} value */
const told = (value) => aloud(number(value, Number.isInteger(value) ? { integer: true } : DIGITS));

/**
 * What a curve is, in a sentence.
 * @param {Line} line
 * @param {number[]} x
 * @param {Record<string, string>} words
 */
export function summary({ name, values }, x, words) {
  const found = extremes(x, values);
  if (!found) return '';
  const numbers = Object.entries(found).map(([key, value]) => [key, told(value)]);
  return fill(words.sound_of, { name, ...Object.fromEntries(numbers) });
}

export class Hearing {
  /** @type {AudioContext | null} */
  context = null;

  /**
   * @param {string} id of the panel
   * @param {() => Course} course that is shown now
   * @param {Record<string, string>} words
   */
  constructor(id, course, words) {
    this.course = course;
    this.words = words;
    const look = { type: 'button', class: 'switch', 'data-sound': id, 'aria-pressed': 'false' };
    this.button = html('button', { ...look, 'aria-label': words.sound, title: `${words.sound} (H)` }, '♪');
    this.line = html('p', { class: 'unseen', 'aria-live': 'polite', 'data-heard': id });
    this.button.addEventListener('click', () => (heard === this ? this.stop() : this.start()));
    if (!listening) keys().listen((name) => name === 'sound' && toggleFirst());
    listening = true;
  }

  start() {
    heard?.stop();
    const { x, lines } = this.course();
    const said = lines.map((line) => summary(line, x, this.words)).filter(Boolean);
    this.line.textContent = said.join('. ') || this.words.sound_none;
    if (!said.length || !window.AudioContext) return;
    heard = this;
    this.context = new AudioContext();
    this.press(true);
    this.play(melody({ x, lines }), lines.length, this.context);
  }

  /**
   * @param {Beat[]} beats
   * @param {number} count of the lines
   * @param {AudioContext} context
   */
  play(beats, count, context) {
    const begin = context.currentTime + FADE;
    for (let line = 0; line < count; line += 1) {
      const pan = count > 1 ? ASIDE * ((2 * line) / (count - 1) - 1) : 0;
      const tone = new OscillatorNode(context, { type: VOICES[line % VOICES.length] });
      const gain = new GainNode(context, { gain: 0 });
      tone.connect(gain).connect(new StereoPannerNode(context, { pan })).connect(context.destination);
      for (const { at, tones } of beats) {
        const hertz = tones[line];
        gain.gain.linearRampToValueAtTime(hertz === null ? 0 : LOUDNESS, begin + at);
        if (hertz !== null) tone.frequency.linearRampToValueAtTime(hertz, begin + at);
      }
      gain.gain.linearRampToValueAtTime(0, begin + SECONDS + FADE);
      tone.start(begin);
      tone.stop(begin + SECONDS + FADE);
      tone.onended = () => context === this.context && this.stop();
    }
  }

  stop() {
    if (heard === this) heard = null;
    this.context?.close();
    this.context = null;
    this.press(false);
  }

  /** @param {boolean} on */
  press(on) {
    const word = on ? this.words.sound_stop : this.words.sound;
    this.button.setAttribute('aria-pressed', String(on));
    this.button.setAttribute('aria-label', word);
    this.button.title = `${word} (H)`;
  }
}

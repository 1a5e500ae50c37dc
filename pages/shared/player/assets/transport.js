// The transport: the bar with its buttons, slider, speed and caption, and the keys.  It says what was asked for;
// the player acts.

import { plain } from './captions.js';
import { DockWords } from './dock_words.js';
import { html } from './elements.js';
import { icon } from './icons.js';
import { keys } from './keys.js';
import { Phases } from './phases.js';

/** @import { Caption, Spec } from './protocol_types' */
/** @import { Frame } from './player_types' */
/** @import { KeyName, PlayerKey } from './keys.js' */
/** @import { SaveMenu } from './save_menu.js' */
/** @import { Timeline } from './timeline.js' */
/** @typedef {PlayerKey} ActionName */
/** @typedef {'idle' | 'playing' | 'waiting' | 'paused' | 'ended'} State */
/**
 * @typedef {object} Playable who acts
 * @property {(action: ActionName) => void} act
 * @property {(way: 1 | -1) => boolean} moves to the next moment or the one before, if there is one
 * @property {(number: number) => void} scrub
 * @property {(speed: string) => void} pace
 */

/** @type {ActionName[]} */
const ACTIONS = ['first', 'back', 'play', 'step', 'last'];
/** @type {Record<string, 1 | -1>} */
const WAYS = { onward: 1, backward: -1 };
const UNHURRIED = 100; // milliseconds between two moves of the slider while it plays
/** @type {Record<ActionName, string>} what a key is called where it needs no word */
const KEY_NAMES = { first: 'Home', back: '←', play: '', step: '→', last: 'End' };

/**
 * @param {KeyName} name
 * @returns {name is ActionName}
 */
function isAction(name) {
  return Object.hasOwn(KEY_NAMES, name);
}

export class Transport {
  /**
   * @param {HTMLElement} root whose data attributes tell programs what is shown
   * @param {Playable} player
   * @param {Pick<SaveMenu, 'build' | 'stop'>} saving the menu that saves pictures
   */
  constructor(root, player, saving) {
    this.root = root;
    this.player = player;
    /** @type {Record<string, string>} */
    this.words = {};
    this.built = false;
    this.moved = 0; // when the slider was
    this.buttons = /** @type {Record<ActionName, HTMLButtonElement>} */ ({});
    this.slider = html('input', { type: 'range' });
    this.text = new DockWords();
    this.phases = new Phases();
    this.saving = saving;
    this.unlisten = keys().listen((name) => this.press(name));
  }

  /**
   * The head of a player, all of it new.
   * @param {Spec} spec
   * @param {string | undefined} speed that was chosen before
   */
  build(spec, speed) {
    const { words } = spec;
    this.words = words;
    for (const action of ACTIONS) this.buttons[action] = this.button(action);
    this.slider = html('input', {
      ...{ type: 'range', min: 0, max: 0, value: 0, step: 1 },
      ...{ 'data-action': 'scrub', 'aria-label': words.scrub },
    });
    this.slider.addEventListener('input', () => this.player.scrub(Number(this.slider.value)));
    this.moved = 0;
    this.text = new DockWords();
    this.root.dataset.theme = spec.theme;
    this.built = true;
    return html(
      'div',
      { class: 'dock', 'data-nnviz': 'dock' },
      this.text.box(),
      this.bar(spec, speed),
      this.text.live,
    );
  }

  /**
   * @param {Spec} spec
   * @param {string | undefined} speed
   */
  bar(spec, speed) {
    const buttons = html('div', { class: 'buttons' }, ...Object.values(this.buttons));
    const name = { role: 'group', 'aria-label': this.words.transport };
    const moves = spec.growing || spec.speeds.length; // a picture that stands still needs no buttons
    const slider = this.phases.around(spec, this.slider, (moment) => this.player.scrub(moment));
    const transport = moves ? [buttons, slider, ...this.speeds(spec, speed)] : [];
    return html('div', { class: 'bar', ...name }, ...transport, ...this.saving.build(spec));
  }

  /** @param {ActionName} action */
  button(action) {
    const word = this.words[action];
    const name = { 'aria-label': word, title: this.titled(action, word) };
    const made = html('button', { type: 'button', 'data-action': action, ...name }, icon(action));
    made.addEventListener('click', () => this.player.act(action));
    return made;
  }

  /**
   * @param {Spec} spec
   * @param {string | undefined} speed
   */
  speeds({ speeds, words }, speed) {
    if (!speeds.length) return [];
    const options = speeds.map(({ id, label }) => html('option', { value: id }, label));
    const name = { 'aria-label': words.speed, title: words.speed };
    const choice = html('select', { 'data-action': 'speed', ...name }, ...options);
    choice.value = speed ?? speeds[0].id;
    choice.addEventListener('change', () => this.player.pace(choice.value));
    return [choice];
  }

  /** @param {KeyName} name */
  press(name) {
    if (this.built && name in WAYS) return this.player.moves(WAYS[name]);
    if (!this.built || !isAction(name)) return false;
    this.player.act(name);
    return true;
  }

  /**
   * What a button does, and the key that does it as well.
   * @param {ActionName} action
   * @param {string} word
   */
  titled(action, word) {
    return `${word} (${KEY_NAMES[action] || this.words.space})`;
  }

  // -- what is shown --------------------------------------------------------------------------
  /** @param {Timeline} timeline */
  known({ count }) {
    this.root.dataset.steps = String(count);
  }

  /**
   * @param {Frame} frame
   * @param {Timeline} timeline
   * @param {number} painted the number of pictures so far
   * @param {Caption} caption
   * @param {boolean} playing
   */
  show(frame, timeline, painted, caption, playing) {
    this.text.write(caption);
    this.root.dataset.step = String(frame.number);
    this.root.dataset.painted = String(painted);
    this.phases.show(this.root, frame.number, timeline.count - 1);
    const now = performance.now();
    if (playing && now - this.moved < UNHURRIED) return;
    this.moved = now;
    this.slide(frame, timeline, plain(caption));
  }

  /**
   * @param {Frame} frame
   * @param {Timeline} timeline
   * @param {string} text
   */
  slide(frame, { first, count }, text) {
    Object.assign(this.slider, { min: first.number, max: count - 1, value: frame.number });
    this.slider.setAttribute('aria-valuetext', text);
    const atStart = String(frame.number === first.number);
    this.buttons.first.setAttribute('aria-disabled', atStart);
    this.buttons.back.setAttribute('aria-disabled', atStart);
  }

  /**
   * @param {State} state
   * @param {boolean} running
   */
  change(state, running) {
    this.root.dataset.state = state;
    const plays = state === 'playing' || (state === 'waiting' && running);
    const name = plays ? 'pause' : 'play';
    const { play } = this.buttons;
    if (play.dataset.shows === name) return;
    play.dataset.shows = name;
    play.replaceChildren(icon(name));
    play.setAttribute('aria-label', this.words[name]);
    play.title = this.titled('play', this.words[name]);
    if (plays) this.text.say('');
  }

  stop() {
    this.unlisten();
    this.saving.stop();
  }
}

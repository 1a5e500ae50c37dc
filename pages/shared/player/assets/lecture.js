// A lecture as it is given: the picture of a moment, the question about it, the votes of the class, the answer.

import * as address from './address.js';
import { LectureFrames } from './lecture_frames.js';
import { LectureWords } from './lecture_words.js';
import { keys } from './keys.js';
import { lecturer } from './lecturer_link.js';
import { uncover } from './skeleton.js';
import { addStyle } from './style.js';

/** @import { KeyName } from './keys.js' */
/**
 * @typedef {object} Moment one of a lecture, in one language
 * @property {string} href of the page that shows it, beside this one
 * @property {string} sentence
 * @property {string} question
 * @property {string[]} choices
 * @property {number} right the number of the right choice, from 1, or 0
 * @property {string} answer
 * @property {string} note for the lecturer alone
 * @property {boolean} covered whether the picture is hidden until the answer is shown
 */
/**
 * @typedef {object} Lecture what Python hands over
 * @property {string} name
 * @property {string} title
 * @property {number} minutes
 * @property {Moment[]} moments
 * @property {number} moment the one that a link asks for, from 1
 * @property {Record<string, string>} words
 * @property {string} language
 * @property {string} theme
 * @property {Record<string, string | null>} linked what belongs into the address
 * @property {boolean} undo whether Back takes back what is new there
 */

const PLAYERS = new Set(['first', 'back', 'play', 'step', 'last', 'sound']);
const LECTURING = 'lecturing'; // a class of the document, which the pages in the frames look for

export class LecturePlayer {
  at = 0; // the moment that is shown, from 0
  answered = false; // whether its answer is
  asked = 0; // the moment that Python asked for last
  /** @type {Lecture | undefined} */
  lecture = undefined;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.frames = new LectureFrames((name) => keys().say(name));
    this.words = new LectureWords({
      onward: () => this.onward(),
      backward: () => this.backward(),
      go: (at) => this.go(at),
      lecturer: () => lecturer().open(),
    });
    root.tabIndex = -1;
    root.replaceChildren(this.frames.root, this.words.root);
    this.ignore = keys().listen((name) => this.hear(name));
    lecturer().tells = () => this.told();
    document.documentElement.classList.add(LECTURING);
  }

  stop() {
    this.ignore();
    this.frames.stop();
    lecturer().tells = undefined;
    document.documentElement.classList.remove(LECTURING);
  }

  /** @param {Lecture} lecture */
  tell(lecture) {
    const at = this.begins(lecture);
    this.lecture = lecture;
    this.asked = lecture.moment;
    address.keep(lecture.linked, lecture.undo);
    this.words.begin(lecture);
    this.show(Math.max(0, Math.min(at, lecture.moments.length - 1)), false);
  }

  /**
   * The moment to show of what was handed over: that of the address at first, later the one that is shown, unless
   * the lecture is another, or the visitor went back to another moment.
   * @param {Lecture} lecture
   */
  begins(lecture) {
    const { searchParams } = new URL(location.href);
    if (!this.lecture) return (Number(searchParams.get('moment')) || 1) - 1;
    if (this.lecture.name !== lecture.name) return 0;
    return this.asked === lecture.moment ? this.at : lecture.moment - 1;
  }

  get moments() {
    return this.lecture?.moments ?? [];
  }

  /**
   * @param {number} at
   * @param {boolean} answered
   */
  show(at, answered) {
    if (!this.lecture) return;
    Object.assign(this, { at, answered });
    this.root.dataset.moment = String(at + 1);
    this.root.dataset.phase = answered ? 'answer' : 'question';
    // A frame that is not shown any more would keep the focus, and with it all keys.
    if (document.activeElement instanceof HTMLIFrameElement) this.root.focus({ preventScroll: true });
    this.frames.show(this.lecture, at, answered);
    this.words.show(at, answered);
    address.keep({ moment: at ? String(at + 1) : null });
  }

  /** From a question to its answer, and on to the next moment; whether there is anywhere to go. */
  onward() {
    const moment = this.moments[this.at];
    if (!this.answered && moment?.answer) this.show(this.at, true);
    else if (this.at + 1 < this.moments.length) this.show(this.at + 1, false);
    return true;
  }

  backward() {
    if (this.answered) this.show(this.at, false);
    else if (this.at) this.show(this.at - 1, Boolean(this.moments[this.at - 1].answer));
    return true;
  }

  /** @param {number} at */
  go(at) {
    if (at in this.moments) this.show(at, false);
    return true;
  }

  /**
   * The keys of a player are for the picture.
   * @param {KeyName} name
   */
  hear(name) {
    if (name === 'onward') return this.onward();
    if (name === 'backward') return this.backward();
    if (name.startsWith('page ')) return this.go(Number(name.slice(5)) - 1);
    if (PLAYERS.has(name)) return this.frames.press(name);
    if (name === 'spot' || name === 'released') this.frames.press(name);
    return false;
  }

  /** What the lecturer sees in a window of her own: this moment with its answer, and what comes next. */
  told() {
    const { title = '', minutes = 0, words = {} } = this.lecture ?? {};
    const place = (words.place ?? '').replace('{at}', String(this.at + 1));
    return {
      title,
      minutes,
      place: place.replace('{all}', String(this.moments.length)),
      now: this.moments[this.at],
      next: this.moments[this.at + 1],
      end: words.end ?? '',
      answered: this.answered,
    };
  }
}

/** @type {WeakMap<HTMLElement, LecturePlayer>} */
const players = new WeakMap();

/** @param {{ data: Lecture, parentElement: HTMLElement }} component */
export async function mount({ data, parentElement }) {
  await addStyle('lecture.css');
  const root = /** @type {HTMLElement} */ (parentElement.querySelector('[data-nnviz=lecture]'));
  let player = players.get(root);
  if (!player) players.set(root, (player = new LecturePlayer(root)));
  keys().lecturing = true;
  const said = JSON.stringify(data);
  if (root.dataset.said !== said) player.tell(data);
  root.dataset.said = said;
  uncover();
  return () => {
    keys().lecturing = false;
    player.stop();
    players.delete(root);
    delete root.dataset.said;
  };
}

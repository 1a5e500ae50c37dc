// What is said of a moment beside its picture: the sentence, the question with its choices, the answer; and the
// buttons that go on.

import { html } from './elements.js';
import { Tally } from './tally.js';

/** @import { Lecture } from './lecture.js' */
/** @typedef {{ onward: () => void, backward: () => void, go: (at: number) => void, lecturer: () => void }} Acts */

export class LectureWords {
  root = html('section', { class: 'said' });
  /** @type {Lecture | undefined} */
  lecture = undefined;
  /** @type {Map<number, Tally>} the votes of the moments that were shown */
  tallies = new Map();
  heard = ''; // the name of the lecture that the votes belong to

  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts;
    this.head = html('p', { class: 'head' });
    this.sentence = html('p', { class: 'sentence' });
    this.question = html('h1', {});
    this.votes = html('div', { class: 'votes' });
    this.answer = html('p', { class: 'answer' });
    this.live = html('div', { 'aria-live': 'polite' }, this.answer);
    this.back = this.button('back', acts.backward);
    this.on = this.button('on', acts.onward);
    this.timer = this.button('lecturer', acts.lecturer);
    this.dots = html('div', { class: 'dots' });
    this.text = html('div', { class: 'text' }, this.sentence, this.question, this.votes, this.live);
    const foot = html('div', { class: 'foot' }, this.back, this.dots, this.on);
    this.root.append(html('div', { class: 'top' }, this.head, this.timer), this.text, foot);
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  button(name, act) {
    const made = html('button', { type: 'button', 'data-lecture': name });
    made.addEventListener('click', act);
    return made;
  }

  /** @param {Lecture} lecture */
  begin(lecture) {
    if (this.heard !== lecture.name || this.lecture?.language !== lecture.language) this.tallies.clear();
    this.heard = lecture.name;
    this.lecture = lecture;
    this.timer.replaceChildren(lecture.words.lecturer);
    this.timer.title = `${lecture.words.lecturer} (T)`;
    this.back.setAttribute('aria-label', lecture.words.back);
    this.back.replaceChildren('‹');
    this.dots.replaceChildren(...lecture.moments.map((_, at) => this.dot(at)));
  }

  /** @param {number} at */
  dot(at) {
    const { words, moments } = /** @type {Lecture} */ (this.lecture);
    const label = words.place.replace('{at}', String(at + 1)).replace('{all}', String(moments.length));
    const made = html('button', { type: 'button', 'aria-label': label, title: label });
    made.addEventListener('click', () => this.acts.go(at));
    return made;
  }

  /**
   * @param {number} at
   * @param {boolean} answered
   */
  show(at, answered) {
    const { moments, words, title } = /** @type {Lecture} */ (this.lecture);
    const moment = moments[at];
    const place = words.place.replace('{at}', String(at + 1)).replace('{all}', String(moments.length));
    this.head.replaceChildren(html('b', {}, place), ` ${title}`);
    this.sentence.textContent = moment.sentence;
    this.question.textContent = moment.question;
    this.answer.textContent = answered ? moment.answer : '';
    this.answer.hidden = !answered;
    this.votes.replaceChildren(this.tally(at).root);
    this.tally(at).reveal(answered ? moment.right : 0);
    if (answered) this.answer.scrollIntoView({ block: 'nearest' });
    else this.text.scrollTop = 0;
    this.offer(at, answered || !moment.answer);
    this.back.disabled = !at && !answered;
    for (const [number, dot] of [...this.dots.children].entries()) {
      if (number === at) dot.setAttribute('aria-current', 'step');
      else dot.removeAttribute('aria-current');
    }
  }

  /**
   * @param {number} at
   * @param {boolean} done whether nothing of this moment is still to be said
   */
  offer(at, done) {
    const { moments, words } = /** @type {Lecture} */ (this.lecture);
    const last = at + 1 === moments.length;
    const onward = last ? words.end : words.next;
    this.on.replaceChildren(done ? onward : words.show);
    this.on.disabled = done && last;
  }

  /** @param {number} at */
  tally(at) {
    const { moments, words } = /** @type {Lecture} */ (this.lecture);
    const known = this.tallies.get(at) ?? new Tally(moments[at].choices, words);
    this.tallies.set(at, known);
    return known;
  }
}

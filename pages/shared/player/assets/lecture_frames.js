// The pictures of a lecture: each is the page of its moment, in a frame.  The next one is fetched while the one
// before is shown, so that nobody waits for it; those that are far away are given up.

import { html } from './elements.js';

/** @import { KeyName } from './keys.js' */
/** @import { Lecture } from './lecture.js' */

const AHEAD = 700; // milliseconds between two looks whether the picture stands, after which the next is fetched
const PICTURE = '[data-nnviz=player] svg';

export class LectureFrames {
  cover = html('p', { class: 'cover' });
  root = html('div', { class: 'frames' }, this.cover);
  at = 0;
  /** @type {Lecture | undefined} */
  lecture = undefined;
  /** @type {Map<number, HTMLIFrameElement>} */
  frames = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;

  /** @param {(name: KeyName) => void} hear what a key that was pressed in a frame means out here */
  constructor(hear) {
    this.hear = hear;
    this.listener = (/** @type {MessageEvent} */ event) => this.message(event);
    addEventListener('message', this.listener);
  }

  stop() {
    removeEventListener('message', this.listener);
    clearTimeout(this.timer);
    this.frames.clear();
    this.root.replaceChildren();
  }

  /**
   * @param {Lecture} lecture
   * @param {number} at
   * @param {boolean} answered
   */
  show(lecture, at, answered) {
    this.lecture = lecture;
    this.at = at;
    const covered = lecture.moments[at].covered && !answered;
    this.root.classList.toggle('covered', covered);
    this.cover.textContent = covered ? lecture.words.covered : '';
    for (const [number, frame] of this.frames) {
      if (Math.abs(number - at) <= 1 && frame.dataset.href === this.address(number)) continue;
      frame.remove();
      this.frames.delete(number);
    }
    this.frame(at);
    for (const [number, frame] of this.frames) {
      frame.classList.toggle('ahead', number !== at);
      frame.inert = number !== at || covered;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetchAhead(), AHEAD);
  }

  /** @param {number} number */
  address(number) {
    const { moments, language, theme } = /** @type {Lecture} */ (this.lecture);
    const found = new URL(moments[number]?.href ?? '', document.baseURI);
    found.searchParams.set('lang', language);
    found.searchParams.set('embed', 'true');
    found.searchParams.set('embed_options', `${theme}_theme`);
    return found.href;
  }

  /** @param {number} number */
  frame(number) {
    const known = this.frames.get(number);
    if (known) return known;
    const href = this.address(number);
    const title = this.lecture?.words.picture ?? '';
    const made = html('iframe', { src: href, title, 'data-href': href, class: 'ahead' });
    made.addEventListener('load', () => this.refused(made));
    this.frames.set(number, made);
    this.root.append(made);
    return made;
  }

  /**
   * A server may forbid that its pages stand in any frame: then a link takes the place of the picture.
   * @param {HTMLIFrameElement} frame
   */
  refused(frame) {
    if (frame.contentDocument || !this.lecture) return;
    const link = html('a', { href: frame.src.replace('embed=true', 'present=1'), target: '_blank' });
    link.textContent = this.lecture.words.opened;
    frame.replaceWith(html('p', { class: 'refused' }, link));
  }

  /** As soon as this picture stands, the next one may come. */
  fetchAhead() {
    const next = this.at + 1;
    const stands = this.frames.get(this.at)?.contentDocument?.querySelector(PICTURE);
    if (!stands) this.timer = setTimeout(() => this.fetchAhead(), AHEAD);
    else if (this.lecture && next < this.lecture.moments.length) this.frame(next).inert = true;
  }

  /**
   * A key that is meant for the picture.
   * @param {string} name
   */
  press(name) {
    this.frames.get(this.at)?.contentWindow?.postMessage({ nnviz: 'key', name }, location.origin);
    return true;
  }

  /** @param {MessageEvent} event */
  message({ origin, source, data }) {
    const ours = origin === location.origin && source === this.frames.get(this.at)?.contentWindow;
    if (ours && data?.nnviz === 'key') this.hear(data.name);
  }
}

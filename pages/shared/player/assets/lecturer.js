// The window that only the lecturer sees: the time, this moment with its answer and note, and what comes next.  It asks
// the page it belongs to, again and again, because that page may be loaded anew; its clock is its own.

import { html } from './elements.js';
import { meaning } from './keys.js';
import { elapsed, minutes, remaining } from './lecture_clock.js';

/** @import { Shown } from './lecturer_link.js' */
/** @typedef {{ from: string, shown: Shown, words: Record<string, string>, lang: string, scheme: string }} News */

const CHANNEL = 'nnviz-lecturer';
const ASKS = 500; // milliseconds
const KEPT = 'nnviz:clock';

const name = location.hash.slice(1);
const channel = new BroadcastChannel(CHANNEL);
let clock = kept();
/** @type {News | undefined} */
let news;

/** The clock as this window kept it, or one that begins now. */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '') ?? begun();
  } catch {
    return begun();
  }
}

function begun() {
  return { since: Date.now(), before: 0 };
}

/** @param {import('./lecture_clock.js').Clock} next */
function keep(next) {
  clock = next;
  sessionStorage.setItem(KEPT, JSON.stringify(clock));
  tick();
}

/** @param {string} place */
function at(place) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-shows="${place}"]`));
}

/**
 * @param {string} place
 * @param {string | undefined} text
 */
function say(place, text) {
  const found = at(place);
  if (found.textContent !== (text ?? '')) found.textContent = text ?? '';
}

function tick() {
  const passed = elapsed(clock, Date.now());
  const words = news?.words ?? {};
  say('elapsed', minutes(passed));
  say('left', leftOver(passed));
  label('[data-act=pause]', clock.since === null ? words.resume : words.pause);
  channel.postMessage({ to: name, kind: 'ask' });
}

/**
 * What is left of the time, or how much it is over.
 * @param {number} passed
 */
function leftOver(passed) {
  const left = remaining(passed, news?.shown.minutes ?? 0);
  const late = left !== null && left < 0;
  document.body.classList.toggle('late', late);
  if (!news || left === null) return '';
  return (late ? news.words.over : news.words.left).replace('{time}', minutes(Math.abs(left)));
}

/**
 * @param {string} place
 * @param {string | undefined} text
 */
function label(place, text) {
  const found = /** @type {HTMLElement} */ (document.querySelector(place));
  if (text && found.textContent !== text) found.textContent = text;
}

/** @param {News} told */
function show(told) {
  news = told;
  document.documentElement.lang = told.lang;
  document.documentElement.style.colorScheme = told.scheme;
  document.title = told.words.title;
  say('hint', told.words.hint);
  label('[data-act=again]', told.words.again);
  for (const key of ['backward', 'onward', 'black']) label(`[data-key=${key}]`, told.words[key]);
  moment(told.shown);
  after(told);
}

/** @param {Shown} shown */
function moment({ place, title, now }) {
  say('place', [place, title].filter(Boolean).join(' · '));
  say('question', now?.question);
  say('sentence', now?.sentence);
  say('answer', now?.answer);
  say('note', now?.note);
  choices(now?.choices ?? [], now?.right ?? 0);
}

/** @param {News} told */
function after({ shown: { next, end }, words }) {
  const said = next?.question || next?.sentence || end;
  say('next-title', said ? words.next : '');
  say('next', said);
}

/**
 * @param {string[]} list
 * @param {number} right
 */
function choices(list, right) {
  const place = at('choices');
  const said = JSON.stringify([list, right]);
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  place.replaceChildren(
    ...list.map((one, number) => html('li', { class: number + 1 === right ? 'right' : '' }, one)),
  );
}

/** @param {string} key that the page hears as if it had been pressed there */
function press(key) {
  channel.postMessage({ to: name, kind: 'key', key });
}

channel.addEventListener('message', ({ data }) => {
  if (data?.from === name) show(data);
});
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const pressed = event.target instanceof HTMLButtonElement && [' ', 'Enter'].includes(event.key);
  const key = pressed ? undefined : meaning(event.key, 'other', true);
  if (!key || key === 'timer' || key === 'leave') return;
  event.preventDefault();
  press(key);
});
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button?.dataset.key) press(button.dataset.key);
  if (button?.dataset.act === 'again') keep(begun());
  if (button?.dataset.act === 'pause') {
    const now = Date.now();
    const before = elapsed(clock, now);
    keep(clock.since === null ? { since: now, before } : { since: null, before });
  }
});
keep(clock);
setInterval(tick, ASKS);

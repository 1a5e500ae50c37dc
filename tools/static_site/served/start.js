// Starts Python in the visitor's browser, and shows how far it is above a first picture of the page.

import { watch } from './watching.js';

const told = JSON.parse(document.getElementById('told')?.textContent ?? '');
const site = new URL('.', document.baseURI);
const starting = /** @type {HTMLElement} */ (document.getElementById('starting'));

// What stlite says of its steps, what we call them, and the part of the way that is behind when they begin.
const STEPS = [
  ['Loading Pyodide', 'fetching', 0.02],
  ['Unpacking archives', 'unpacking', 0.25],
  ['Installing packages', 'installing', 0.3],
  ['Loading streamlit', 'importing', 0.5],
  ['Booting up', 'serving', 0.65],
];
const DRAWING = 0.7; // the part that is behind when the page begins to be computed
const STANDS =
  '#root [data-nnviz=stage], #root [data-testid=stHeading] h1, #root [data-testid=stException]';

/** The visitor's language: the link's, else the browser's. */
function language() {
  const asked = new URLSearchParams(location.search).get('lang') ?? '';
  if (asked in told.words) return asked;
  return navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

const spoken = language();
const words = told.words[spoken];

/** The page of this address, without the slash that a web server puts behind the name of a folder. */
function page() {
  const name = location.pathname.slice(site.pathname.length).replace(/(\/|\/?index\.html)$/, '');
  document.querySelector('base')?.setAttribute('href', site.href); // also when the address has another depth
  if (`${site.pathname}${name}` !== location.pathname)
    {history.replaceState(history.state, '', site.pathname + name + location.search + location.hash);}
  return name;
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} inside
 */
function element(tag, attributes, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

/** Whether the address asks for nothing but the page as it begins. */
function isPlain() {
  return [...new URLSearchParams(location.search).keys()].every((name) => name === 'lang');
}

/** @param {string} name */
function firstPicture(name) {
  if (!name || !isPlain() || !told.slugs.includes(name)) return [];
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const src = `first/first.html?${name}.${spoken}.${theme}`;
  return [element('iframe', { src, title: words.meanwhile, class: 'first' })];
}

const bar = /** @type {HTMLProgressElement} */ (element('progress', { max: '1', value: '0' }));
const step = element('span', { class: 'step' });

/**
 * @param {string} name
 * @param {number} share
 */
function reach(name, share) {
  bar.value = share;
  step.textContent = words[`step.${name}`];
  starting.dataset.step = name;
}

function show() {
  document.documentElement.lang = spoken;
  const onWindows = /Windows.*Chrome\//.test(navigator.userAgent);
  const kept = Boolean(navigator.serviceWorker?.controller);
  const lines = [words.meanwhile, kept ? '' : words.first, onWindows ? words.windows : ''].filter(Boolean);
  const said = element('p', { class: 'words' }, element('b', {}, words.starts), ' · ', step);
  const notes = element('p', { class: 'notes' }, lines.join(' '));
  starting.replaceChildren(...firstPicture(page()), element('div', { class: 'way' }, said, bar, notes));
  reach(...first());
}

/** @returns {[string, number]} */
function first() {
  return [String(STEPS[0][1]), Number(STEPS[0][2])];
}

/** @param {unknown} why */
function fail(why) {
  const said = words.failed.replace('{why}', why instanceof Error ? why.message : String(why));
  starting.dataset.step = 'failed';
  starting.querySelector('.way')?.replaceChildren(element('p', { class: 'words', role: 'alert' }, said));
}

/** The first picture goes when the page itself stands. */
function uncover() {
  const observer = new MutationObserver(() => {
    if (!document.querySelector(STANDS)) return;
    observer.disconnect();
    document.getElementById('nnviz-skeleton')?.remove();
    starting.remove();
    document.documentElement.dataset.python = 'runs';
  });
  observer.observe(document.getElementById('root') ?? document.body, { childList: true, subtree: true });
}

async function start() {
  // @ts-expect-error: it lies there when the folder has been made
  const { mount } = await import('./stlite/stlite.js');
  const app = mount(
    {
      entrypoint: 'pages/start.py',
      archives: [{ url: new URL('app.zip', site).href, format: 'zip' }],
      prebuiltPackageNames: told.packages,
      pyodideUrl: new URL('pyodide/python.mjs', site).href,
      wheelUrls: false, // they are among the packages
      disableProgressToasts: true,
      disableErrorToasts: true,
      disableModuleAutoLoadToasts: true,
    },
    document.getElementById('root'),
  );
  const kernel = app._kernel;
  kernel.basePath = site.pathname.replace(/^\/+|\/+$/g, '');
  kernel.addEventListener('loadProgress', (/** @type {CustomEvent} */ { detail }) => {
    const known = STEPS.find(([said]) => detail.startsWith(said));
    if (known) reach(String(known[1]), Number(known[2]));
  });
  kernel.addEventListener('loadError', (/** @type {CustomEvent} */ { detail }) => fail(detail));
  kernel.addEventListener('loadFinished', () => {
    reach('drawing', DRAWING);
    watch(kernel, words);
  });
}

show();
uncover();
navigator.serviceWorker?.register(new URL('service_worker.js', site)).catch(() => undefined);
start().catch(fail);

// The style sheets of all pictures, and of presenting, each fetched once.

const SHEETS = ['player.css', 'explanations.css', 'presented.css'];

/** @type {Map<string, Promise<unknown>>} */
const coming = new Map();
/** @type {Set<string>} */
const here = new Set();

/** @param {string} name */
function add(name) {
  return new Promise((resolve) => {
    const href = new URL(`assets/${name}`, document.baseURI).href;
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    const done = () => resolve(here.add(name));
    link.addEventListener('load', done);
    link.addEventListener('error', done);
    document.head.append(link);
  });
}

/**
 * Adds style sheets, those of pictures unless others are named; the promise is fulfilled when they have come, or
 * have failed to.
 * @param {string[]} names
 */
export function addStyle(...names) {
  const wanted = names.length ? names : SHEETS;
  for (const name of wanted) if (!coming.has(name)) coming.set(name, add(name));
  return Promise.all(wanted.map((name) => coming.get(name)));
}

/** The page has all styles in itself: none is fetched. */
export function haveStyle() {
  for (const name of SHEETS) {
    coming.set(name, Promise.resolve());
    here.add(name);
  }
}

/**
 * Whether the style sheets of pictures have come, or have failed to. Before, nothing that is measured holds: a box
 * may grow with what is in it, and that with the box.
 */
export function hasStyle() {
  return SHEETS.every((name) => here.has(name));
}

/** The scheme of colours that the app has, for what stands outside of it. */
export function colourScheme() {
  return getComputedStyle(document.querySelector('[data-testid=stApp]') ?? document.body).colorScheme;
}

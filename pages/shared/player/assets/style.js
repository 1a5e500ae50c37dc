// The style sheets of all pictures, and of presenting, each fetched once.

const SHEETS = ['player.css', 'explanations.css', 'presented.css'];

/** @type {Map<string, Promise<unknown>>} */
const coming = new Map();

/** @param {string} name */
function add(name) {
  return new Promise((resolve) => {
    const href = new URL(`assets/${name}`, document.baseURI).href;
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    link.addEventListener('load', resolve);
    link.addEventListener('error', resolve);
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

/** The scheme of colours that the app has, for what stands outside of it. */
export function colourScheme() {
  return getComputedStyle(document.querySelector('[data-testid=stApp]') ?? document.body).colorScheme;
}

// The style sheets of all pictures, fetched once.

const SHEETS = ['player.css', 'explanations.css'];

/** @type {Promise<unknown> | undefined} */
let coming;

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

/** Adds the style sheets; the promise is fulfilled when they have come, or have failed to. */
export function addStyle() {
  coming ??= Promise.all(SHEETS.map(add));
  return coming;
}

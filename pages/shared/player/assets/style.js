// The style sheet of all pictures, fetched once.

/** @type {Promise<unknown> | undefined} */
let coming;

/** Adds the style sheet; the promise is fulfilled when it has come, or has failed to. */
export function addStyle() {
  coming ??= new Promise((resolve) => {
    const href = new URL('assets/player.css', document.baseURI).href;
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    link.addEventListener('load', resolve);
    link.addEventListener('error', resolve);
    document.head.append(link);
  });
  return coming;
}

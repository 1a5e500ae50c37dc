// The style sheet of all pictures, fetched once; it has come when the promise is kept.

let coming;

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

// plotly.js, fetched once and started when there is time for it.

/** @import { Plotly } from './plotly_types' */

/** @type {Promise<Plotly> | undefined} */
let library;

/**
 * Plotly keeps the page busy for a while when it starts: what can be drawn without it is drawn first.
 * @returns {Promise<void>}
 */
export function nextPicture() {
  return new Promise((seen) => {
    requestAnimationFrame(() => setTimeout(seen));
  });
}

/** @returns {Promise<Plotly>} */
export function plotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('vendor/plotly.min.js', document.baseURI).href;
    script.onload = () => resolve(/** @type {any} */ (window).Plotly);
    script.onerror = () => reject(new Error('plotly.min.js could not be loaded'));
    document.head.append(script);
  });
  return library;
}

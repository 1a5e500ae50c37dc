// plotly.js, fetched once and started when there is time for it.

let library;

// Plotly keeps the page busy for a while when it starts: what can be drawn without it is drawn first.
export const nextPicture = () => new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));

export function plotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('vendor/plotly.min.js', document.baseURI);
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error('plotly.min.js could not be loaded'));
    document.head.append(script);
  });
  return library;
}

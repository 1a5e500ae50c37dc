// The bar on top in a window that is narrower than the bar: it slides sideways, and the page one is on is in reach.

const BAR = '.st-key-topbar';

let here = ''; // the path of the page
const observer = new ResizeObserver(() => slide());

/**
 * Slides the bar to the name of a page as soon as the names stand, so that its neighbours are seen beside it.
 * @param {string} path
 */
export function slideToPage(path) {
  here = new URL(path || '.', document.baseURI).pathname;
  observer.disconnect();
  for (const one of document.querySelectorAll(`${BAR}, ${BAR}-pages`)) observer.observe(one);
}

function slide() {
  const bar = document.querySelector(BAR);
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(`${BAR} a[href]`);
  // The link to the start page is empty but for its language, so that on any page it leads there, and is the first.
  const link = Array.from(links)
    .reverse()
    .find((one) => new URL(one.href).pathname === here);
  if (!link || !bar || bar.scrollWidth <= bar.clientWidth) return;
  const [name, room] = [link.getBoundingClientRect(), bar.getBoundingClientRect()];
  bar.scrollLeft += (name.left + name.right - room.left - room.right) / 2;
}

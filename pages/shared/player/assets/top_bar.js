// The bar on top in a window that has no room for all of it: it says less, then in smaller letters, and where even that
// is too long it slides sideways, to the page one is on.

const BAR = '.st-key-topbar';
const PARTS = ['', '-pages', '-view', '-tools'].map((part) => `${BAR}${part}`).join();
const ROOMS = ['roomy', 'plain', 'slim']; // how a bar may be; without a word of them it is as tight as can be

let here = ''; // the path of the page
const sizes = new ResizeObserver(() => fit());
const parts = new MutationObserver(() => watch());

/**
 * Fits the bar into the window, and slides it to the name of a page as soon as the names stand, so that its neighbours
 * are seen beside it.
 * @param {string} path
 */
export function slideToPage(path) {
  here = new URL(path || '.', document.baseURI).pathname;
  sizes.disconnect();
  watch();
}

/** Parts come later than the bar, and others with another page. */
function watch() {
  const bar = document.querySelector(BAR);
  if (bar) parts.observe(bar, { childList: true, subtree: true });
  for (const one of document.querySelectorAll(PARTS)) sizes.observe(one);
}

function fit() {
  const bar = document.querySelector(BAR);
  if (!bar?.clientWidth) return;
  const { dataset } = document.documentElement;
  for (const room of ROOMS) {
    dataset.bar = room;
    if (bar.scrollWidth <= bar.clientWidth) return;
  }
  delete dataset.bar;
  slide(bar);
}

/** @param {Element} bar */
function slide(bar) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(`${BAR} a[href]`);
  // The link to the start page is empty but for its language, so that on any page it leads there, and is the first.
  const link = Array.from(links)
    .reverse()
    .find((one) => new URL(one.href).pathname === here);
  if (!link || bar.scrollWidth <= bar.clientWidth) return;
  const [name, room] = [link.getBoundingClientRect(), bar.getBoundingClientRect()];
  bar.scrollLeft += (name.left + name.right - room.left - room.right) / 2;
}

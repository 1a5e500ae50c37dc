// The moments that a visitor kept for a lecture, as long as this tab is open: links beside the start page.

const KEPT = 'nnviz:moments';
const MOST = 40;
const FRAME = ['lang', 'present', 'embed', 'embed_options', 'lecture', 'moment'];

/**
 * The link to a page and its settings, without what is the frame's.
 * @param {string} href
 * @param {string} base
 */
export function linkOf(href, base) {
  const found = new URL(href);
  for (const name of FRAME) found.searchParams.delete(name);
  const path = found.pathname.slice(new URL('.', base).pathname.length);
  return `${path}${found.search}`;
}

/** @returns {string[]} */
export function keptMoments() {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/**
 * Keeps one more, once; how many there are then.
 * @param {string} link
 */
export function keepMoment(link) {
  const all = [...keptMoments().filter((one) => one !== link), link].slice(-MOST);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(all));
  } catch {
    return 0; // a browser that keeps nothing
  }
  return all.length;
}

export function forgetMoments() {
  sessionStorage.removeItem(KEPT);
}

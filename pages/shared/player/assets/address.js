// The address of the page, which nobody else writes. What the visitor changes can be taken back with the
// browser's Back: each change is an entry of its own, changes that follow each other at once are one.

const DIGITS = 6; // decimals of a moment: an epoch has at most so many batches
const REST = 1000; // milliseconds without a change after which the next one is an entry of its own

/** @type {{ path: string, settings: Record<string, string | null>, entry: boolean } | null} */
let waiting = null;
let changed = -Infinity; // when the address was changed last

/** @type {(settings: Record<string, string | null>) => [string, string | null][]} */
function news(settings) {
  const { searchParams } = new URL(location.href);
  return Object.entries(settings).filter(([name, value]) => searchParams.get(name) !== value);
}

function write() {
  const written = waiting;
  waiting = null;
  if (!written || written.path !== location.pathname) return; // the page was left meanwhile
  const differ = news(written.settings);
  if (!differ.length) return;
  const address = new URL(location.href);
  for (const [name, value] of differ) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  const now = performance.now();
  const apart = now - changed > REST;
  if (written.entry) changed = now;
  if (written.entry && apart) history.pushState(history.state, '', address);
  else history.replaceState(history.state, '', address);
}

/**
 * Settings are written when the picture has been seen, once for all that came meanwhile: the browser lays out
 * the page for it. One that is null is taken out.
 * @param {Record<string, string | null>} settings
 * @param {boolean} entry whether the change is one that Back takes back
 */
export function keep(settings, entry = false) {
  const before = waiting?.path === location.pathname ? waiting : null;
  waiting = {
    path: location.pathname,
    settings: { ...before?.settings, ...settings },
    entry: entry || Boolean(before?.entry),
  };
  if (!before) requestAnimationFrame(() => setTimeout(write));
}

/**
 * The moment that is shown belongs to the link; nothing is sent for it.
 * @param {string} name
 * @param {number} place the step of a timeline that is known as a whole, or a field of a growing one
 */
export function keepPlace(name, place) {
  keep({ [name]: place ? String(Number(place.toFixed(DIGITS))) : null });
}

/** Writes at once what waits, and returns the query that the page stands at. */
export function settled() {
  write();
  return location.search;
}

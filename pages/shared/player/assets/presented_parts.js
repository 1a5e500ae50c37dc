// What is left of a page while one presents: the player, and the bar on top of a page inside another one.  All that
// they stand in is marked once, when they come, so that no style sheet has to ask what is inside an element: the
// browser would look for that at every change of a picture.

const MARK = 'data-nnviz-holds';
const MAIN = '[data-testid=stMainBlockContainer]';
const STAGED = 'staged'; // a class of the document while a player is on the page

/** @type {Set<HTMLElement>} */
const parts = new Set();

/**
 * Marks what an element stands in.
 * @param {HTMLElement} part
 * @returns {() => void} takes it back, when the element goes
 */
export function hold(part) {
  parts.add(part);
  mark();
  return () => {
    parts.delete(part);
    mark();
  };
}

/** Parts that go and parts that come may stand in the same, so all of it is marked anew. */
function mark() {
  for (const one of document.querySelectorAll(`[${MARK}]`)) one.removeAttribute(MARK);
  for (const part of parts) {
    for (let at = part.parentElement; at && !at.matches(MAIN); at = at.parentElement) {
      at.setAttribute(MARK, '');
    }
  }
  const players = Array.from(parts).filter((part) => part.dataset.nnviz === 'player');
  document.documentElement.classList.toggle(STAGED, players.length > 0);
}

// The lifeline: lets the whole page run once more.  A session that is gone has no fragment to ask any more.

/** @type {(() => void) | undefined} */
let pull;

/** @param {() => void} way how the page is told to run */
export function hold(way) {
  pull = way;
}

/** Whether Streamlit's own socket is there; a trigger without it would be an error in the console. */
export function connected() {
  /** @type {HTMLElement | null} */
  const app = document.querySelector('[data-testid=stApp]');
  const state = app?.dataset.testConnectionState;
  return state === undefined || state === 'CONNECTED';
}

/** Whether the page has been told to run. */
export function wake() {
  if (!pull || !connected()) return false;
  pull();
  return true;
}

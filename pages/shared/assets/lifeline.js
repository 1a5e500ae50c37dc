// The lifeline: lets the whole page run once more.  A session that is gone has no fragment to ask any more.

let pull;

export function hold(way) { pull = way; }

// Whether Streamlit's own socket is there; a trigger without it would be an error in the console.
export function connected() {
  const state = document.querySelector('[data-testid=stApp]')?.dataset.testConnectionState;
  return state === undefined || state === 'CONNECTED';
}

// Whether the page has been told to run.
export function wake() {
  if (!pull || !connected()) return false;
  pull();
  return true;
}

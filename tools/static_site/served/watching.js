// Says so when Python in this browser does not answer any more, which the page itself cannot see.

const EVERY = 10_000; // milliseconds between two questions
const PATIENCE = 45_000; // milliseconds that an answer may take: one thread computes everything

/**
 * @param {{ sendHttpRequest: (request: object) => Promise<unknown>, _worker?: EventTarget }} kernel
 * @param {Record<string, string>} words
 */
export function watch(kernel, words) {
  const request = { method: 'GET', path: '/_stcore/health', headers: {}, body: '' };
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let asking = undefined;
  const stopped = () => {
    clearInterval(asking);
    say(words);
  };
  let heard = performance.now();
  let asked = heard;
  asking = setInterval(() => {
    const now = performance.now();
    const slept = now - asked > 3 * EVERY; // a tab in the background, or a lid that was closed
    asked = now;
    if (slept) heard = now;
    if (now - heard > PATIENCE) stopped();
    else
      {kernel.sendHttpRequest(request).then(
        () => {
          heard = performance.now();
        },
        () => undefined,
      );}
  }, EVERY);
  kernel._worker?.addEventListener('error', stopped);
}

/** @param {Record<string, string>} words */
function say(words) {
  if (document.getElementById('stopped')) return;
  const again = Object.assign(document.createElement('button'), { textContent: words.reload });
  again.addEventListener('click', () => location.reload());
  const box = Object.assign(document.createElement('div'), { id: 'stopped' });
  box.setAttribute('role', 'alert');
  box.append(`${words.stopped} `, again);
  document.body.append(box);
}

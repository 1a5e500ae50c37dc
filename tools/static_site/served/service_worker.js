// Keeps the site for later, so that it opens without a network and does not travel again. All files of one build
// belong together: another build is another store, and the old one goes when the new one stands whole.

const NAME = `nnviz-${'VERSION'}`;
const FILES = ['FILES'];
const worker = /** @type {any} */ (self); // a worker's types and a page's exclude each other
const AT_ONCE = 6; // files under way

async function keep() {
  const store = await caches.open(NAME);
  const waiting = [...FILES];
  const one = async () => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const request = new Request(new URL(file, worker.registration.scope), { cache: 'no-cache' });
      await store.put(request.url, await sound(request));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** @param {Request} request */
async function sound(request) {
  const fetched = await fetch(request);
  if (!fetched.ok) throw new Error(`${request.url}: ${fetched.status}`);
  return fetched;
}

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith('nnviz-') && name !== NAME) await caches.delete(name);
  }
  await worker.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const store = await caches.open(NAME);
  const { href, search } = new URL(request.url);
  const name = href.split(/[?#]/)[0].slice(worker.registration.scope.length);
  if (request.mode === 'navigate' && FILES.includes(`${name}/index.html`)) {
    return Response.redirect(`${worker.registration.scope}${name}/${search}`); // as every web server does
  }
  const file = name === '' || name.endsWith('/') ? `${name}index.html` : name;
  return (await store.match(new URL(file, worker.registration.scope).href)) ?? fetch(request);
}

worker.addEventListener('install', (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(keep());
});
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(forgetOthers()));
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(worker.registration.scope)) {
    event.respondWith(answer(request));
  }
});

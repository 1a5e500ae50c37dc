import assert from 'node:assert/strict';
import test from 'node:test';

/** @type {string[]} */
let written = [];
/** @type {(() => void)[]} */
let pictures = [];
let now = 0; // milliseconds
let visits = 0;

/**
 * An address and a history of our own, and the module as it is when a page has just been opened.
 * @param {string} href
 * @returns {Promise<typeof import('../../pages/shared/player/assets/address.js')>}
 */
async function browseTo(href) {
  const location = new URL(href);
  /** @type {(kind: string) => (state: unknown, title: string, address: URL) => void} */
  const noting = (kind) => (state, _, address) => {
    assert.equal(state, 'kept');
    written.push(`${kind} ${address.href}`);
    location.href = address.href;
  };
  const history = { state: 'kept', replaceState: noting('over'), pushState: noting('entry') };
  written = [];
  pictures = [];
  now = 0;
  const performance = { now: () => now };
  const requestAnimationFrame = (/** @type {() => void} */ seen) => pictures.push(seen);
  for (const [name, value] of Object.entries({ location, history, performance, requestAnimationFrame })) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  visits += 1;
  return import(`../../pages/shared/player/assets/address.js?visit=${visits}`);
}

async function nextPicture() {
  for (const seen of pictures.splice(0)) seen();
  await new Promise((done) => setTimeout(done));
}

test('settings that come before the next picture are written at once, the last of each', async () => {
  const address = await browseTo('http://host/train?lang=ja');
  address.keep({ rate: '0.1', seed: '3' });
  address.keep({ rate: '0.2' });
  assert.deepEqual(written, []);
  assert.equal(pictures.length, 1);
  await nextPicture();
  assert.deepEqual(written, ['over http://host/train?lang=ja&rate=0.2&seed=3']);
  assert.equal(address.settled(), '?lang=ja&rate=0.2&seed=3');
});

test('what is null is taken out, what is empty stays, and nothing is written where nothing changes', async () => {
  const address = await browseTo('http://host/train?rate=0.2&seed=3');
  address.keep({ rate: null, batch: null, hidden: '' });
  await nextPicture();
  address.keep({ seed: '3', hidden: '' });
  await nextPicture();
  assert.deepEqual(written, ['over http://host/train?seed=3&hidden=']);
});

test('a change is an entry of the history, changes that follow each other at once are one', async () => {
  const address = await browseTo('http://host/neuron');
  for (const [time, w] of /** @type {[number, string][]} */ ([
    [100, '1'],
    [400, '2'],
    [900, '3'],
    [2500, '4'],
  ])) {
    now = time;
    address.keep({ w }, true);
    await nextPicture();
  }
  assert.deepEqual(written, [
    'entry http://host/neuron?w=1',
    'over http://host/neuron?w=2',
    'over http://host/neuron?w=3',
    'entry http://host/neuron?w=4',
  ]);
});

test('the step and what a link comes to are no entries', async () => {
  const address = await browseTo('http://host/neuron?w=99');
  address.keep({ w: '10' });
  await nextPicture();
  address.keep({ step: '2' });
  await nextPicture();
  assert.deepEqual(written, ['over http://host/neuron?w=10', 'over http://host/neuron?w=10&step=2']);
});

test('the address of another page is left alone', async () => {
  const address = await browseTo('http://host/train');
  address.keep({ seed: '3' });
  globalThis.location.href = 'http://host/neuron';
  await nextPicture();
  assert.deepEqual(written, []);
  address.keep({ w: '1' });
  await nextPicture();
  assert.deepEqual(written, ['over http://host/neuron?w=1']);
});

test('what an address means is kept: commas, spaces and signs of other scripts come back', async () => {
  const address = await browseTo('http://host/product');
  address.keep({ a: '1,2; 3,4', words: 'é 漢字&=' });
  await nextPicture();
  const query = new URL(written[0].split(' ')[1]).searchParams;
  assert.deepEqual([query.get('a'), query.get('words')], ['1,2; 3,4', 'é 漢字&=']);
});

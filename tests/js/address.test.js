import assert from 'node:assert/strict';
import test from 'node:test';

import { Address } from '../../pages/shared/assets/address.js';

/** @type {string[]} */
let written = [];
/** @type {(() => void)[]} */
let pictures = [];

/** @param {string} href */
function browseTo(href) {
  const location = new URL(href);
  const history = {
    state: 'kept',
    replaceState(/** @type {unknown} */ state, /** @type {string} */ _, /** @type {URL} */ address) {
      assert.equal(state, 'kept');
      written.push(address.href);
      location.href = address.href;
    },
  };
  written = [];
  pictures = [];
  const requestAnimationFrame = (/** @type {() => void} */ seen) => pictures.push(seen);
  Object.assign(globalThis, { location, history, requestAnimationFrame });
}

async function nextPicture() {
  for (const seen of pictures.splice(0)) seen();
  await new Promise((done) => setTimeout(done));
}

test('settings that come before the next picture are written at once, the last of each', async () => {
  browseTo('http://host/train?lang=ja');
  const address = new Address(() => false);
  address.keep({ rate: '0.1', seed: '3' });
  address.keep({ rate: '0.2' });
  assert.deepEqual(written, []);
  assert.equal(pictures.length, 1);
  await nextPicture();
  assert.deepEqual(written, ['http://host/train?lang=ja&rate=0.2&seed=3']);
  assert.equal(address.known, '?lang=ja&rate=0.2&seed=3');
});

test('an empty setting is taken out, and nothing is written where nothing changes', async () => {
  browseTo('http://host/train?rate=0.2&seed=3');
  const address = new Address(() => false);
  address.keep({ rate: '', hidden: '' });
  await nextPicture();
  address.keep({ seed: '3' });
  await nextPicture();
  assert.deepEqual(written, ['http://host/train?seed=3']);
});

test('the address of another page is left alone', async () => {
  browseTo('http://host/train');
  let left = false;
  const address = new Address(() => left);
  address.keep({ seed: '3' });
  left = true;
  await nextPicture();
  assert.deepEqual(written, []);
  left = false;
  address.keep({ rate: '1' });
  await nextPicture();
  assert.deepEqual(written, ['http://host/train?rate=1']);
});

test('what an address means is kept: commas, spaces and signs of other scripts come back', async () => {
  browseTo('http://host/product');
  new Address(() => false).keep({ a: '1,2; 3,4', words: 'é 漢字&=' });
  await nextPicture();
  const query = new URL(written[0]).searchParams;
  assert.deepEqual([query.get('a'), query.get('words')], ['1,2; 3,4', 'é 漢字&=']);
});

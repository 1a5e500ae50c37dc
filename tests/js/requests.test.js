import assert from 'node:assert/strict';
import test from 'node:test';

import { Requests } from '../../pages/shared/player/assets/requests.js';

/** @import { Carrier } from '../../pages/shared/player/assets/connection.js' */
/** @import { Request } from '../../pages/shared/player/assets/protocol_types' */

const PAGE = { hidden: false, querySelector: () => null };
Object.defineProperty(globalThis, 'document', { value: PAGE, configurable: true });

/** @param {Carrier} carrier */
function opened(carrier) {
  /** @type {Request[]} */
  const sent = [];
  const asker = {
    quiet: false,
    told: 0,
    root: /** @type {HTMLElement} */ ({ dataset: {} }),
    wish: () => ({ sequence: 3, known: 7, shown: 4, run: 'run', spec: 'spec', speed: '', period: 0 }),
    heard() {},
    goOn: () => void (asker.told += 1),
    silent: () => asker.quiet,
    follows: () => false,
  };
  const requests = new Requests(asker);
  Object.defineProperty(requests.connection, 'carrier', { value: carrier });
  requests.connection.ask = (request) => Boolean(sent.push(request));
  requests.connection.trigger = (request) => void sent.push(request);
  return { requests, asker, sent };
}

/** @param {Request[]} sent */
const wants = (sent) => sent.map(({ want, touched }) => [want, ...touched.flat()]);

test('a request says what is wanted and what the server has to know', () => {
  const { requests, sent } = opened('socket');
  assert.equal(requests.ask('more', 2), true);
  const [{ at, ...request }] = sent;
  assert.deepEqual(request, {
    ...{ want: 'more', count: 2, touched: [], sequence: 3, known: 7, shown: 4 },
    ...{ run: 'run', spec: 'spec', speed: '', period: 0 },
  });
  assert.ok(at > 0);
});

test('one request is under way at a time', () => {
  const { requests, sent } = opened('socket');
  requests.ask('more', 2);
  assert.equal(requests.ask('step', 1), false);
  requests.asked = null;
  assert.equal(requests.ask('step', 1), true);
  assert.deepEqual(wants(sent), [['more'], ['step']]);
});

test('what is touched while an answer is under way is sent together, the last value of each', () => {
  const { requests, sent } = opened('socket');
  requests.touch('w', 1);
  for (const [id, value] of /** @type {[string, number | null][]} */ ([
    ['w', 2],
    ['b', 5],
    ['w', 3],
    ['add', null],
  ])) {
    requests.touch(id, value);
  }
  assert.deepEqual(wants(sent), [['touch', 'w', 1]]);
  requests.asked = null;
  requests.send();
  assert.deepEqual(wants(sent).at(-1), ['touch', 'b', 5, 'w', 3, 'add', null]);
  requests.asked = null;
  requests.send();
  assert.equal(sent.length, 2);
  requests.stop();
});

test('touches of a request whose socket was lost are told again, unless there is a newer value', () => {
  const { requests, asker, sent } = opened('socket');
  requests.touch('w', 1);
  requests.touched.set('b', 2);
  requests.again();
  assert.deepEqual(wants(sent), [
    ['touch', 'w', 1],
    ['touch', 'w', 1, 'b', 2],
  ]);
  requests.touched.set('w', 9);
  requests.again();
  assert.deepEqual(wants(sent).at(-1), ['touch', 'b', 2, 'w', 9]);
  assert.equal(asker.told, 2);
  requests.stop();
});

test('nothing is asked on the way to another page, nor by a page that nobody sees', () => {
  const { requests, asker, sent } = opened('socket');
  asker.quiet = true;
  requests.touch('w', 1);
  asker.quiet = false;
  PAGE.hidden = true;
  requests.send();
  assert.deepEqual(sent, []);
  PAGE.hidden = false;
  requests.send();
  assert.deepEqual(wants(sent), [['touch', 'w', 1]]);
  requests.stop();
});

test('an unanswered trigger is given up after a while, soon where there is a stream; a socket is not', () => {
  for (const [carrier, token, after, waits] of /** @type {[Carrier, string, number, boolean][]} */ ([
    ['trigger', 'token', 5000, false],
    ['trigger', '', 5000, true],
    ['trigger', '', 61_000, false],
    ['socket', 'token', 61_000, true],
  ])) {
    const { requests } = opened(carrier);
    requests.connection.token = token;
    requests.ask('more', 2);
    assert.equal(requests.waits(performance.now() + after), waits);
    assert.equal(requests.asked === null, !waits);
  }
});

test('another session is told where the page stands before anything else', () => {
  const { requests, sent } = opened('trigger');
  requests.goBackTo('?seed=3');
  requests.touch('w', 1);
  assert.deepEqual(
    sent.map(({ want, address }) => [want, address]),
    [['nothing', '?seed=3']],
  );
});

test('the time of a frame is measured for those that were asked for over the same carrier', () => {
  const { requests } = opened('socket');
  assert.equal(requests.each('socket', 2), undefined);
  requests.ask('more', 2);
  if (requests.asked) requests.asked.at -= 100;
  assert.equal(requests.each('trigger', 2), undefined);
  assert.ok(Math.abs(Number(requests.each('socket', 2)) - 50) < 20);
});

test('touches that are told again come before those that came later', () => {
  const { requests, sent } = opened('socket');
  requests.touch('ground1', 1);
  requests.touch('ground2', 2);
  requests.touch('w', 3);
  requests.again();
  assert.deepEqual(wants(sent), [
    ['touch', 'ground1', 1],
    ['touch', 'ground1', 1, 'ground2', 2, 'w', 3],
  ]);
});

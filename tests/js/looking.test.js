import assert from 'node:assert/strict';
import test from 'node:test';

import { Looking } from '../../pages/shared/player/assets/looking.js';

const LATER = { at: null, values: {}, open: ['compared'], whole: false };

/** A player that writes down what it asks for, and a look whose panel is `seen` or not. */
function opened(seen = true) {
  /** @type {string[]} */
  const asked = [];
  const ask = (/** @type {string} */ want) => asked.push(want);
  const player = /** @type {any} */ ({ moment: () => 3, playback: { shown: {} }, ask });
  const mounted = [{ panel: { id: 'compared' }, view: {} }];
  const tables = { renewed: 0, renew: () => (tables.renewed += 1) };
  const panels = /** @type {any} */ ({ mounted, tables, visibility: { sees: () => seen } });
  return { asked, player, panels, looking: new Looking(panels) };
}

test('what belongs to all moments is asked for once the hand rests', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { asked, player, looking } = opened();
  looking.take(LATER);
  looking.goOn(player, false);
  context.mock.timers.tick(200);
  looking.goOn(player, false); // another answer to the hand
  context.mock.timers.tick(200);
  assert.deepEqual(asked, []);
  context.mock.timers.tick(200);
  assert.deepEqual(asked, ['look']);
});

test('it is asked for neither while it plays nor when all of it is there', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { asked, player, looking } = opened();
  looking.take(LATER);
  looking.goOn(player, false);
  looking.goOn(player, true);
  context.mock.timers.tick(1000);
  looking.take({ ...LATER, whole: true });
  looking.goOn(player, false);
  context.mock.timers.tick(1000);
  assert.deepEqual(asked, []);
});

test('what belongs to a moment is asked for at once where another is shown', () => {
  const { asked, player, looking } = opened();
  looking.take({ ...LATER, at: 3, whole: true });
  looking.goOn(player, false);
  assert.deepEqual(asked, []);
  looking.take({ ...LATER, at: 2, whole: true });
  looking.goOn(player, false);
  assert.deepEqual(asked, ['look']);
});

test('nothing is asked for what is closed or out of view, until it comes into view', () => {
  const { asked, player, panels, looking } = opened(false);
  looking.take({ ...LATER, at: 2, whole: true });
  looking.goOn(player, false);
  assert.deepEqual(asked, []);
  panels.visibility.sees = () => true;
  looking.take({ ...LATER, at: 2, whole: true, open: [] });
  panels.came();
  assert.deepEqual(asked, []);
  looking.take({ ...LATER, at: 2, whole: true });
  panels.came();
  assert.deepEqual(asked, ['look']);
});

test('of the panels that wait for a look those are shown that are open', () => {
  const { panels, looking } = opened();
  const boxes = ['slope', 'other'].map((id) => {
    const box = { hidden: true, dataset: { looked: '' } };
    panels.mounted.push({ panel: { id, kind: 'scene', look: true }, view: {}, host: { closest: () => box } });
    return box;
  });
  const seen = () => boxes.map(({ hidden, dataset }) => (hidden ? '' : dataset.looked));
  Object.assign(globalThis, { document: { activeElement: null } });
  looking.take({ ...LATER, at: 2, open: ['other'] });
  assert.deepEqual(seen(), ['', '2']);
  assert.equal(panels.tables.renewed, 1);
  looking.take({ ...LATER, at: 2, open: ['slope'] });
  assert.deepEqual(seen(), ['2', '']);
});

import assert from 'node:assert/strict';
import test from 'node:test';

import { drawnAxis, fitted, place } from '../../pages/shared/player/assets/axes.js';
import { ticks, toldTicks } from '../../pages/shared/player/assets/axis_ticks.js';

/** @import { AxisLayout } from '../../pages/shared/player/assets/plotly_types' */

test('the horizontal axis ends at a round number, and not before 20 steps', () => {
  assert.deepEqual(fitted('xaxis', [0, 7], 'linear', null), [0, 20]);
  assert.deepEqual(fitted('xaxis', [0, 110], 'linear', null), [0, 120]);
  assert.deepEqual(fitted('xaxis', [0, 1000], 'linear', null), [0, 1000]);
});

test('an axis that still shows everything stays as it is', () => {
  assert.equal(fitted('xaxis', [0, 99], 'linear', [0, 100]), null);
  assert.equal(fitted('yaxis', [0.1, 3], 'linear', [0, 3.1]), null);
  assert.equal(fitted('yaxis', [0.1, 10], 'log', [-1, 1]), null);
});

test('an axis grows by more than is needed, so that it seldom changes', () => {
  assert.deepEqual(fitted('xaxis', [0, 100.1], 'linear', [0, 100]), [0, 120]);
  assert.deepEqual(fitted('yaxis', [4], 'linear', [0, 3]), [0, 5.2]);
  assert.deepEqual(fitted('yaxis', [100], 'log', [0, 1]), [0, 2.3]);
});

test('what is no number, and on a logarithmic axis what has no logarithm, is not shown', () => {
  assert.equal(fitted('yaxis', [], 'linear', null), null);
  assert.equal(fitted('yaxis', [NaN, Infinity], 'linear', null), null);
  assert.equal(fitted('yaxis', [0, -1], 'log', null), null);
  assert.deepEqual(fitted('yaxis', [0, 10, NaN], 'log', null), [0.9, 1.1]);
  assert.deepEqual(fitted('yaxis', [-5], 'linear', null), [0, 1]);
});

test('a place is a share of the length, from the top on a vertical axis', () => {
  const across = { length: 200, range: [0, 10], type: /** @type {const} */ ('linear'), vertical: false };
  assert.equal(place(across, 5), 100);
  assert.equal(place({ ...across, vertical: true }, 2.5), 150);
  assert.equal(place({ ...across, range: [0, 2], type: 'log' }, 10), 100);
  assert.equal(place({ ...across, range: [0, 2], type: 'log' }, 0), -19 * 200);
  assert.equal(place({ ...across, range: [10, 0] }, 2.5), 150);
});

test("Plotly's axis in our own words has numbers for its range", () => {
  const drawn = {
    _offset: 40,
    _length: 300,
    range: ['0', 5],
    type: /** @type {const} */ ('linear'),
    autorange: true,
  };
  const axis = { offset: 40, length: 300, range: [0, 5], type: 'linear', automatic: true, vertical: true };
  assert.deepEqual(drawnAxis('yaxis2', drawn), axis);
  assert.equal(drawnAxis('xaxis', drawn).vertical, false);
});

const ROOM = { length: 300, size: 16, vertical: false, type: /** @type {const} */ ('linear') };

test('ticks stand at round numbers, or where the figure says', () => {
  const own = /** @type {AxisLayout} */ ({});
  assert.deepEqual(ticks({ ...own, nticks: 5 }, { ...ROOM, range: [0, 100] }), [
    [0, '0'],
    [20, '20'],
    [40, '40'],
    [60, '60'],
    [80, '80'],
    [100, '100'],
  ]);
  assert.deepEqual(ticks({ ...own, nticks: 2, tickformat: '.0%' }, { ...ROOM, range: [0, 1] }), [
    [0, '0%'],
    [0.5, '50%'],
    [1, '100%'],
  ]);
  assert.deepEqual(ticks({ ...own, tickvals: [1, 3], ticktext: ['one'] }, { ...ROOM, range: [0, 9] }), [
    [1, 'one'],
    [3, '3'],
  ]);
});

test('a logarithmic axis has its first epochs before there is one', () => {
  assert.deepEqual(fitted('xaxis', [0], 'log', null), [0, Math.log10(20)]);
  assert.equal(fitted('xaxis', [0], 'log', [0, 2]), null);
});

test('ticks of logarithms stand where Plotly has them, where there is room', () => {
  const own = /** @type {AxisLayout} */ ({ type: 'log', nticks: 4 });
  const labels = (/** @type {number[]} */ range, nticks = 4) =>
    ticks({ ...own, nticks }, { ...ROOM, range, type: 'log' }).map(([, text]) => text);
  assert.deepEqual(labels([0, 4.3]), ['1', '100', '10,000']);
  assert.deepEqual(labels([0, 3.3]), ['1', '10', '100', '1,000']);
  assert.deepEqual(labels([0, Math.log10(20)]), ['1', '2', '5', '10', '20']);
  assert.deepEqual(labels([-0.4, 0.8], 3), ['0.5', '1', '2', '5']);
  assert.deepEqual(labels([0.0756, 0.765], 3), ['2', '4']);
});

const WHERE = /** @type {[number, boolean][]} */ ([
  [16, true],
  [16, false],
  [24, true],
]);
const RANGES = [
  [0, 1.3],
  [0, 4.3],
  [-0.4, 0.8],
  [-3, 0.4],
  [-0.31, -0.05],
  [-9, 2],
  [-0.8, 300],
  [2.1, 2.2],
];

test('labels of logarithms never lie on each other, in a figure of any size', () => {
  const own = /** @type {AxisLayout} */ ({ nticks: 3 });
  for (let length = 24; length <= 600; length += 4) {
    for (const [size, vertical] of WHERE) {
      for (const range of RANGES) {
        const room = { range, length, size, vertical, type: /** @type {const} */ ('log') };
        const labels = toldTicks(own, room) ?? [];
        assert.ok(labels.length, `no label of ${range} on ${length} pixels`);
        const ends = labels.map(([value, text]) => {
          const half = (vertical ? 0.5 : 0.25 * text.length) * size; // more than its signs take
          const at = place({ ...room, vertical: false }, value);
          return [at - half, at + half];
        });
        const covered = ends.some(([start], at) => at > 0 && start < ends[at - 1][1]);
        assert.ok(!covered, `${labels.map(([, text]) => text)} on ${length} pixels`);
      }
    }
  }
});

test('a low figure has fewer labels, and the far ends are written by their powers of ten', () => {
  const own = /** @type {AxisLayout} */ ({ nticks: 3 });
  const texts = (/** @type {number[]} */ range, /** @type {number} */ length) =>
    toldTicks(own, { range, length, size: 16, vertical: true, type: 'log' })?.map(([, text]) => text);
  assert.deepEqual(texts([-1.5, 0.4], 200), ['0.05', '0.1', '0.2', '0.5', '1', '2']);
  assert.deepEqual(texts([-1.5, 0.4], 60), ['0.1', '1']);
  assert.deepEqual(texts([-0.5, 0], 40), ['0.5', '1']);
  assert.deepEqual(texts([-6, 0], 100), ['1e-6', '0.0001', '0.01', '1']);
  assert.deepEqual(texts([0, 12], 100), ['1', '10,000', '1e8', '1e12']);
});

test('of names as many are written as have room', () => {
  const tickvals = Array.from({ length: 64 }, (_, at) => at);
  const own = /** @type {AxisLayout} */ ({ tickvals, ticktext: tickvals.map((at) => `row ${at}`) });
  const room = { ...ROOM, vertical: true, range: [63.5, -0.5] };
  const written = (/** @type {number} */ length) => toldTicks(own, { ...room, length })?.map(([at]) => at);
  assert.deepEqual(written(1280), tickvals);
  assert.deepEqual(written(100), [0, 13, 26, 39, 52]);
  assert.deepEqual(written(10), [0]);
});

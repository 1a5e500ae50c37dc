// The tables behind the pictures: the numbers that the pictures show, in rows with names.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  ofCurves,
  ofHeatmap,
  ofPoints,
  ofScene,
  spread,
} from '../../pages/shared/player/assets/table_rows.js';

/** @import { ReadingGroup } from '../../pages/shared/player/assets/protocol_types' */

const WORDS = {
  read_matrix: 'Matrix {name}',
  read_rows: '{n} rows',
  read_columns: '{n} columns',
  read_row: 'row {row}',
  read_lines: '{n} lines',
  read_empty: 'empty',
};
const speech = {
  shown: (/** @type {number} */ at) => ['1', '2', '', '−4'][at] ?? '',
  said: (/** @type {number} */ at) => `said ${at}`,
};
const rows = [
  [0, 1],
  [2, 3],
];
/** @type {ReadingGroup} */
const A = {
  ...{ kind: 'array', name: 'A', rows, down: [0, 1], across: [0, 1] },
  ...{ beside: [], heads: [], sizes: [] },
};
/** @param {object} layout */
const panel = (layout, data = [{ name: 'W' }, { name: 'training' }, { name: 'test' }]) =>
  /** @type {any} */ ({
    figure: { data, layout },
    title: 'Loss',
    curves: {
      lines: [
        { trace: 1, field: 'train' },
        { trace: 2, field: 'test' },
      ],
    },
  });

test('a matrix is a table with its indices, a number that is not known yet is said to be none', () => {
  assert.deepEqual(ofScene([A], WORDS, speech), [
    {
      caption: 'Matrix A, 2 rows, 2 columns',
      head: ['', '0', '1'],
      rows: [
        ['row 0', '1', '2'],
        ['row 1', 'empty', '−4'],
      ],
    },
  ]);
});

test('lines have no names, and leave out what says nothing', () => {
  const [{ head, rows: lines }] = ofScene([{ ...A, kind: 'lines' }], WORDS, speech);
  assert.deepEqual([head, lines], [[], [['1', '2'], ['−4']]]);
});

test('curves have a row for a moment, the first and the last among them', () => {
  const points = Array.from({ length: 100 }, (_, at) => ({ across: at, up: [1 / (1 + at), NaN] }));
  const [table] = ofCurves(panel({ xaxis: { title: { text: 'epochs' } } }), points);
  assert.deepEqual(table.head, ['epochs', 'training', 'test']);
  assert.equal(table.rows.length, 24);
  assert.deepEqual(table.rows[0], ['0', '1', '–']);
  assert.deepEqual(table.rows.at(-1), ['99', '0.01000', '–']);
});

test('a matrix of weights is shown as a whole with the names of its rows and columns', () => {
  const names = Array.from({ length: 12 }, (_, at) => `u${at}`);
  const axes = { xaxis: { ticktext: names }, yaxis: { ticktext: ['a', 'b'] } };
  const values = Array.from({ length: 24 }, (_, at) => -at / 2);
  const table = ofHeatmap(panel(axes), /** @type {any} */ ({ trace: 0, rows: 2, columns: 12 }), values);
  assert.deepEqual(table.head, ['', ...names]);
  assert.deepEqual(table.rows[1].slice(0, 3), ['b', '−6', '−6.500']);
});

test('of a map that has no names so many places are shown as a table needs', () => {
  const values = Array.from({ length: 784 }, (_, at) => at);
  const table = ofHeatmap(panel({}), /** @type {any} */ ({ trace: 0, rows: 28, columns: 28 }), values);
  assert.deepEqual([table.rows.length, table.rows[0].length], [8, 9]);
  assert.equal(table.rows[7][8], '783');
});

test('points have a row each, and what is no number is none', () => {
  const axes = { xaxis: { title: { text: 'z' } }, yaxis: { title: { text: 'a' } } };
  const found = ofPoints(panel(axes), 0, [1, NaN, 3], [0.5, 1, -2]);
  assert.deepEqual(found, [
    {
      caption: 'W',
      head: ['z', 'a'],
      rows: [
        ['1', '0.5000'],
        ['3', '−2'],
      ],
    },
  ]);
  assert.deepEqual(ofPoints(panel(axes), 0, [NaN], [1]), []);
});

test('places are spread evenly', () => {
  assert.deepEqual(spread(3, 8), [0, 1, 2]);
  assert.deepEqual(spread(28, 8), [0, 4, 8, 12, 15, 19, 23, 27]);
});

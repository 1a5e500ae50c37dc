// A picture in words: what there is, how many, and each element with its number, short where it repeats itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { meaning, placeOf } from '../../pages/shared/player/assets/keys.js';
import { announced, placed, rowsOf, structure } from '../../pages/shared/player/assets/reading_words.js';
import { aloud } from '../../pages/shared/player/assets/said.js';

/** @import { ReadingGroup } from '../../pages/shared/player/assets/protocol_types' */

const WORDS = {
  read_network: 'Network',
  read_inputs: '{n} inputs',
  read_inputs_one: '1 input',
  read_units: '{n} units',
  read_units_one: '1 unit',
  read_outputs: '{n} outputs',
  read_outputs_one: '1 output',
  read_all_units: 'Units',
  read_weights: 'Weights of layer {layer}',
  read_matrix: 'Matrix {name}',
  read_vector: 'Vector {name}',
  read_number: 'Number {name}',
  read_rows: '{n} rows',
  read_rows_one: '1 row',
  read_columns: '{n} columns',
  read_columns_one: '1 column',
  read_numbers: '{n} numbers',
  read_numbers_one: '1 number',
  read_lines: '{n} lines',
  read_lines_one: '1 line',
  read_place: '{place}',
  read_row: 'row {row}',
  read_column: 'column {column}',
  read_input: 'input {n}',
  read_unit: 'layer {layer}, unit {n}',
  read_unit_short: 'unit {n}',
  read_weight: 'layer {layer}, from {from} to {to}',
  read_weight_from: 'from {from}',
  read_weight_to: 'to {to}',
  read_back: 'delta {value}',
  read_empty: 'empty',
};
const told = {
  shown: (/** @type {number} */ at) => ['0.5', '1', '−2', '', 'tanh', 'linear', '0.1'][at] ?? `#${at}`,
  said: (/** @type {number} */ at) => `words ${at}`,
};

/**
 * @param {Partial<ReadingGroup>} group
 * @returns {ReadingGroup}
 */
const of = (group) => ({
  ...{ kind: 'array', name: '', rows: [], down: [], across: [], beside: [], heads: [], sizes: [] },
  ...group,
});
const rows = [
  [0, 1],
  [2, 3],
];
const A = of({ name: 'A', rows, down: [0, 1], across: [0, 1] });
const network = of({ kind: 'network', sizes: [2, 4, 1], heads: [4, 5] });
const units = of({
  kind: 'units',
  rows: [[0], [6, 1]],
  down: [0, 1],
  across: [1, 2],
  beside: [[6, 'back', 2]],
});
const lines = of({ kind: 'lines', rows });
const at = (/** @type {number} */ group, /** @type {number} */ row, /** @type {number} */ place) => ({
  ...{ group, row, at: place },
});

test('the structure says what there is and how many', () => {
  const b = of({ name: 'b', rows: [[0]], across: [0] });
  const scalar = of({ name: 'Y', rows: [[0]] });
  assert.equal(
    structure([network, units, A, b, scalar, lines], WORDS, told),
    'Network: 2 inputs, 4 units (tanh), 1 output (linear); Matrix A, 2 rows, 2 columns; Vector b, 1 number; Number Y; 2 lines',
  );
});

test('of an axis that is drawn in part all is counted', () => {
  const X = of({ name: 'X', rows: [[0, 1, 2]], across: [0, 1, 9] });
  assert.equal(structure([X], WORDS, told), 'Vector X, 10 numbers');
});

test('an element is announced with its name and its number, and shortly where only a part is new', () => {
  const say = (/** @type {any} */ to, /** @type {any} */ from) =>
    announced([A, units], to, from, WORDS, told);
  assert.equal(say(at(0, 0, 1), null), 'Matrix A, 2 rows, 2 columns. A 0 1, 1');
  assert.equal(say(at(0, 0, 1), at(0, 0, 0)), 'column 1, 1');
  assert.equal(say(at(0, 1, 0), at(0, 0, 0)), 'row 1, −2');
  assert.equal(say(at(0, 1, 1), at(0, 0, 0)), 'A 1 1, empty');
  assert.equal(say(at(1, 1, 0), at(0, 0, 0)), 'Units. layer 1, unit 1, 0.1, delta −2');
  assert.equal(say(at(1, 1, 1), at(1, 1, 0)), 'unit 2, 1');
  assert.equal(say(at(1, 0, 0), at(1, 1, 0)), 'input 1, 0.5');
});

test('a line of words is read as a whole when one comes to it, then word by word', () => {
  const say = (/** @type {any} */ to, /** @type {any} */ from) => announced([lines], to, from, WORDS, told);
  assert.equal(say(at(0, 1, 0), at(0, 0, 0)), 'words 2, words 3');
  assert.equal(say(at(0, 1, 1), at(0, 1, 0)), 'words 3');
});

test('all rows of all groups can be walked through', () => {
  assert.deepEqual(
    rowsOf([network, A, units]).map(({ group, row }) => [group, row]),
    [
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
    ],
  );
});

test('a negative number is read with a minus, and a hyphen in a word stays', () => {
  assert.equal(aloud('-0.5'), '−0.5');
  assert.equal(aloud('1 + -2.5'), '1 + −2.5');
  assert.equal(aloud('-∞'), '−∞');
  assert.equal(aloud('mini-batch, 1e-7'), 'mini-batch, 1e-7');
});

test('inside a picture the keys of the player are those of the picture, but for the one that plays', () => {
  const inside = /** @type {any} */ ({
    closest: (/** @type {string} */ one) => (one === '.reading' ? {} : null),
  });
  assert.equal(placeOf(inside, false), 'reading');
  for (const key of ['ArrowRight', 'ArrowLeft', 'Home', 'End', 'Escape', 'PageDown', 'p', '?']) {
    assert.equal(meaning(key, 'reading', true), undefined);
  }
  assert.equal(meaning(' ', 'reading', false), 'play');
});

test('places are told as distances from the one before, in all groups together', () => {
  const sent = [of({ rows: [[4, 1], [1, 2]] }), of({ rows: [[-8, 1]] })]; // prettier-ignore
  assert.deepEqual(
    placed(sent).map((group) => group.rows),
    [
      [
        [4, 5],
        [6, 8],
      ],
      [[0, 1]],
    ],
  );
});

// One table of numbers for Python and JavaScript: what boxes read, and how numbers are written.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { number } from '../../pages/shared/player/assets/format.js';
import { readNumber, visible } from '../../pages/shared/player/assets/numerals.js';

const table = JSON.parse(readFileSync(new URL('../numbers.json', import.meta.url), 'utf8'));
/** @type {Record<string, number>} */
const ENDLESS = { nan: NaN, inf: Infinity, '-inf': -Infinity };

/**
 * Every row of which `found` is not what the table says.
 * @template Row
 * @param {Row[]} rows
 * @param {(row: Row) => [found: unknown, wanted: unknown]} read
 */
function wrong(rows, read) {
  assert.ok(rows.length > 3, 'the table must not be empty');
  return rows.flatMap((row) => {
    const [found, wanted] = read(row);
    return found === wanted || Object.is(found, wanted) ? [] : [{ row, found }];
  });
}

test('a box takes the numbers that every reader takes, and a decimal comma', () => {
  const rows = [...table.numbers, ...table.extremes, ...table.boxes];
  assert.deepEqual(
    wrong(rows, ([text, value]) => [readNumber(text), value]),
    [],
  );
});

test('a number beyond float64 is infinite, so that a box can hold it within its limits', () => {
  const end = (/** @type {string} */ text) => (/^[-−]/.test(text) ? -Infinity : Infinity);
  assert.deepEqual(
    wrong([...table.too_large, '9'.repeat(400)], (text) => [readNumber(text), end(text)]),
    [],
  );
});

test('a box refuses what is no number, and what is several', () => {
  assert.deepEqual(
    wrong([...table.refused, ...table.lists], (text) => [readNumber(text), NaN]),
    [],
  );
});

test('what Python writes into a link is read as it was meant', () => {
  assert.deepEqual(
    wrong(table.linked, ([, , text]) => [readNumber(text), Number(text)]),
    [],
  );
});

test('numbers are written as the table says', () => {
  assert.deepEqual(
    wrong(table.written, ([value, format, text]) => [number(value, format), text]),
    [],
  );
});

test('an exponent is written as in the sentences of Python', () => {
  assert.deepEqual(
    wrong(table.exponents, ([value, text]) => [number(value, { shortest: 3, tiny: true }), text]),
    [],
  );
});

test('what is no number and what has no end are written as signs', () => {
  const rows = table.written_without_end;
  assert.deepEqual(
    wrong(rows, ([name, format, text]) => [number(ENDLESS[name], format), text]),
    [],
  );
});

test('what is written in a box is read as nearly the same number', () => {
  for (const value of [0, 2.5, -0.125, 1e7, -1.5e300, 1 / 3, 9999999.5]) {
    const read = readNumber(number(value, { shortest: 3 }));
    assert.ok(
      Math.abs(read - value) <= Math.max(5e-4, Math.abs(value) * 5e-3),
      `${value} was read as ${read}`,
    );
  }
});

test('signs that cannot be seen are shown as their codes', () => {
  assert.equal(visible('4\u202e2'), '4‹U+202E›2');
  assert.equal(visible('\u0000\u3164'), '‹U+0000›‹U+3164›');
  assert.equal(visible('é 漢字 5²'), 'é 漢字 5²');
});

// Type, markers and margins of a figure grow together; its data and the panel it was written as stay.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { enlarged, enlargedPanel } from '../../pages/shared/player/assets/type_size.js';

test('sizes and margins grow, data and all else stay', () => {
  const figure = {
    data: [{ x: [1, 2], z: [[3]], marker: { size: 9, line: { width: 2 } }, size: 4 }],
    layout: {
      font: { size: 16, family: 'a' },
      margin: { l: 60, t: 12 },
      xaxis: { tickvals: [1], range: [0, 5] },
    },
  };
  const before = structuredClone(figure);
  const made = enlarged(figure, 1.5);
  assert.deepEqual(made.data[0], {
    x: [1, 2],
    z: [[3]],
    marker: { size: 13.5, line: { width: 2 } },
    size: 6,
  });
  assert.deepEqual(made.layout.font, { size: 24, family: 'a' });
  assert.deepEqual(made.layout.margin, { l: 90, t: 18 });
  assert.deepEqual(made.layout.xaxis, { tickvals: [1], range: [0, 5] });
  assert.deepEqual(figure, before);
});

test('a panel is as high as its type is large', () => {
  const panel = /** @type {any} */ ({ id: 'loss', height: 224, figure: { data: [], layout: {} } });
  assert.equal(enlargedPanel(panel, 1), panel);
  assert.equal(enlargedPanel(panel, 1.25).height, 280);
});

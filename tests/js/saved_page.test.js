import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import ts from 'typescript';

import { frameOf } from '../../pages/shared/player/assets/embedding.js';
import { filled } from '../../pages/shared/player/assets/page_file.js';
import { asBytes, asSigns, encoded, packed } from '../../pages/shared/player/assets/packing.js';
import { decode, frames } from '../../pages/shared/player/assets/protocol.js';
import { themed } from '../../pages/shared/player/assets/saved_start.js';
import { path, read } from '../../pages/shared/player/assets/traces.js';
import { isControl } from '../../pages/shared/player/assets/untouched.js';
import { unattended, unattendedNotes } from '../../pages/shared/player/assets/unattended.js';

/** @import { Spec } from '../../pages/shared/player/assets/protocol_types' */
/** @import { Moment } from '../../pages/shared/player/assets/player_types' */

const ASSETS = new URL('../../pages/shared/player/assets/', import.meta.url);
const LAYOUT = {
  stride: 24,
  fields: [
    { name: 'step', dtype: 'float64', length: 1, offset: 0 },
    { name: 'z', dtype: 'float32', length: 3, offset: 8 },
    { name: 'map', dtype: 'uint8', length: 2, offset: 20 },
  ],
  once: { stride: 8, fields: [{ name: 'x', dtype: 'float64', length: 1, offset: 0 }] },
};

test('frames are the same after a file as before, bit for bit', async () => {
  const shared = { x: Float64Array.of(0.1) };
  const moments = [0, 1, 2].map((step) => ({
    ...shared,
    step: Float64Array.of(step),
    z: Float32Array.of(step / 3, NaN, -0),
    map: Uint8Array.of(step, 255),
    bytes: 24,
  }));
  const layout = /** @type {any} */ (LAYOUT);
  const header = { title: '</script><b>"列"' };
  const bytes = encoded(header, packed(/** @type {Moment[]} */ (/** @type {unknown} */ (moments)), layout));
  const signs = await asSigns(/** @type {Uint8Array<ArrayBuffer>} */ (bytes));
  assert.match(signs, /^[A-Za-z0-9+/=]+$/);
  const packet = decode(await asBytes(signs));
  assert.equal(/** @type {any} */ (packet).title, header.title);
  const found = frames(packet, layout);
  assert.equal(found.length, 3);
  found.forEach((frame, at) => {
    for (const name of ['x', 'step', 'z', 'map']) {
      assert.deepEqual(frame[name], /** @type {any} */ (moments[at])[name]);
    }
    assert.ok(Object.is(frame.z[2], -0));
  });
});

test('what a visitor named cannot become a part of the page', () => {
  const page = '<title>%title%</title><p>%packet% 100%</p>';
  const title = '</title><script>alert("$&")</script>';
  const made = filled(page, { title, packet: 'AAAA' });
  assert.equal(
    made,
    '<title>&#60;/title&#62;&#60;script&#62;alert(&#34;$&#38;&#34;)&#60;/script&#62;</title><p>AAAA 100%</p>',
  );
});

test('the HTML of a frame has the address of the moment, embedded, and hears its height', () => {
  const made = frameOf('https://x.org/train?lang=ja&epoch=3&present=1', 'Train "1" <b>');
  assert.match(made, /src="https:\/\/x\.org\/train\?lang=ja&amp;epoch=3&amp;embed=true"/);
  assert.match(made, /title="Train &quot;1&quot; &lt;b>"/);
  assert.match(made, /width="640" height="480"/);
  const script = /<script>(.*)<\/script>/s.exec(made)?.[1] ?? '';
  const frame = { contentWindow: {}, style: { height: '' } };
  /** @type {((event: object) => void)[]} */
  const heard = [];
  new Function('addEventListener', 'document', script)(
    (/** @type {string} */ _, /** @type {(event: object) => void} */ hear) => heard.push(hear),
    { querySelectorAll: () => [frame] },
  );
  const say = (/** @type {object} */ event) => heard.forEach((one) => one(event));
  const data = { type: 'nnviz:height', height: 520 };
  say({ origin: 'https://evil.org', source: frame.contentWindow, data });
  say({ origin: 'https://x.org', source: {}, data });
  assert.equal(frame.style.height, '');
  say({ origin: 'https://x.org', source: frame.contentWindow, data });
  assert.equal(frame.style.height, '520px');
});

test('what only a server answers is left out, and its words with it', () => {
  Object.assign(globalThis, { document: { baseURI: 'https://x.org/' } });
  const actions = [
    { id: 'again', label: 'Again', href: '', drawer: '' },
    { id: 'more', label: 'More', href: 'words', drawer: '' },
  ];
  const panels = [
    { kind: 'scene', id: 'a', look: false, actions },
    { kind: 'scene', id: 'b', look: true, actions: [] },
    { kind: 'choices', id: 'c', choices: [{ id: 'x' }] },
  ];
  const ending = { word: '', learned: '', next: 'Next', href: 'network?lang=en' };
  const spec = /** @type {any} */ ({
    growing: true,
    panels,
    ending,
    concepts: [{}],
    speeds: [{}],
    pauses: 'p',
  });
  const made = /** @type {any} */ (unattended(spec, 100));
  assert.deepEqual(
    made.panels.map((/** @type {{ id: string }} */ { id }) => id),
    ['a', 'c'],
  );
  assert.deepEqual(made.panels[0].actions, [{ ...actions[1], href: 'https://x.org/words' }]);
  assert.deepEqual(made.panels[1].choices, []);
  assert.deepEqual([made.concepts, made.speeds, made.pauses, made.period], [[], [], '', 100]);
  assert.equal(made.ending.href, 'https://x.org/network?lang=en');
  const notes = [[0, [{ level: 'warning', text: 'It is dead. Try one of these:', actions, finding: '' }]]];
  const [[, [note]]] = unattendedNotes(/** @type {any} */ (notes));
  assert.equal(note.text, 'It is dead.');
  assert.deepEqual(
    note.actions.map(({ id }) => id),
    ['more'],
  );
});

test('of what is pressed only names and numbers are left where nobody answers', () => {
  const told = (/** @type {object} */ element) => isControl(/** @type {any} */ (element));
  assert.ok(told({ text: '+', press: 'Add a row', tone: 'knob' }));
  assert.ok(told({ text: 'class only', press: 'class only', tone: 'layer' }));
  assert.ok(told({ text: 'z + 1000', press: 'Add 1000' }));
  assert.ok(!told({ text: 'layer 1', press: 'Show W1', tone: 'layer live' }));
  assert.ok(!told({ text: '3', press: 'I guess 3' }));
  assert.ok(!told({ text: '+', press: 'Go there', tone: 'knob', leads: 4 }));
  assert.ok(!told({ press: 'Unit 1', tone: 'unit' }));
  assert.ok(!told({ text: '+' }));
});

test('a spec in another theme has its colours, in figures too', () => {
  const themes = /** @type {any} */ ({
    light: { colours: { negative: '#1' }, inks: { text: '#222222', soft: '#333333' } },
    dark: { colours: { negative: '#9' }, inks: { text: '#eeeeee', soft: '#dddddd' } },
  });
  const figure = { data: [{ line: { color: '#222222' } }], layout: { a: ['#333333', 3] } };
  const panels = [
    { kind: 'figure', figure },
    { kind: 'scene', text: '#222222' },
  ];
  const spec = /** @type {Spec} */ (/** @type {unknown} */ ({ theme: 'light', colours: {}, panels }));
  assert.equal(themed(spec, themes, 'light'), spec);
  const made = /** @type {any} */ (themed(spec, themes, 'dark'));
  assert.equal(made.theme, 'dark');
  assert.equal(made.colours, themes.dark.colours);
  assert.deepEqual(made.panels[0].figure, {
    data: [{ line: { color: '#eeeeee' } }],
    layout: { a: ['#dddddd', 3] },
  });
  assert.equal(made.panels[1].text, '#222222');
});

test('lines are parted where there is no number, and stairs go across first', () => {
  const points = /** @type {[number, number][]} */ ([
    [0, 1],
    [2, 3],
    [NaN, 4],
    [5, 6],
  ]);
  assert.equal(path(points, false), 'M0.0 1.0L2.0 3.0M5.0 6.0');
  assert.equal(path(points, true), 'M0.0 1.0H2.0V3.0M5.0 6.0');
  const bdata = Buffer.from(Float64Array.of(1.5, -2).buffer).toString('base64');
  assert.deepEqual(Array.from(read({ bdata, dtype: 'f8' })), [1.5, -2]);
  assert.deepEqual(Array.from(read([1, null])), [1, NaN]);
});

/**
 * What a parser sees of a module, without its comments and its layout.
 * @param {string} code
 */
function seen(code) {
  const source = ts.createSourceFile('m.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  /** @type {(node: ts.Node) => unknown} */
  const tree = (node) => {
    const parts = node.getChildren(source).filter(({ kind }) => kind < ts.SyntaxKind.FirstJSDocNode);
    return [node.kind, parts.length ? parts.map(tree) : node.getText(source)];
  };
  return JSON.stringify(tree(source));
}

test('without comments and indentation every module is the same to a parser', async () => {
  const { execFileSync } = await import('node:child_process');
  const names = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
  const python = process.env.NNVIZ_PYTHON ?? 'python3';
  const code = [
    'import json, sys',
    'from pages.shared.player.joined_modules import bare',
    'print(json.dumps([bare(open(name, encoding="utf-8").read()) for name in json.load(sys.stdin)]))',
  ].join('\n');
  const input = JSON.stringify(names.map((name) => new URL(name, ASSETS).pathname));
  const bare = JSON.parse(execFileSync(python, ['-c', code], { input, encoding: 'utf8', maxBuffer: 1e8 }));
  names.forEach((name, at) => {
    assert.equal(seen(bare[at]), seen(readFileSync(new URL(name, ASSETS), 'utf8')), name);
  });
});

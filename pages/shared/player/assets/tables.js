// The tables behind the pictures: folded, made when they are unfolded, and made anew when another moment rests.

import { html } from './elements.js';
import { placed } from './reading_words.js';
import { isSign, said, shown } from './said.js';
import { Scene } from './scenes.js';
import { ofCurves, ofHeatmap, ofPoints, ofScene } from './table_rows.js';

/** @import { Curves } from './curves.js' */
/** @import { Heatmap } from './heatmaps.js' */
/** @import { Frame, PanelView } from './player_types' */
/** @import { FigurePanel, Panel, ScenePanel } from './protocol_types' */
/** @import { Words } from './reading_words.js' */
/** @import { Table } from './table_rows.js' */
/** @typedef {{ panel: Panel, view: PanelView, host?: HTMLElement }} Mounted */
/** @typedef {{ panel: FigurePanel, curves: Curves | null, heatmaps: Heatmap[] }} Drawn a figure, however it is */

/**
 * @param {ScenePanel} panel
 * @param {Scene} scene
 * @param {Words} words
 */
function sceneTables({ elements, reading }, scene, words) {
  const drawn = (/** @type {number} */ at) => /** @type {SVGElement} */ (scene.elements.get(elements[at].id));
  return ofScene(placed(reading), words, {
    shown: (at) => (isSign(drawn(at)) ? '' : shown(drawn(at), scene)),
    said: (at) => said(drawn(at), scene),
  });
}

/**
 * @param {Drawn} view
 * @param {Frame} frame
 */
function figureTables({ panel, curves, heatmaps }, frame) {
  return [
    ...ofCurves(panel, curves?.points ?? []),
    ...heatmaps.map((one) => ofHeatmap(panel, one.bound, one.numbers())),
    ...panel.plots.flatMap(({ trace, x, y }) => ofPoints(panel, trace, frame[x], frame[y])),
  ];
}

/** @param {Table} table */
function tableOf({ caption, head, rows }) {
  const titles = head.map((text) => (text ? html('th', { scope: 'col' }, text) : html('td')));
  const lines = rows.map((row) => {
    const cells = row.map((text, at) =>
      at || !head.length ? html('td', {}, text) : html('th', { scope: 'row' }, text),
    );
    return html('tr', {}, ...cells);
  });
  const top = head.length ? [html('thead', {}, html('tr', {}, ...titles))] : [];
  const name = caption ? [html('caption', {}, caption)] : [];
  return html('table', {}, ...name, ...top, html('tbody', {}, ...lines));
}

export class Tables {
  /** @type {Mounted[]} */
  mounted = [];
  rooms = html('div', { class: 'tables' });
  summary = html('summary');
  box = html('details', { class: 'more all-tables', 'data-nnviz': 'tables' }, this.summary, this.rooms);
  /** @type {Words} */
  words = {};

  /**
   * @param {HTMLElement} root
   * @param {() => Frame | null} frame that is shown
   */
  constructor(root, frame) {
    this.root = root;
    this.frame = frame;
    this.box.addEventListener('toggle', () => this.renew());
    this.turned = new MutationObserver(() => this.renew());
    this.turned.observe(root, { attributes: true, attributeFilter: ['data-step', 'data-state'] });
  }

  /**
   * Stands below what is folded, or below the picture.
   * @param {Mounted[]} mounted
   * @param {Words} words
   */
  tell(mounted, words) {
    Object.assign(this, { mounted, words });
    this.summary.textContent = words.tables;
    const more = this.root.querySelector('[data-nnviz=more]');
    if (more) more.append(this.box);
    else this.root.querySelector('.stage > .first')?.after(this.box);
    this.renew();
  }

  /** While a run plays, the tables are those of the moment at which it began to. */
  renew() {
    const frame = this.frame();
    if (!this.box.open || !frame || this.root.dataset.state === 'playing') return;
    this.rooms.replaceChildren(...this.mounted.flatMap((one) => this.ofPanel(one, frame)));
  }

  /**
   * @param {Mounted} mounted
   * @param {Frame} frame
   */
  ofPanel({ panel, view, host }, frame) {
    if (host?.closest('section')?.hidden) return []; // it waits for what it shows
    /** @type {Table[]} */
    let tables = [];
    if (panel.kind === 'scene' && view instanceof Scene) tables = sceneTables(panel, view, this.words);
    else if (panel.kind === 'figure') tables = figureTables(/** @type {any} */ (view), frame);
    if (!tables.length) return [];
    const name = { 'data-table-of': panel.id, 'aria-label': panel.title, tabindex: 0 }; // it may slide sideways
    return [html('section', name, html('h3', {}, panel.title), ...tables.map(tableOf))];
  }

  stop() {
    this.turned.disconnect();
  }
}

// A scene without a player: the numbers of one moment, drawn as the player would.

import { Colours } from './colours.js';
import { html } from './elements.js';
import { Scene } from './scenes.js';
import { addStyle } from './style.js';
import { listen } from './touching.js';

/** @import { Colours as Stops, ScenePanel, Theme } from './protocol_types' */
/** @import { Moment } from './player_types' */
/** @typedef {{ panel: ScenePanel, frame: Record<string, number[]> }} Drawn */
/** @typedef {Drawn & { colours: Stops, theme: Theme }} StaticScene */

const NOBODY = {
  report() {},
  complain() {},
  waiting: () => false,
  hint: () => undefined,
  lead() {},
  words: {},
  join: listen,
};

/**
 * The element with the scene.
 * @param {Drawn} picture
 * @param {Stops} colours
 * @param {HTMLElement} host where it is drawn; words fit their boxes where it stands in a document
 */
export function drawn({ panel, frame }, colours, host = html('div')) {
  const scene = new Scene(panel, new Colours(colours));
  const fields = Object.entries(frame).map(([name, values]) => [name, Float32Array.from(values)]);
  scene.mount(host, NOBODY);
  scene.apply(/** @type {Moment} */ (Object.fromEntries(fields)), 0);
  return host;
}

/** @param {{ data: StaticScene, parentElement: HTMLElement }} component */
export async function mount({ data, parentElement }) {
  await addStyle();
  const root = /** @type {HTMLElement} */ (parentElement.querySelector('[data-nnviz="player"]'));
  root.dataset.theme = data.theme;
  root.dataset.state = 'still';
  root.replaceChildren(drawn(data, data.colours));
}

// A still: one scene with the numbers of one moment, drawn as the player would, without a player.

import { Colours } from './colours.js';
import { Scene } from './scenes.js';
import { addStyle } from './style.js';

export default async function mount({ data, parentElement }) {
  await addStyle();
  const { panel, frame, colours, theme } = data;
  const root = parentElement.querySelector('[data-nnviz="player"]');
  const host = document.createElement('div');
  const scene = new Scene(panel, new Colours(colours));
  scene.mount(host, {});
  scene.apply(Object.fromEntries(Object.entries(frame).map(([name, values]) => [name, Float32Array.from(values)])), 0);
  root.dataset.theme = theme;
  root.dataset.state = 'still';
  root.replaceChildren(host);
}

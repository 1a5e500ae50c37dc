// What happens in a saved page: the packet in it is read, a player shows it in the colours of the system or of the
// switch, and a link leads back to where numbers can be changed.

import { html } from './elements.js';
import { asBytes } from './packing.js';
import { decode } from './protocol.js';
import { SavedPlayer } from './saved_player.js';
import { haveStyle } from './style.js';

/** @import { Colours } from './colours.js' */
/** @import { Panel, Spec, Theme } from './protocol_types' */
/** @import { PanelView, ThemeColours } from './player_types' */
/** @import { Saved } from './saved_player.js' */
/** @typedef {(panel: Panel, colours: Colours) => PanelView} ViewOf */

const SHEET = { width: 970, height: 700 }; // pixels of any usual sheet that lies
const DIGITS = 6; // decimals of a moment in a link
/** @type {Record<Theme, Theme>} */
const OTHER = { light: 'dark', dark: 'light' };

/** @param {string} id */
function textOf(id) {
  return document.getElementById(id)?.textContent ?? '';
}

/**
 * A value with other words in it, at any depth.
 * @param {any} value
 * @param {Map<unknown, string>} other
 * @returns {any}
 */
function replaced(value, other) {
  if (Array.isArray(value)) return value.map((one) => replaced(one, other));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one, other)]));
  }
  return other.get(value) ?? value;
}

/**
 * A spec in the colours of a theme: those of figures stand in their panels.
 * @param {Spec} spec
 * @param {Record<Theme, ThemeColours>} themes
 * @param {Theme} theme
 * @returns {Spec}
 */
export function themed(spec, themes, theme) {
  if (theme === spec.theme) return spec;
  const { inks, colours } = themes[theme];
  const other = new Map(Object.entries(themes[spec.theme].inks).map(([name, ink]) => [ink, inks[name]]));
  const panels = spec.panels.map((panel) =>
    panel.kind === 'figure' ? { ...panel, figure: replaced(panel.figure, other) } : panel,
  );
  return { ...spec, theme, colours, panels };
}

class SavedPage {
  root = /** @type {HTMLElement} */ (document.querySelector('[data-nnviz=player]'));
  dark = window.matchMedia('(prefers-color-scheme: dark)');
  /** @type {Theme | null} */
  chosen = null;
  /** @type {SavedPlayer | null} */
  player = null;

  /**
   * @param {Saved} saved
   * @param {Record<Theme, ThemeColours>} themes
   * @param {ViewOf} viewOf
   */
  constructor(saved, themes, viewOf) {
    this.saved = saved;
    this.themes = themes;
    this.viewOf = viewOf;
    const { words } = saved.spec;
    this.link = html('a', { target: '_blank', rel: 'noopener', 'data-saved': 'link' }, words.saved_link);
    this.switch = html('button', { type: 'button', 'data-saved': 'theme' });
    this.switch.addEventListener('click', () => this.choose(OTHER[this.theme]));
    document.querySelector('.saved-bar')?.append(this.switch, this.link);
    this.dark.addEventListener('change', () => this.build());
    window.addEventListener('beforeprint', () => this.print());
    window.addEventListener('afterprint', () => this.build());
  }

  /** @returns {Theme} */
  get theme() {
    return this.chosen ?? (this.dark.matches ? 'dark' : 'light');
  }

  /** @param {Theme} theme */
  choose(theme) {
    this.chosen = theme;
    this.build();
  }

  /**
   * The player in a theme, at the moment that was shown.
   * @param {Theme} theme
   */
  build(theme = this.theme) {
    const { player, saved } = this;
    const [at, speed] = [player?.at ?? saved.at, player?.playback.pace.speed];
    if (player?.spec.theme === theme) return;
    player?.stop();
    document.documentElement.dataset.theme = theme;
    this.switch.textContent = saved.spec.words[`saved_${OTHER[theme]}`];
    const spec = themed(saved.spec, this.themes, theme);
    this.player = new SavedPlayer(this.root, { ...saved, spec }, this.viewOf, (moment) => this.lead(moment));
    this.player.begin(at, speed);
  }

  /** On paper it is light, and lies as it lies in the window: a sheet is as wide, by a smaller scale. */
  print() {
    this.build('light');
    for (const { view } of this.player?.panels.mounted ?? []) {
      view.resize();
      view.print?.();
    }
    const { documentElement: page } = document;
    const { style } = page;
    style.setProperty('--wide', `${page.clientWidth}px`);
    style.setProperty('--high', `${innerHeight}px`);
    style.setProperty('--type', getComputedStyle(page).fontSize);
    style.setProperty('--scale', String(Math.min(1, SHEET.width / innerWidth, SHEET.height / innerHeight)));
  }

  /**
   * The link back leads to the moment that is shown.
   * @param {number} moment
   */
  lead(moment) {
    const { href, spec } = this.saved;
    const link = new URL(href);
    const shown = spec.link && this.player?.playback.shown;
    const place = shown ? shown[spec.growing ? spec.link : spec.clock][0] : moment;
    if (shown && place) link.searchParams.set(spec.link, String(Number(place.toFixed(DIGITS))));
    else if (shown) link.searchParams.delete(spec.link);
    this.link.href = link.href;
  }
}

/** @param {ViewOf} viewOf */
export async function start(viewOf) {
  haveStyle();
  const saved = /** @type {Saved} */ (/** @type {unknown} */ (decode(await asBytes(textOf('packet')))));
  new SavedPage(saved, JSON.parse(textOf('themes')), viewOf).build();
}

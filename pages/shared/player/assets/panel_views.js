// What shows a panel, by its kind.

import { Choices } from './choices.js';
import { Derivations } from './derivations.js';
import { Scene } from './scenes.js';
import { Code, Notes } from './text_panels.js';

/** @import { Colours } from './colours.js' */
/** @import { FigurePanel, Panel } from './protocol_types' */
/** @import { PanelView } from './player_types' */

/**
 * Everything but a figure, which has its axes drawn in one way or another.
 * @param {Exclude<Panel, FigurePanel>} panel
 * @param {Colours} colours
 * @returns {PanelView}
 */
export function viewOf(panel, colours) {
  if (panel.kind === 'scene') return new Scene(panel, colours);
  if (panel.kind === 'choices') return new Choices(panel);
  if (panel.kind === 'derivation') return new Derivations(panel);
  return panel.kind === 'code' ? new Code(panel) : new Notes();
}

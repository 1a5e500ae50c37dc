// The script of a saved page whose pictures are scenes.

import { viewOf } from './panel_views.js';
import { start } from './saved_start.js';

/** @import { Colours } from './colours.js' */
/** @import { FigurePanel, Panel } from './protocol_types' */

/** @type {(panel: Panel, colours: Colours) => import('./player_types').PanelView} */
const view = (panel, colours) => viewOf(/** @type {Exclude<Panel, FigurePanel>} */ (panel), colours);

start(view);

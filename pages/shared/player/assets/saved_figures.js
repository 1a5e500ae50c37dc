// The script of a saved page with figures, which are drawn without Plotly.

import { Chart } from './chart.js';
import { viewOf } from './panel_views.js';
import { start } from './saved_start.js';

/** @import { Colours } from './colours.js' */
/** @import { Panel } from './protocol_types' */

/** @type {(panel: Panel, colours: Colours) => import('./player_types').PanelView} */
const view = (panel, colours) =>
  panel.kind === 'figure' ? new Chart(panel, colours) : viewOf(panel, colours);

start(view);

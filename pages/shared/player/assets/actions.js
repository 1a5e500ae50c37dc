// What stands beside a title or below a line as a button: it is touched like what is drawn, leads to another page,
// or opens the drawer at a place.

import { openDrawer } from './drawer.js';
import { html } from './elements.js';

/** @import { Action } from './protocol_types' */

/**
 * A button, or a link, which opens beside this page, or with the target `_self` in its place.
 * @param {Action} action
 * @param {(id: string) => void} press
 * @param {'_blank' | '_self'} target
 */
export function actionButton({ id, label, href, drawer }, press, target = '_blank') {
  if (href) return html('a', { class: 'switch', href, target, rel: 'noopener' }, label);
  const named = drawer ? 'data-drawer' : 'data-touch';
  const made = html('button', { type: 'button', class: 'switch', [named]: drawer || id }, label);
  made.addEventListener('click', () => (drawer ? openDrawer(drawer) : press(id)));
  return made;
}

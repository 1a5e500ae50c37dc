// How an element of a scene is touched: typed into, slid, chosen, dragged, pressed.  Each touch is reported by the id
// of its element; Python says what follows.

import { editable } from './cell_editor.js';
import { Grip } from './grip.js';
import { Ground } from './ground.js';
import { Handle } from './handle.js';
import { NumberBox } from './number_box.js';
import { pointable } from './pointing.js';
import { pressable } from './pressing.js';

/** @import { Element, Token, Touch } from './protocol_types' */
/** @import { Report, TouchPort } from './player_types' */

/**
 * Joins a drawn element to the player.
 * @param {SVGElement} drawn
 * @param {Element} element
 * @param {TouchPort} touch
 */
export function listen(drawn, element, touch) {
  const { report, complain, words } = touch;
  const tell = (/** @type {Touch[1]} */ value) =>
    report(element.id, value, 'of_step' in element && element.of_step);
  if (element.kind === 'token' && (element.edited || element.lights)) {
    listenToCell(drawn, element, tell, touch);
    return;
  }
  if (joinPlace(drawn, element, report)) return;
  const input = /** @type {HTMLInputElement} */ (drawn.firstChild);
  if (element.kind === 'number') new NumberBox(input, element, tell, complain, words);
  else if (element.kind === 'slider') input.addEventListener('input', () => tell(Number(input.value)));
  else if (element.kind === 'choice') input.addEventListener('change', () => tell(Number(input.value)));
  else if ('press' in element && element.press) {
    pressable(drawn, element, element.press, () => tell(told(drawn, element)));
  }
}

/**
 * Joins an element whose touch says a place; whether it is one.
 * @param {SVGElement} drawn
 * @param {Element} element
 * @param {Report} report
 */
function joinPlace(drawn, element, report) {
  const { kind, id } = element;
  if (kind === 'ground') new Ground(drawn, element, report);
  else if (kind === 'handle') new Handle(drawn, element, report);
  else if (kind === 'grip') {
    new Grip(/** @type {SVGGraphicsElement} */ (drawn), element, (places) => report(id, places));
  } else return false;
  return true;
}

/**
 * The number that the press of an element says, as it is shown now; most say none.
 * @param {SVGElement} drawn
 * @param {Element} element
 */
function told(drawn, element) {
  return 'tells' in element && element.tells ? Number(drawn.dataset[element.tells]) : null;
}

/**
 * Joins a cell that is edited where it stands, or that says how its number comes about.
 * @param {SVGElement} drawn
 * @param {Token} element
 * @param {(value: number | null) => void} tell
 * @param {TouchPort} touch
 */
function listenToCell(drawn, element, tell, touch) {
  const { edited, leads, press } = element;
  if (edited) editable(drawn, element, tell, touch);
  else if (press) {
    pressable(drawn, element, press, () => (leads === undefined ? tell(null) : touch.lead(leads)));
  }
  if (element.lights) pointable(drawn, element, touch);
}

// A timeline as it is where no server is: what only a server can answer is left out, so that nothing stands there
// that does nothing when it is pressed.

/** @import { Action, Derivation, GrowingTimeline, Note, NotedMoment, Panel, Spec } from './protocol_types' */

const WATCHED = 10_000; // milliseconds that a run of pictures takes at least
const INTRODUCES = /[^.。!！?？]*[:：]\s*$/; // words before buttons that are not there
const [SHORTEST, LONGEST] = [24, 1000]; // milliseconds of one of them

/**
 * What leads to another page still does.
 * @param {Action[]} actions
 */
function leading(actions) {
  return actions.filter(({ href }) => href).map((action) => ({ ...action, href: whole(action.href) }));
}

/** @param {string} href */
function whole(href) {
  return href && new URL(href, document.baseURI).href;
}

/**
 * @param {Panel} panel
 * @returns {Panel}
 */
function ofPanel(panel) {
  const alone = panel.kind === 'choices' ? { ...panel, choices: [] } : panel;
  return 'actions' in alone ? { ...alone, actions: leading(alone.actions) } : alone;
}

/**
 * Whether there is anything to be seen in a panel: what a server computes for one moment alone is not.
 * @param {Panel} panel
 */
function isSeen(panel) {
  return panel.kind !== 'scene' || !panel.look;
}

/**
 * Every picture of a run that was kept is there: how many epochs lie between two cannot be chosen any more.
 * @param {GrowingTimeline} spec
 * @param {number} count
 */
function kept(spec, count) {
  const period = Math.max(SHORTEST, Math.min(LONGEST, WATCHED / count));
  return { ...spec, speeds: [], period, pauses: '' };
}

/**
 * @param {Spec} spec
 * @param {number} count of its frames
 * @returns {Spec}
 */
export function unattended(spec, count) {
  const panels = spec.panels.filter(isSeen).map(ofPanel);
  const ending = spec.ending && { ...spec.ending, href: whole(spec.ending.href) };
  const own = { panels, ending, concepts: [], touch_words: {} };
  return spec.growing ? { ...kept(spec, count), ...own } : { ...spec, ...own };
}

/**
 * @param {NotedMoment[]} notes
 * @returns {NotedMoment[]}
 */
export function unattendedNotes(notes) {
  const ofNote = (/** @type {Note} */ note) => {
    const actions = leading(note.actions);
    const cut = note.actions.length > actions.length;
    return { ...note, actions, text: cut ? note.text.replace(INTRODUCES, '') : note.text };
  };
  return notes.map(([clock, lines]) => [clock, lines.map(ofNote)]);
}

/**
 * @param {Record<string, Derivation>} told
 * @returns {Record<string, Derivation>}
 */
export function unattendedDerivations(told) {
  const made = Object.entries(told).map(([id, one]) => {
    const lines = one.lines.map((line) => ({
      ...line,
      pieces: line.pieces.map((piece) => ({ ...piece, press: '' })),
    }));
    return [id, { ...one, lines, actions: leading(one.actions) }];
  });
  return Object.fromEntries(made);
}

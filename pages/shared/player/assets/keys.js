// The keys of the whole page: which key means what, wherever the focus is.  They are heard before anything else
// hears them, because a chip or a tab that was clicked keeps the focus, and would be pressed again by Space.

/** @typedef {'first' | 'back' | 'play' | 'step' | 'last'} PlayerKey */
/** @typedef {'present' | 'link' | 'keep' | 'keys' | 'sound'} PageKey */
/** @typedef {'onward' | 'backward' | 'black' | 'larger' | 'smaller' | 'leave' | 'spot' | 'timer' | `page ${number}`} PresenterKey */
/** @typedef {PlayerKey | PageKey | PresenterKey | 'released'} KeyName that a key means, or that it is held no more */
/** @typedef {'text' | 'number' | 'slider' | 'list' | 'group' | 'pressed' | 'reading' | 'other'} Place what has the focus */
/** @typedef {(name: KeyName) => boolean} Hand does what a key means, or leaves it */

/** @type {Record<string, PlayerKey>} */
const PLAYER = { ' ': 'play', ArrowLeft: 'back', ArrowRight: 'step', Home: 'first', End: 'last' };
/** @type {Record<string, PageKey>} */
const PAGE = { p: 'present', l: 'link', a: 'keep', h: 'sound', '?': 'keys' };
/** @type {Record<string, PresenterKey>} */
const PRESENTER = {
  ...{ PageDown: 'onward', PageUp: 'backward', ArrowDown: 'onward', ArrowUp: 'backward' }, // as clickers send them
  ...{ b: 'black', '.': 'black', Escape: 'leave', s: 'spot', t: 'timer' },
  ...{ '+': 'larger', '=': 'larger', '-': 'smaller' },
};
const DIGIT = /^[1-9]$/;
const REPEATED = new Set(['back', 'step', 'onward', 'backward', 'larger', 'smaller']);

const ROLES = ['textbox', 'searchbox', 'combobox'];
const UNWRITTEN = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];
const TEXT = [
  `input${UNWRITTEN.map((type) => `:not([type=${type}])`).join('')}`,
  ...['textarea', '[contenteditable]:not([contenteditable=false])'],
  ...ROLES.map((role) => `[role=${role}]`),
].join();
const SLIDER = 'input[type=range]:not([data-action=scrub]),[role=slider]';
const MODAL = 'dialog[open],[aria-modal=true],.menu,.nnviz-tour'; // what is answered before anything else goes on
const CHECKED = 'input[type=checkbox],input[type=radio]';

/**
 * What a key means where the focus is at a certain place; nothing where the place needs the key itself.
 * @param {string} key
 * @param {Place} place
 * @param {boolean} presenting
 * @returns {KeyName | undefined}
 */
export function meaning(key, place, presenting) {
  if (place === 'text') return undefined;
  if (place === 'number' || place === 'reading') return key === ' ' ? 'play' : undefined;
  if (Object.hasOwn(PLAYER, key)) return leaves(place, key) ? PLAYER[key] : undefined;
  const taken = key.startsWith('Arrow') ? place !== 'other' : place === 'list'; // a list is searched by letters
  return taken ? undefined : ofPage(key, presenting);
}

/**
 * @param {string} key
 * @param {boolean} presenting
 * @returns {KeyName | undefined}
 */
function ofPage(key, presenting) {
  const letter = key.length === 1 ? key.toLowerCase() : key;
  if (Object.hasOwn(PAGE, letter)) return PAGE[letter];
  if (!presenting) return undefined;
  if (DIGIT.test(key)) return `page ${Number(key)}`;
  return Object.hasOwn(PRESENTER, letter) ? PRESENTER[letter] : undefined;
}

/**
 * Whether a place leaves a key of the player to the player.
 * @param {Place} place
 * @param {string} key
 */
function leaves(place, key) {
  if (place === 'slider') return key === ' ';
  if (place === 'pressed') return key !== ' ';
  return place !== 'group' || (key !== ' ' && !key.startsWith('Arrow'));
}

/**
 * What of a picture was reached by Tab is pressed by Space, and the arrow keys walk through its group.  What was
 * clicked leaves both to the player.
 * @param {Element} at
 * @param {boolean} byHand whether the focus came by a click
 * @returns {Place}
 */
export function placeOf(at, byHand) {
  if (at.closest('[role=spinbutton]')) return at.closest('[data-busy=typing]') ? 'text' : numberBox(at);
  if (at.closest('.reading')) return 'reading';
  if (at.closest('select')) return 'list';
  if (at.closest(SLIDER)) return 'slider';
  if (at.closest(TEXT)) return 'text';
  if (byHand || !at.closest('.press')) return 'other';
  return at.closest('[data-group]') ? 'group' : 'pressed';
}

/**
 * A blank is no part of a number, so it plays from a box of a picture; others may be about to be written in.
 * @param {Element} at
 * @returns {Place}
 */
function numberBox(at) {
  return at.closest('[data-touch]') ? 'number' : 'text';
}

export class Keys {
  presenting = false;
  lecturing = false; // a lecture has the keys of one who presents, whether it is presented or not
  /** @type {Hand | undefined} */
  above = undefined; // what is asked before all hands: a lecture around this page
  byHand = false; // whether what has the focus was clicked
  #restoring = false; // whether the focus only comes back to what had it
  #pressing = false; // whether the pointer is down
  /** @type {Set<Hand>} */
  #hands = new Set();
  /** @type {Set<string>} */
  #down = new Set(); // keys that are held, and that nobody else may hear of

  /** @param {Pick<Window, 'addEventListener'>} view */
  constructor(view) {
    view.addEventListener('keydown', (event) => this.press(event), true);
    view.addEventListener('keyup', (event) => this.release(event), true);
    view.addEventListener('pointerdown', () => this.#point(true), true);
    for (const end of ['pointerup', 'pointercancel']) {
      view.addEventListener(end, () => this.#point(false), true);
    }
    view.addEventListener('focusin', () => this.#arrive(), true);
  }

  /**
   * The newest hand is asked first; one that does what nobody else does comes `last`, whenever it came.
   * @param {Hand} hand
   * @param {boolean} last
   * @returns {() => void} takes it back
   */
  listen(hand, last = false) {
    this.#hands = new Set(last ? [...this.#hands, hand] : [hand, ...this.#hands]);
    return () => this.#hands.delete(hand);
  }

  /**
   * Gives the focus back to what took the place of an element that had it: it is as if it had never left.
   * @param {() => void} focus
   */
  restore(focus) {
    this.#restoring = true;
    focus();
    this.#restoring = false;
  }

  /** @param {boolean} pressing */
  #point(pressing) {
    this.#pressing = pressing;
  }

  #arrive() {
    if (!this.#restoring) this.byHand = this.#pressing;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const at = event.target instanceof Element ? event.target : document.body;
    if (combined(event) || at.closest(MODAL)) return;
    if (event.key === 'Enter' && !event.repeat && openedByEnter(at)) this.#keep(event);
    const name = meaning(event.key, placeOf(at, this.byHand), this.presenting || this.lecturing);
    if (name) this.#do(name, event);
  }

  /**
   * What is held down is done once, but for steps.
   * @param {KeyName} name
   * @param {KeyboardEvent} event
   */
  #do(name, event) {
    const again = event.repeat && !REPEATED.has(name);
    if (again || this.above?.(name) || this.say(name)) this.#keep(event);
  }

  /**
   * What a key means, wherever it was pressed; whether anybody did it.
   * @param {KeyName} name
   */
  say(name) {
    return [...this.#hands].some((hand) => hand(name));
  }

  /** @param {KeyboardEvent} event */
  release(event) {
    if (!this.#down.delete(event.key)) return;
    silence(event);
    if (!this.above?.('released')) this.say('released');
  }

  /** @param {KeyboardEvent} event */
  #keep(event) {
    this.#down.add(event.key);
    silence(event);
  }
}

/**
 * Whether a key belongs to the browser, the system, or a text that is being composed.
 * @param {KeyboardEvent} event
 */
function combined(event) {
  const { ctrlKey, metaKey, altKey, shiftKey, isComposing, key } = event;
  return ctrlKey || metaKey || altKey || isComposing || (shiftKey && key === ' ');
}

/** @param {Event} event */
function silence(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * What the browser presses by Space alone is pressed by Enter, since Space plays.
 * @param {Element} at
 */
function openedByEnter(at) {
  if (at instanceof HTMLSelectElement) at.showPicker?.();
  else if (at instanceof HTMLInputElement && at.matches(CHECKED)) at.click();
  else return false;
  return true;
}

/** @type {Keys | undefined} */
let shared;

/** The keys of this page. */
export function keys() {
  shared ??= new Keys(window);
  return shared;
}

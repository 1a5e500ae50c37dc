// Keeps what moves inside the window while it plays: the main picture of a player, between the header and the
// docked transport.  Nothing moves where it is wholly in view already.  A style sheet, a widget above or a line
// of the caption may come after the scroll was aimed: then it is aimed again.  Who scrolls by hand is let go.

const NEAR = 1; // pixels that are no difference
const BY_HAND = ['wheel', 'touchmove', 'keydown', 'pointerdown'];
const KEYS = new Set(['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown']);

/** @typedef {{ host: HTMLElement, head: HTMLElement, scroller: Element, source: EventTarget }} Followed what is kept in view, and where */

/**
 * How far to scroll so that what lies from `top` to `bottom` comes between `upper` and `lower`, by the shortest
 * way; what is higher than the room fills it.
 * @param {{ top: number, bottom: number }} picture
 * @param {{ upper: number, lower: number }} room
 */
export function distance({ top, bottom }, { upper, lower }) {
  if (bottom > lower) return Math.max(0, Math.min(bottom - lower, top - upper));
  return top < upper ? -Math.max(0, Math.min(upper - top, lower - bottom)) : 0;
}

/**
 * All boxes around an element, up to the one that scrolls.
 * @param {Element} element
 */
function around(element) {
  const boxes = [element];
  for (let box = element.parentElement; box; box = box.parentElement) {
    boxes.push(box);
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return boxes;
  }
  return [...boxes.slice(0, -1), document.scrollingElement ?? document.documentElement];
}

export class IntoView {
  /** @type {Followed | null} */
  followed = null;
  place = 0; // where the picture lay in what scrolls, when it was aimed at
  aimed = 0;
  /** @type {number | null} */
  target = null; // of a scroll that is on its way

  /**
   * @param {HTMLElement} root
   * @param {{ matches: boolean }} reduced whether somebody wants less motion
   */
  constructor(root, reduced) {
    this.root = root;
    this.reduced = reduced;
    this.observer = new ResizeObserver(() => this.followed && this.aim(this.followed));
    this.scrolled = () => this.followed && this.heed(this.followed);
    this.arrived = () => this.followed && this.rest(this.followed);
    this.touched = (/** @type {Event} */ event) => {
      if (this.followed && isByHand(event, this.followed)) this.letGo();
    };
  }

  /** From now on, until it is let go. */
  follow() {
    this.letGo();
    /** @type {HTMLElement | null} */
    const host = this.root.querySelector('[data-nnviz=picture] .host');
    const head = /** @type {HTMLElement} */ (this.root.querySelector('.dock'));
    if (!host) return;
    const boxes = around(host);
    const scroller = boxes[boxes.length - 1];
    const source = scroller === document.scrollingElement ? document : scroller;
    for (const box of [...boxes, head]) this.observer.observe(box);
    for (const kind of BY_HAND) window.addEventListener(kind, this.touched, { passive: true, capture: true });
    source.addEventListener('scroll', this.scrolled, { passive: true });
    source.addEventListener('scrollend', this.arrived, { passive: true });
    this.followed = { host, head, scroller, source };
    this.aim(this.followed);
  }

  /** The picture and what is around it may be others now. */
  renew() {
    if (this.followed) this.follow();
  }

  letGo() {
    this.observer.disconnect();
    for (const kind of BY_HAND) window.removeEventListener(kind, this.touched, { capture: true });
    this.followed?.source.removeEventListener('scroll', this.scrolled);
    this.followed?.source.removeEventListener('scrollend', this.arrived);
    this.followed = null;
    this.target = null;
  }

  /** @param {Followed} followed */
  aim(followed) {
    const { host, scroller } = followed;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    this.place = placeOf(followed);
    const wanted = scrollTop + distance(host.getBoundingClientRect(), roomIn(followed));
    const top = Math.min(Math.max(0, wanted), scrollHeight - clientHeight);
    const off = Math.abs(top - scrollTop) > NEAR;
    if (!off && this.target === null) return;
    this.aimed = top;
    this.target = off ? top : null; // on its way it stops where all is seen
    const behavior = this.reduced.matches ? 'instant' : 'smooth';
    scroller.scrollTo({ top: off ? top : scrollTop, behavior });
  }

  /**
   * A scroll that is not ours, while the picture has kept its place, is somebody's wish.
   * @param {Followed} followed
   */
  heed(followed) {
    const there = Math.abs(this.aimed - followed.scroller.scrollTop) <= NEAR;
    if (this.target !== null) {
      if (there) this.rest(followed); // not all browsers say so
      return;
    }
    if (there) return; // the last of its pixels
    if (Math.abs(placeOf(followed) - this.place) <= NEAR) this.letGo();
    else this.aim(followed);
  }

  /**
   * A way that came to its end may have been aimed at what has moved meanwhile.
   * @param {Followed} followed
   */
  rest(followed) {
    this.target = null;
    if (Math.abs(placeOf(followed) - this.place) > NEAR) this.aim(followed);
  }
}

/**
 * Where the picture lies in what scrolls; a scroll alone does not change it.
 * @param {Followed} followed
 */
function placeOf({ host, scroller }) {
  return host.getBoundingClientRect().top + scroller.scrollTop;
}

/**
 * What is left of the window for the picture.
 * @param {Followed} followed
 */
function roomIn({ head, scroller }) {
  const whole = scroller === document.scrollingElement;
  const { top, bottom } = whole ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(scroller);
  const upper = top + (parseFloat(scrollPaddingTop) || 0);
  return { upper, lower: bottom - (parseFloat(scrollPaddingBottom) || 0) - head.offsetHeight };
}

/**
 * @param {Event} event
 * @param {Followed} followed
 */
function isByHand(event, { scroller }) {
  if (event instanceof KeyboardEvent) return KEYS.has(event.key);
  return event.type !== 'pointerdown' || event.target === scroller; // pressed there is its scroll bar
}

// Keeps what moves inside the window while it plays: the main picture of a player, between the header and the
// docked transport.  Nothing moves where it is wholly in view already.  A style sheet, a widget above or a line
// of the caption may come after the scroll was aimed: then it is aimed again.  Who scrolls by hand is let go.

const NEAR = 1; // pixels that are no difference
const BY_HAND = ['wheel', 'touchmove', 'keydown', 'pointerdown'];
const KEYS = new Set(['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown']);

// How far to scroll so that what lies from `top` to `bottom` comes between `upper` and `lower`, by the shortest
// way; what is higher than the room fills it.
export function distance({ top, bottom }, { upper, lower }) {
  if (bottom > lower) return Math.max(0, Math.min(bottom - lower, top - upper));
  return top < upper ? -Math.max(0, Math.min(upper - top, lower - bottom)) : 0;
}

// All boxes around an element, up to the one that scrolls.
function around(element) {
  const boxes = [element];
  for (let box = element.parentElement; box; box = box.parentElement) {
    boxes.push(box);
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return boxes;
  }
  return [...boxes.slice(0, -1), document.scrollingElement];
}

export class IntoView {
  constructor(root, reduced) {
    this.root = root;
    this.reduced = reduced;
    this.observer = new ResizeObserver(() => this.aim());
    this.scrolled = () => this.heed();
    this.arrived = () => this.rest();
    this.touched = (event) => { if (this.isByHand(event)) this.letGo(); };
  }

  // From now on, until it is let go.
  follow() {
    this.letGo();
    this.host = this.root.querySelector('[data-nnviz=picture] .host');
    if (!this.host) return;
    const boxes = around(this.host);
    this.scroller = boxes.at(-1);
    this.head = this.root.querySelector('.head');
    this.place = this.placeNow();
    for (const box of [...boxes, this.head]) this.observer.observe(box);
    for (const kind of BY_HAND) window.addEventListener(kind, this.touched, { passive: true, capture: true });
    this.source = this.scroller === document.scrollingElement ? document : this.scroller;
    this.source.addEventListener('scroll', this.scrolled, { passive: true });
    this.source.addEventListener('scrollend', this.arrived, { passive: true });
    this.aim();
  }

  // The picture and what is around it may be others now.
  renew() { if (this.host) this.follow(); }

  letGo() {
    this.observer.disconnect();
    for (const kind of BY_HAND) window.removeEventListener(kind, this.touched, { capture: true });
    this.source?.removeEventListener('scroll', this.scrolled);
    this.source?.removeEventListener('scrollend', this.arrived);
    this.host = this.target = null;
  }

  // Where the picture lies in what scrolls; a scroll alone does not change it.
  placeNow() { return this.host.getBoundingClientRect().top + this.scroller.scrollTop; }

  // What is left of the window for the picture.
  room() {
    const { top, bottom } = this.scroller === document.scrollingElement ? { top: 0, bottom: window.innerHeight } : this.scroller.getBoundingClientRect();
    const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(this.scroller);
    return { upper: top + (parseFloat(scrollPaddingTop) || 0), lower: bottom - (parseFloat(scrollPaddingBottom) || 0) - this.head.offsetHeight };
  }

  aim() {
    this.place = this.placeNow();
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const wanted = scrollTop + distance(this.host.getBoundingClientRect(), this.room());
    const top = Math.min(Math.max(0, wanted), scrollHeight - clientHeight);
    const off = Math.abs(top - scrollTop) > NEAR;
    if (!off && this.target === null) return;
    this.aimed = top;
    this.target = off ? top : null; // on its way it stops where all is seen
    this.scroller.scrollTo({ top: off ? top : scrollTop, behavior: this.reduced.matches ? 'instant' : 'smooth' });
  }

  // A scroll that is not ours, while the picture has kept its place, is somebody's wish.
  heed() {
    const there = Math.abs(this.aimed - this.scroller.scrollTop) <= NEAR;
    if (this.target !== null) {
      if (there) this.rest(); // not all browsers say so
    } else if (there) return; // the last of its pixels
    else if (Math.abs(this.placeNow() - this.place) <= NEAR) this.letGo();
    else this.aim();
  }

  // A way that came to its end may have been aimed at what has moved meanwhile.
  rest() {
    this.target = null;
    if (Math.abs(this.placeNow() - this.place) > NEAR) this.aim();
  }

  isByHand({ type, key, target }) {
    if (type === 'keydown') return KEYS.has(key);
    return type !== 'pointerdown' || target === this.scroller; // pressed there is its scroll bar
  }
}

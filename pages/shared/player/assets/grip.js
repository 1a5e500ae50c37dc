// What is dragged across a picture, or moved by arrow keys.  It only says where it is to be, in the units of the
// picture, and where its pivot stood when the drag began; what follows from that is for Python to say.

/** @import { Grip as GripElement } from './protocol_types' */
/** @typedef {[x: number, y: number]} Point */

/** @type {Record<string, Point>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The middle of a line between its first and its last point.
 * @param {SVGElement} drawn
 * @returns {Point}
 */
function middle(drawn) {
  const places = (drawn.getAttribute('points') ?? '').split(/[ ,]+/).map(Number);
  const [x, y] = places.slice(-2);
  return [(places[0] + x) / 2, (places[1] + y) / 2];
}

export class Grip {
  /**
   * @param {SVGGraphicsElement} drawn a line through two points
   * @param {GripElement} element
   * @param {(places: number[]) => void} tell
   */
  constructor(drawn, element, tell) {
    this.drawn = drawn;
    this.element = element;
    this.tell = tell;
    drawn.addEventListener('pointerdown', (event) => this.press(event));
    drawn.addEventListener('keydown', (event) => this.key(event));
    // Where nothing is painted the browser does not heed touch-action: a finger would scroll the page.
    drawn.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
  }

  /**
   * Where the pivot stands now; nothing for what has none.
   * @returns {number[]}
   */
  pivot() {
    const { pivot } = this.element;
    if (!pivot) return [];
    const found = this.drawn.ownerSVGElement?.querySelector(`[data-id="${CSS.escape(pivot)}"]`);
    return found ? middle(/** @type {SVGElement} */ (found)) : [];
  }

  /**
   * A place of the window in units of the picture.
   * @param {PointerEvent} event
   * @returns {Point}
   */
  place({ clientX, clientY }) {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(this.drawn.getScreenCTM()?.inverse());
    return [x, y];
  }

  /** @param {PointerEvent} down */
  press(down) {
    if (down.button) return;
    down.preventDefault();
    this.drawn.focus({ preventScroll: true });
    const [x, y] = middle(this.drawn);
    const pivot = this.pivot();
    const from = this.place(down);
    const move = (/** @type {PointerEvent} */ event) => {
      const to = this.place(event);
      this.tell([x + to[0] - from[0], y + to[1] - from[1], ...pivot]);
    };
    const end = () => {
      this.drawn.removeEventListener('pointermove', move);
      this.drawn.classList.remove('held');
    };
    this.drawn.classList.add('held');
    this.drawn.setPointerCapture(down.pointerId);
    this.drawn.addEventListener('pointermove', move);
    for (const name of ['pointerup', 'pointercancel']) this.drawn.addEventListener(name, end, { once: true });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const [x, y] = middle(this.drawn);
    const { step } = this.element;
    this.tell([x + way[0] * step, y + way[1] * step, ...this.pivot()]);
  }
}

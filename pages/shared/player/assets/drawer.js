// The drawer of the page, which Streamlit opens and closes: opened from the player at one of its widgets.

const OPENER = '[data-testid=stExpandSidebarButton]';
const DRAWER = '[data-testid=stSidebar]';
const FIELD = 'textarea, input'; // not the button of its help
const PATIENCE = 120; // pictures within which an opened drawer has come to rest
const STILL = 2; // pictures without a move after which it rests

/**
 * Opens the drawer, shows the widget with this key there, and leads the keyboard to it.
 * @param {string} key
 */
export function openDrawer(key) {
  /** @type {HTMLElement | null} */ (document.querySelector(OPENER))?.click();
  let [left, seen, still] = [NaN, 0, 0];
  const look = () => {
    const widget = document.querySelector(`${DRAWER} .st-key-${CSS.escape(key)}`);
    const now = widget?.getBoundingClientRect().left ?? NaN;
    still = now === left && now >= 0 ? still + 1 : 0;
    left = now;
    if (widget && still >= STILL) show(widget);
    else if (++seen < PATIENCE) requestAnimationFrame(look);
  };
  look();
}

/** @param {Element} widget */
function show(widget) {
  widget.scrollIntoView({ block: 'center' });
  /** @type {HTMLElement | null} */
  const field = widget.querySelector(FIELD) ?? widget.querySelector('button');
  field?.focus();
}

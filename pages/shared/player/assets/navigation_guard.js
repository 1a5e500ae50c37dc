// Whether the visitor is on the way to another page.  A request that is made in this moment names the page
// that is left, and Streamlit would go back to it: the new page would stay empty.

const GRACE = 2000; // milliseconds after which a page that is still there stays

/** @param {MouseEvent} event */
function opensElsewhere(event) {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

export class NavigationGuard {
  /** @param {() => void} stays called when nobody has left after all */
  constructor(stays) {
    this.stays = stays;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.click = this.click.bind(this);
    this.begin = this.begin.bind(this);
    document.addEventListener('click', this.click, true);
    this.path = location.pathname;
    this.back = this.back.bind(this);
    window.addEventListener('popstate', this.back);
  }

  /** @param {MouseEvent} event */
  click(event) {
    if (!(event.target instanceof Element)) return;
    /** @type {HTMLAnchorElement | null} */
    const link = event.target.closest('a[href]');
    if (!link || opensElsewhere(event) || link.target === '_blank') return;
    if (new URL(link.href, location.href).pathname !== location.pathname) this.begin();
  }

  /** Back undoes a change of the settings, or leads to another page. */
  back() {
    if (location.pathname !== this.path) this.begin();
  }

  begin() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.stays();
    }, GRACE);
  }

  get underWay() {
    return this.timer !== undefined;
  }

  stop() {
    clearTimeout(this.timer);
    document.removeEventListener('click', this.click, true);
    window.removeEventListener('popstate', this.back);
  }
}

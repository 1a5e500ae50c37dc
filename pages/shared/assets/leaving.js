// Whether the visitor is on the way to another page.  A request that is made in this moment names the page
// that is left, and Streamlit would go back to it: the new page would stay empty.

const GRACE = 2000; // milliseconds after which a page that is still there stays

export class Leaving {
  // `stays` is called when nobody has left after all.
  constructor(stays) {
    this.stays = stays;
    this.click = this.click.bind(this);
    this.begin = this.begin.bind(this);
    document.addEventListener('click', this.click, true);
    window.addEventListener('popstate', this.begin);
  }

  click(event) {
    const link = event.target.closest?.('a[href]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target === '_blank') return;
    if (new URL(link.href, location.href).pathname !== location.pathname) this.begin();
  }

  begin() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.timer = null; this.stays(); }, GRACE);
  }

  get underWay() { return Boolean(this.timer); }

  stop() {
    clearTimeout(this.timer);
    document.removeEventListener('click', this.click, true);
    window.removeEventListener('popstate', this.begin);
  }
}

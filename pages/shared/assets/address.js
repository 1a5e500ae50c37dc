// Settings in the address, without an entry in the browser's history; an empty one is taken out.

export class Address {
  /** @param {() => boolean} left while it holds, the address is that of another page */
  constructor(left) {
    this.left = left;
    this.known = location.search;
    /** @type {Record<string, string> | null} */
    this.waiting = null;
  }

  /**
   * It is written when the picture has been seen, once for all that came meanwhile: the browser lays out the
   * page for it.
   * @param {Record<string, string>} settings
   */
  keep(settings) {
    const waits = this.waiting;
    this.waiting = { ...waits, ...settings };
    if (!waits) requestAnimationFrame(() => setTimeout(() => this.write()));
  }

  write() {
    const settings = this.waiting;
    this.waiting = null;
    if (!settings || this.left()) return;
    const address = new URL(location.href);
    const differs = (/** @type {[string, string]} */ [name, value]) =>
      (address.searchParams.get(name) ?? '') !== value;
    const news = Object.entries(settings).filter(differs);
    for (const [name, value] of news) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (news.length) history.replaceState(history.state, '', address);
    this.known = location.search;
  }
}

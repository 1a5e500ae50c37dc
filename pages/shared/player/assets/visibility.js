// Which panels are in view, or nearly.  Only these are painted while it plays; one that comes into view says
// so before it is seen, and all are wanted before the page is printed.

const NEAR = '160px'; // how far below or above the window a panel is painted already
const ROOM = { rootMargin: NEAR, scrollMargin: NEAR }; // the second is for what scrolls inside the window

/** @template {{ host?: Element }} Panel */
export class Visibility {
  /** @param {(panel: Panel) => void} wanted called when a panel is about to be seen */
  constructor(wanted) {
    /** @type {Map<Element, Panel>} */
    this.panels = new Map(); // by host
    /** @type {Set<Panel>} */
    this.unseen = new Set();
    this.wanted = wanted;
    this.observer = new IntersectionObserver((entries) => entries.forEach((one) => this.change(one)), ROOM);
    this.print = () => this.panels.forEach((panel) => wanted(panel));
    window.addEventListener('beforeprint', this.print);
  }

  /**
   * The panels that there are from now on; those that stay keep what is known of them.
   * @param {(Panel & { host: Element })[]} panels
   */
  watch(panels) {
    /** @type {Map<Element, Panel>} */
    const news = new Map(panels.map((panel) => [panel.host, panel]));
    for (const [host, panel] of this.panels) if (!news.has(host)) this.forget(host, panel);
    for (const [host, panel] of news) if (!this.panels.has(host)) this.expect(host, panel);
    this.panels = news;
  }

  /**
   * What is folded is out of view before the browser says so.
   * @param {Element} host
   * @param {Panel} panel
   */
  expect(host, panel) {
    if (!host.checkVisibility()) this.unseen.add(panel);
    this.observer.observe(host);
  }

  /**
   * @param {Element} host
   * @param {Panel} panel
   */
  forget(host, panel) {
    this.observer.unobserve(host);
    this.unseen.delete(panel);
  }

  /** @param {IntersectionObserverEntry} entry */
  change({ target, isIntersecting }) {
    const panel = this.panels.get(target);
    if (!panel) return;
    if (!isIntersecting) this.unseen.add(panel);
    else if (this.unseen.delete(panel)) this.wanted(panel);
  }

  /** @param {Panel} panel */
  sees(panel) {
    return !this.unseen.has(panel);
  }

  stop() {
    this.observer.disconnect();
    window.removeEventListener('beforeprint', this.print);
  }
}

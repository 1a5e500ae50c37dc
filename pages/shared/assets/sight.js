// Which panels are in view, or nearly.  Only these are painted while it plays; one that comes into view says
// so before it is seen, and all are wanted before the page is printed.

const NEAR = '160px'; // how far below or above the window a panel is painted already

export class Sight {
  constructor(wanted) {
    this.panels = new Map(); // by host
    this.unseen = new Set();
    this.wanted = wanted;
    const room = { rootMargin: NEAR, scrollMargin: NEAR }; // the second is for what scrolls inside the window
    this.observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.change(entry)), room);
    this.printed = () => { for (const panel of this.panels.values()) wanted(panel); };
    window.addEventListener('beforeprint', this.printed);
  }

  // The panels that there are from now on; those that stay keep what is known of them.
  watch(panels) {
    const news = new Map(panels.map((panel) => [panel.host, panel]));
    for (const [host, panel] of this.panels) if (!news.has(host)) this.forget(host, panel);
    for (const host of news.keys()) if (!this.panels.has(host)) this.observer.observe(host);
    this.panels = news;
  }

  forget(host, panel) {
    this.observer.unobserve(host);
    this.unseen.delete(panel);
  }

  change({ target, isIntersecting }) {
    const panel = this.panels.get(target);
    if (!panel) return;
    if (!isIntersecting) this.unseen.add(panel);
    else if (this.unseen.delete(panel)) this.wanted(panel);
  }

  sees(panel) { return !this.unseen.has(panel); }

  stop() {
    this.observer.disconnect();
    window.removeEventListener('beforeprint', this.printed);
  }
}

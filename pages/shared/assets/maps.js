// The small pictures of a scene, such as what each unit answers to, on one canvas in front of it: a canvas of
// its own for each, inside the SVG, makes the browser lay out its layers anew with every picture.

const SVG = 'http://www.w3.org/2000/svg';
const SHARP = 'crisp'; // the tone of a picture whose pixels are seen as squares

export class Maps {
  constructor(colours, { width, height }) {
    Object.assign(this, { colours, width, height, scale: 0, rooms: new Map() });
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'maps';
    this.context = this.canvas.getContext('2d');
    this.observer = new ResizeObserver(([{ contentRect }]) => this.resize(contentRect));
  }

  // Stands in the scene where a picture is seen, and holds its pixels for whoever saves the scene.
  add({ x, y, width, height, columns, rows, tone }) {
    const drawn = document.createElementNS(SVG, 'rect');
    for (const [name, value] of Object.entries({ x, y, width, height, class: 'map' })) drawn.setAttribute(name, value);
    drawn.pixels = Object.assign(document.createElement('canvas'), { width: columns, height: rows });
    this.rooms.set(drawn, { x, y, width, height, smooth: tone !== SHARP });
    return drawn;
  }

  // A scene and the canvas in front of it.
  join(scene) {
    if (!this.rooms.size) return scene;
    const both = document.createElement('div');
    both.className = 'mapped';
    both.append(scene, this.canvas);
    this.observer.observe(scene);
    return both;
  }

  // Bytes are places in the colour table; `upward` puts row 0 at the bottom.
  paint(drawn, bytes, upward) {
    if (this.colours.paint(drawn.pixels, bytes, upward)) this.show(drawn);
  }

  show(drawn) {
    if (!this.scale) return;
    const { x, y, width, height, smooth } = this.rooms.get(drawn);
    const [left, top, right, bottom] = [x, y, x + width, y + height].map((end) => end * this.scale);
    this.context.imageSmoothingEnabled = smooth;
    this.context.clearRect(left, top, right - left, bottom - top);
    this.context.drawImage(drawn.pixels, left, top, right - left, bottom - top);
  }

  // As many pixels as are seen: the canvas is shown as the scene is, whole and in the middle.
  resize({ width, height }) {
    const scale = Math.min(width / this.width, height / this.height) * (window.devicePixelRatio || 1);
    if (scale === this.scale) return;
    this.scale = scale;
    Object.assign(this.canvas, { width: Math.round(this.width * scale), height: Math.round(this.height * scale) });
    for (const drawn of this.rooms.keys()) this.show(drawn);
  }

  stop() { this.observer.disconnect(); }
}

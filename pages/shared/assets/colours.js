// One colour code for every panel: negative orange, light middle, positive blue.

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

const same = (some, others) => some?.length === others.length && some.every((byte, at) => byte === others[at]);

export class Colours {
  constructor({ negative, middle, positive }) {
    const stops = [negative, middle, positive].map(channels);
    this.table = new Uint8ClampedArray(256 * 4);
    this.words = new Uint32Array(this.table.buffer); // the same, one number a colour
    this.names = [];
    this.canvases = new WeakMap();
    for (let index = 0; index < 256; index++) {
      const place = (index / 255) * 2;
      const lower = place < 1 ? 0 : 1;
      const colour = stops[lower].map((from, channel) => from + (stops[lower + 1][channel] - from) * (place - lower));
      this.table.set([...colour, 255], index * 4);
      this.names.push(`rgb(${colour.map(Math.round).join(' ')})`);
    }
  }

  // The place of a value of low..high in the table, held inside it.
  index(value, low, high) {
    return Math.max(0, Math.min(255, Math.round(((value - low) / (high - low)) * 255)));
  }

  // Bytes are places in the table; `upward` puts row 0 at the bottom.  A canvas that has them is left alone;
  // whether it had not.
  paint(canvas, bytes, upward) {
    const known = this.canvases.get(canvas) ?? this.meet(canvas);
    if (known.upward === upward && same(known.bytes, bytes)) return false;
    Object.assign(known, { bytes, upward });
    const { image, pixels, context } = known;
    const { width, height } = image;
    for (let row = 0; row < height; row++) {
      const start = (upward ? height - 1 - row : row) * width;
      for (let column = 0; column < width; column++) pixels[row * width + column] = this.words[bytes[start + column]];
    }
    context.putImageData(image, 0, 0);
    return true;
  }

  // What is needed to paint a canvas again and again.
  meet(canvas) {
    const context = canvas.getContext('2d');
    const image = context.createImageData(canvas.width, canvas.height);
    const made = { context, image, pixels: new Uint32Array(image.data.buffer) };
    this.canvases.set(canvas, made);
    return made;
  }

  // A canvas with another size is empty.
  forget(canvas) { this.canvases.delete(canvas); }

  // Ink that can be read on the colour at this place.
  ink(index) {
    return Math.abs(index - 127.5) > 70 ? '#ffffff' : '#1a1a1a';
  }
}

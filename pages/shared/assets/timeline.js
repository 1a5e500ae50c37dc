// The frames that are known so far, each with a number of its own.  When they
// outgrow the cap, every second old one goes, so memory stays flat on a long run.
// A run that had to begin anew is another part: only within a part do frames belong together.

export class Timeline {
  constructor(capBytes) {
    this.capBytes = capBytes;
    this.clear();
  }

  clear() {
    this.frames = [];
    this.count = 0;
    this.bytes = 0;
    this.part = 0;
  }

  newPart() { this.part += 1; }

  append(frame) {
    frame.number = this.count++;
    frame.part = this.part;
    this.frames.push(frame);
    this.bytes += frame.bytes;
    if (this.bytes > this.capBytes) this.thin();
  }

  thin() {
    const newest = this.frames.length - 1;
    this.frames = this.frames.filter((_, index) => index % 2 === 0 || index === newest);
    this.bytes = this.frames.reduce((sum, frame) => sum + frame.bytes, 0);
  }

  // The position of the last frame that `before(frame)` holds for; frames are in order.
  position(before) {
    let low = 0;
    let high = this.frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.frames[middle])) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  atNumber(number) {
    return this.frames[this.position((frame) => frame.number <= number)];
  }

  // The frames of the part that this one belongs to, up to a number.
  partOf({ part }, number) {
    return this.frames.filter((frame) => frame.part === part && frame.number <= number);
  }

  neighbour(frame, distance) {
    return this.frames[this.position((other) => other.number <= frame.number) + distance];
  }

  get first() { return this.frames[0]; }
  get last() { return this.frames[this.frames.length - 1]; }
}

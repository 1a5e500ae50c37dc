// Panels of words: what was noticed at the shown moment, and code with its live line marked.

function make(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

export class Notes {
  mount(host) {
    this.list = make('ul', 'notes');
    this.list.dataset.nnviz = 'notes';
    host.classList.add('room');
    host.append(this.list);
    if (this.shown) this.fill();
  }

  remark(notes) {
    if (this.shown === notes) return;
    this.shown = notes;
    if (this.list) this.fill();
  }

  fill() { this.list.replaceChildren(...this.shown.map(({ level, text }) => make('li', level, text))); }

  paint() {}
  settle() {}
  resize() {}
  stop() { this.stopped = true; }
}

// `field` says which line is live (-1: none); `states` holds the variables of every step as text.
export class Code {
  constructor(panel) { this.panel = panel; }

  mount(host) {
    this.block = make('pre', 'code');
    this.state = make('p', 'variables');
    this.write(this.panel.lines);
    host.append(this.block, this.state);
  }

  write(lines) {
    this.lines = lines.map((line) => make('code', 'line', line));
    this.block.replaceChildren(...this.lines);
    this.mark();
  }

  mark() { this.lines.forEach((line, index) => line.classList.toggle('live', index === this.live)); }

  paint(frame) {
    [this.live] = frame[this.panel.field];
    this.mark();
    this.state.textContent = this.panel.states[frame.number] ?? '';
  }

  settle() {}
  resize() {}
  stop() { this.stopped = true; }
}

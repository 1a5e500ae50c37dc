// The transport: the bar with its buttons, slider, speed and caption, the keys, and
// the boxes that the panels are mounted in.  It says what was asked for; the player acts.

import { savePng, saveSvg } from './svg_export.js';

const ICONS = {
  first: 'M6 5v14M19 5 9 12l10 7z', back: 'M16 5 6 12l10 7z', step: 'M8 5l10 7-10 7z', last: 'M18 5v14M5 5l10 7-10 7z',
  play: 'M7 4.5 20 12 7 19.5z', pause: 'M6 5h4v14H6zM14 5h4v14h-4z',
};
const UNHURRIED = 100; // milliseconds between two moves of the slider while it plays
const KEYS = { ' ': 'play', ArrowLeft: 'back', ArrowRight: 'step', Home: 'first', End: 'last' };
const EDITABLE = 'input,textarea,select,[contenteditable=true],[role=slider],[role=spinbutton],[role=combobox],[role=listbox],[role=radiogroup],[role=radio],[role=tab]';

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function icon(name) {
  const holder = make('span', { class: 'icon', 'aria-hidden': 'true' });
  holder.innerHTML = `<svg viewBox="0 0 24 24" focusable="false"><path d="${ICONS[name]}"/></svg>`;
  return holder;
}

// What a switch lays over the layout of its figure, as Plotly writes it.
export const patch = ({ axis, on, off }, pressed) => ({ [`${axis}.type`]: pressed ? on : off, [`${axis}.autorange`]: true });

export const plain = (caption) => caption.map(([, text]) => text).join('');

export class Transport {
  constructor(root, player) {
    this.root = root;
    this.player = player;
    this.press = this.press.bind(this);
    document.addEventListener('keydown', this.press);
  }

  build(spec) {
    this.words = spec.words;
    const { words } = spec;
    this.buttons = {};
    for (const action of ['first', 'back', 'play', 'step', 'last']) {
      const button = make('button', { type: 'button', 'data-action': action, 'aria-label': words[action], title: words[action] }, icon(action));
      button.addEventListener('click', () => this.player.act(action));
      this.buttons[action] = button;
    }
    this.slider = make('input', { type: 'range', min: 0, max: 0, value: 0, step: 1, 'data-action': 'scrub', 'aria-label': words.scrub });
    this.slider.addEventListener('input', () => this.player.scrub(Number(this.slider.value)));
    this.pieces = null;
    this.moved = 0;
    this.caption = make('p', { class: 'caption', 'data-nnviz': 'caption' });
    this.line = make('p', { class: 'status', 'data-nnviz': 'status' });
    this.live = make('p', { class: 'unseen', 'aria-live': 'polite', 'data-nnviz': 'live' });
    this.grid = make('div', { class: 'panels' });
    const bar = make('div', { class: 'bar', role: 'group', 'aria-label': words.transport },
      make('div', { class: 'buttons' }, ...Object.values(this.buttons)), this.slider, ...this.speeds(spec));
    bar.hidden = !spec.growing && !spec.speeds.length; // a picture that stands still needs no buttons
    const head = make('div', { class: 'head' }, make('div', { class: 'words' }, this.caption, this.line), bar, this.live);
    this.root.replaceChildren(head, this.grid);
    this.root.dataset.theme = spec.theme;
    this.change(this.player.state);
  }

  speeds({ speeds, words }) {
    if (!speeds.length) return [];
    const choice = make('select', { 'data-action': 'speed', 'aria-label': words.speed, title: words.speed },
      ...speeds.map(({ id, label }) => make('option', { value: id }, label)));
    choice.value = this.player.speed ?? speeds[0].id;
    choice.addEventListener('change', () => this.player.pace(choice.value));
    return [choice];
  }

  // A box with a title for every panel, and its switches beside the title.
  hosts(panels, values, relayout) {
    return panels.map((panel, index) => {
      const save = [...this.actions(panel), ...(panel.saved ? this.savers(panel) : panel.copied ? [this.copier()] : [])];
      const switches = (panel.switches ?? []).map((item) => this.toggle(item, values, (change) => relayout(index, change)));
      const host = make('div', { class: 'host', style: panel.kind === 'figure' ? `min-height:${panel.height}px` : `--tall: ${panel.height}` });
      const chips = panel.chips?.length ? [make('p', { class: 'chips' }, ...panel.chips.map(([tone, text]) => make('span', { class: tone }, text)))] : [];
      const detail = panel.detail ? [make('p', { class: 'detail' }, panel.detail)] : [];
      this.room(panel).append(make('section', { class: `panel span${panel.span} rows${panel.rows ?? 1}`, style: `--order: ${panel.order}; --at: ${index}`, 'data-panel': panel.id, 'aria-label': panel.alt, ...(index ? {} : { 'data-nnviz': 'picture' }) },
        make('header', {}, make('h3', {}, panel.title), ...switches, ...save), ...chips, ...detail, host));
      return host;
    });
  }

  // Where a panel stands: in the grid, or in a column of it that stands for itself.
  room({ column, span }) {
    if (!column) return this.grid;
    const known = this.grid.querySelector(`[data-column="${column}"]`);
    if (known) return known;
    const made = make('div', { class: `column span${span}`, 'data-column': column });
    this.grid.append(made);
    return made;
  }

  // Buttons that are touched like what is drawn, and links, which open beside this page.
  actions({ actions = [] }) {
    return actions.map(({ id, label, href }) => {
      if (href) return make('a', { class: 'switch', href, target: '_blank', rel: 'noopener' }, label);
      const button = make('button', { type: 'button', class: 'switch', 'data-touch': id }, label);
      button.addEventListener('click', () => this.player.touch(id, null));
      return button;
    });
  }

  savers(panel) {
    return [['SVG', saveSvg], ['PNG', savePng]].map(([kind, save]) => {
      const button = make('button', { type: 'button', class: 'switch', 'data-save': kind.toLowerCase(), 'aria-label': `${this.words.save} ${kind}` }, kind);
      button.addEventListener('click', () => save(button.closest('.panel').querySelector('.scene'), panel.id));
      return button;
    });
  }

  // Copies the lines of a panel; where the browser has no clipboard for us, they are selected instead.
  copier() {
    const button = make('button', { type: 'button', class: 'switch', 'data-copy': 'code' }, this.words.copy);
    const say = (word) => {
      button.textContent = this.words[word];
      setTimeout(() => { button.textContent = this.words.copy; }, 2000);
    };
    button.addEventListener('click', () => {
      const block = button.closest('.panel').querySelector('.code');
      const text = [...block.children].map((line) => line.textContent).join('\n');
      getSelection().selectAllChildren(block);
      if (!navigator.clipboard) return say('selected');
      navigator.clipboard.writeText(`${text}\n`).then(() => say('copied'), () => say('selected'));
    });
    return button;
  }

  toggle(item, values, relayout) {
    const { id, label } = item;
    const button = make('button', { type: 'button', class: 'switch', 'data-switch': id, 'aria-pressed': String(values.get(id) ?? false) }, label);
    button.addEventListener('click', () => {
      const value = !values.get(id);
      values.set(id, value);
      button.setAttribute('aria-pressed', String(value));
      relayout(patch(item, value));
    });
    return button;
  }

  press(event) {
    const action = KEYS[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || !this.buttons) return;
    const { target } = event;
    if (target.closest?.(EDITABLE)) return;
    if (event.key === ' ' && target.closest?.('button,a,summary,[role=button],[role=switch],[role=checkbox]')) return;
    event.preventDefault();
    this.player.act(action);
  }

  known({ count }) { this.root.dataset.steps = count; }

  show(frame, timeline, painted, caption, playing) {
    this.write(caption);
    Object.assign(this.root.dataset, { step: frame.number, painted });
    const now = performance.now();
    if (playing && now - this.moved < UNHURRIED) return;
    this.moved = now;
    this.slide(frame, timeline, plain(caption));
  }

  slide(frame, { first, count }, text) {
    Object.assign(this.slider, { min: first.number, max: count - 1, value: frame.number });
    this.slider.setAttribute('aria-valuetext', text);
    for (const action of ['first', 'back']) this.buttons[action].setAttribute('aria-disabled', frame.number === first.number);
  }

  // A caption is a list of [tone, text]; the tones are the colours of the picture.
  write(caption) {
    const tones = caption.map(([tone]) => tone).join();
    if (tones !== this.tones || caption.length !== this.pieces?.length) {
      this.tones = tones;
      this.pieces = caption.map(([, text]) => document.createTextNode(text));
      this.caption.replaceChildren(...caption.map(([tone], at) => (tone ? make('span', { class: tone }, this.pieces[at]) : this.pieces[at])));
    } else caption.forEach(([, text], at) => { if (this.pieces[at].data !== text) this.pieces[at].data = text; });
  }

  change(state) {
    this.root.dataset.state = state;
    const running = state === 'playing' || (state === 'waiting' && this.player.running);
    const name = running ? 'pause' : 'play';
    const { play } = this.buttons;
    if (play.dataset.shows === name) return;
    play.dataset.shows = name;
    play.replaceChildren(icon(name));
    play.setAttribute('aria-label', this.words[name]);
    play.title = this.words[name];
    if (running) this.live.textContent = '';
  }

  // What is wrong with a text stands below the box that it was typed into.
  complain(input, text) {
    const panel = input.closest('.panel');
    panel.querySelector('.complaint')?.remove();
    if (!text) return;
    const note = make('p', { class: 'complaint', role: 'alert' }, text);
    panel.append(note);
    const [box, room] = [input.getBoundingClientRect(), panel.getBoundingClientRect()];
    const left = Math.max(8, Math.min(box.left - room.left, room.width - note.offsetWidth - 8));
    Object.assign(note.style, { left: `${left}px`, top: `${box.bottom - room.top + 6}px` });
  }

  status(text) { if (this.line.textContent !== text) this.line.textContent = text; }
  say(text) { this.live.textContent = text; }
  stop() { document.removeEventListener('keydown', this.press); }
}

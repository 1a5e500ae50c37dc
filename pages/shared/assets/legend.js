// The names of a figure's lines above it, each with a piece of its line; pressing one hides the line, or shows
// it again.  It stands at once and takes its own room, so that the figure below has the same place in any width.

const SVG = 'http://www.w3.org/2000/svg';

function sample({ color, width, dash }) {
  const picture = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'line');
  for (const [name, value] of Object.entries({ viewBox: '0 0 30 10', 'aria-hidden': 'true' })) picture.setAttribute(name, value);
  const stroke = { x1: 0, x2: 30, y1: 5, y2: 5, stroke: color, 'stroke-width': width, 'stroke-dasharray': dash?.replaceAll('px', '') ?? 'none' };
  for (const [name, value] of Object.entries(stroke)) line.setAttribute(name, value);
  picture.append(line);
  return picture;
}

function entry(tag, { name, line }) {
  const made = document.createElement(tag);
  made.append(sample(line), name);
  return made;
}

// `lines` are those that can be hidden; `reveal(line, shown)` does it.
export function legend({ data }, lines, reveal) {
  const row = document.createElement('div');
  row.className = 'legend';
  row.append(...data.filter(({ name }) => name).map((trace) => {
    const line = lines.find((one) => data[one.trace] === trace);
    if (!line) return entry('span', trace);
    const button = entry('button', trace);
    const show = (shown) => button.setAttribute('aria-pressed', shown);
    button.type = 'button';
    show(line.shown);
    button.addEventListener('click', () => {
      reveal(line, !line.shown);
      show(line.shown);
    });
    return button;
  }));
  return row;
}

// A scene as a file: SVG with its colours written into it, or a PNG of twice the size.

const KEPT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'font-size', 'font-weight', 'font-family', 'paint-order', 'display', 'rx'];

const REDRAWN = 'foreignObject, .map';

// What only a browser can show, a box, a slider or pixels, becomes plain drawing in its place.
function redrawn(frame) {
  const inner = frame.firstElementChild;
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(frame.getAttribute(name)));
  const draw = frame.pixels ? image : inner.type === 'range' ? slide : box;
  const group = node('g', {});
  if (getComputedStyle(frame).display !== 'none') group.append(...draw(inner ?? frame.pixels, { x, y, width, height }, inner && getComputedStyle(inner)));
  return group;
}

const image = (canvas, room) => [node('image', { ...room, href: canvas.toDataURL(), preserveAspectRatio: 'none' })];

function slide({ value, min, max }, { x, y, width, height }, { accentColor: ink }) {
  const middle = y + height / 2;
  const at = x + 8 + ((value - min) / (max - min)) * (width - 16);
  const rail = { x1: x, x2: x + width, y1: middle, y2: middle, stroke: ink, 'stroke-width': 3, 'stroke-opacity': 0.4 };
  return [node('line', rail), node('circle', { cx: at, cy: middle, r: 8, fill: ink })];
}

function box({ value, selectedOptions }, { x, y, width, height }, style) {
  const words = node('text', {
    x: x + width / 2, y: y + height / 2, 'text-anchor': 'middle', 'dominant-baseline': 'central', fill: style.color,
    'font-size': style.fontSize, 'font-family': style.fontFamily, 'font-weight': style.fontWeight,
  });
  words.textContent = selectedOptions ? selectedOptions[0].text : value;
  return [node('rect', { x, y, width, height, rx: 6, fill: style.backgroundColor, stroke: style.borderColor, 'stroke-width': 1.5 }), words];
}

function node(name, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function standalone(scene) {
  const copy = scene.cloneNode(true);
  const drawn = scene.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, index) => {
    const style = getComputedStyle(drawn[index]);
    element.setAttribute('style', KEPT.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'));
  });
  const frames = [...scene.querySelectorAll(REDRAWN)];
  copy.querySelectorAll(REDRAWN).forEach((frame, index) => frame.replaceWith(redrawn(frames[index])));
  const { width, height } = scene.viewBox.baseVal;
  for (const [name, value] of Object.entries({ xmlns: 'http://www.w3.org/2000/svg', width, height })) copy.setAttribute(name, value);
  const ground = getComputedStyle(scene.closest('.panel')).backgroundColor;
  copy.style.background = ground;
  return { text: new XMLSerializer().serializeToString(copy), width, height, ground };
}

function download(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveSvg(scene, name) {
  download(new Blob([standalone(scene).text], { type: 'image/svg+xml' }), `${name}.svg`);
}

export async function savePng(scene, name) {
  const { text, width, height, ground } = standalone(scene);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width, height: 2 * height });
  const context = canvas.getContext('2d');
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(blob, `${name}.png`));
}

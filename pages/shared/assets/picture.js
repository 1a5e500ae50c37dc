// A scene as a file: SVG with its colours written into it, or a PNG of twice the size.

const KEPT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'font-size', 'font-weight', 'font-family', 'paint-order'];

function standalone(scene) {
  const copy = scene.cloneNode(true);
  const drawn = scene.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, index) => {
    const style = getComputedStyle(drawn[index]);
    element.setAttribute('style', KEPT.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'));
  });
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

// A page of ours inside another one: the HTML that puts it there, and the height that it asks for.
//
// An embedded page says to the page around it how high it would like to be, whenever that changes:
//     { type: 'nnviz:height', height: 520 }   (pixels, by postMessage)
// A page around it that listens gives the frame that height; one that does not keeps the height that it has.

export const MESSAGE = 'nnviz:height';
const SIZE = { width: 640, height: 480 }; // pixels that are enough

/**
 * The HTML of a frame with the page at an address, and of a script that gives each such frame the height that it
 * asks for: it may stand there more than once.
 * @param {string} href
 * @param {string} title
 */
export function frameOf(href, title) {
  const address = new URL(href);
  address.searchParams.delete('present');
  address.searchParams.set('embed', 'true');
  const [src, name] = [address.href, title].map(attribute);
  return [
    `<iframe src="${src}" title="${name}" width="${SIZE.width}" height="${SIZE.height}"`,
    ` style="width: 100%; border: 0" loading="lazy"></iframe>\n`,
    `<script>${listener(address.origin)}</script>`,
  ].join('');
}

/**
 * What a page around ours does with the message.
 * @param {string} origin of our pages
 */
function listener(origin) {
  const own = JSON.stringify(origin).replaceAll('<', '\\u003c');
  return [
    `addEventListener("message",function(e){if(e.origin!==${own}||!e.data||e.data.type!=="${MESSAGE}")return;`,
    `document.querySelectorAll("iframe").forEach(function(f){`,
    `if(f.contentWindow===e.source)f.style.height=Math.min(2000,Number(e.data.height)||${SIZE.height})+"px"})})`,
  ].join('');
}

/** @param {string} text */
function attribute(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

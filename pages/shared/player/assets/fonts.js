// The font of the page as a rule of a style sheet that carries its letters, for pictures that leave the page.

const FAMILY = /^"?Source Sans"?$/;
const SOURCE = /url\("?([^")]+)"?\)/;

/** @type {Promise<string> | undefined} */
let coming;

/** The rule; nothing where the page has no such font, so that the picture's next font is taken. */
export function fontFace() {
  coming ??= fetched().catch(() => '');
  return coming;
}

async function fetched() {
  const found = Array.from(document.styleSheets, rulesOf).flat().find(isUpright);
  const [, source] = found?.style.getPropertyValue('src').match(SOURCE) ?? [];
  if (!found || !source) return '';
  const answer = await fetch(new URL(source, found.parentStyleSheet?.href ?? document.baseURI));
  if (!answer.ok) return '';
  const letters = await asDataUrl(await answer.blob());
  const weights = found.style.getPropertyValue('font-weight') || '400';
  return `@font-face{font-family:"Source Sans";font-weight:${weights};src:url(${letters})}`;
}

/**
 * The rules of fonts in a sheet; none in one of another origin.
 * @param {CSSStyleSheet} sheet
 */
function rulesOf(sheet) {
  try {
    return Array.from(sheet.cssRules).filter((rule) => rule instanceof CSSFontFaceRule);
  } catch {
    return [];
  }
}

/** @param {CSSFontFaceRule} rule */
function isUpright({ style }) {
  return (
    FAMILY.test(style.getPropertyValue('font-family')) && style.getPropertyValue('font-style') !== 'italic'
  );
}

/**
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
function asDataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

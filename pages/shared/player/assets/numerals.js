// Numbers as visitors type them into boxes.  What is a number is said in numerals.py, for all fields and
// links; a box, which holds one number only, takes a decimal comma as well.

const FULL_WIDTH = /[！-～]/g; // ！ to ～ are ! to ~
const TO_ASCII = 0xfee0; // between a full-width sign and its own
const MINUS = /[−ー]/g;
const SPACES = /^[ \t\r\n\u00a0\u3000]+|[ \t\r\n\u00a0\u3000]+$/g;
const DECIMAL_COMMA = /^([+-]?\d*),(\d+)$/;
const NUMERAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const UNSEEN = /[\p{C}\p{DI}\p{Zl}\p{Zp}\u2800]/gu; // signs that cannot be seen or that turn the line around

/**
 * The number that a text means; what is no number gives NaN.
 * @param {string} text
 */
export function readNumber(text) {
  const ascii = text.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - TO_ASCII));
  const plain = ascii.replace(MINUS, '-').replace(SPACES, '').replace(DECIMAL_COMMA, '$1.$2');
  return NUMERAL.test(plain) ? Number(plain) : NaN;
}

/**
 * What somebody typed, with signs that cannot be seen as their codes: ‹U+202E›.
 * @param {string} text
 */
export function visible(text) {
  return text.replace(UNSEEN, (sign) => {
    const code = /** @type {number} */ (sign.codePointAt(0)).toString(16).toUpperCase();
    return `‹U+${code.padStart(4, '0')}›`;
  });
}

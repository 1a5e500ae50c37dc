// A page in the frame of a lecture: keys that are none of the picture's go to the lecture, and the lecture's keys for
// the picture come in.  Both have the same origin; a page around us from elsewhere is never asked and never heard.

import { keys } from './keys.js';

/** @import { KeyName } from './keys.js' */

const LECTURING = 'lecturing'; // a class of the document of a lecture
const PICTURE = new Set(['first', 'back', 'play', 'step', 'last', 'sound']);
const BOTH = new Set(['spot', 'released']); // the pointer may be here or there

/** Whether this page is a picture of a lecture. */
function inLecture() {
  try {
    return window.parent !== window && window.parent.document.documentElement.classList.contains(LECTURING);
  } catch {
    return false; // from elsewhere
  }
}

/** Ties this page to the lecture around it, if there is one; whether there is. */
export function lectureAround() {
  if (!inLecture()) return false;
  keys().above = (name) => {
    if (PICTURE.has(name)) return false;
    window.parent.postMessage({ nnviz: 'key', name }, location.origin);
    return !BOTH.has(name);
  };
  addEventListener('message', ({ source, origin, data }) => {
    const ours = source === window.parent && origin === location.origin;
    if (ours && data?.nnviz === 'key') keys().say(/** @type {KeyName} */ (data.name));
  });
  return true;
}

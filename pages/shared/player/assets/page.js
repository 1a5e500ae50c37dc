// What the pages of the app load of our modules, by name. The server sends this module joined with all that it
// imports, as one file: a hundred small ones would each be asked for.

import { keep } from './address.js';
import { mount as collected } from './collected.js';
import { mount as lecture } from './lecture.js';
import { hold } from './lifeline.js';
import { mount as player } from './player.js';
import { show } from './presenting.js';
import { mount as still } from './static_scene.js';
import { mount as words } from './words.js';
import { mount as worksheet } from './worksheet.js';

export const parts = { collected, hold, keep, lecture, player, show, still, words, worksheet };

// The first picture of a page: its player with the packet that it would begin with. Nobody answers it yet.

// @ts-expect-error: it lies there when the folder has been made
import { mount } from '../assets/player.js';

const name = location.search.slice(1).split('&')[0];
document.documentElement.lang = name.split('.')[1];
const answer = await fetch(new URL(`first/${name}`, document.baseURI));
const data = new Uint8Array(await answer.arrayBuffer());
mount({ data, parentElement: document.body, setTriggerValue: () => undefined });

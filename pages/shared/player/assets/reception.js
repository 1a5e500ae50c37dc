// What Python says: packets are read, each once, and become frames of the timeline, or another picture.

import * as address from './address.js';
import { focusOn, named } from './focus.js';
import { decode, frames } from './protocol.js';
import { refuse } from './refusing.js';

/** @import { Captions } from './captions.js' */
/** @import { Carrier } from './connection.js' */
/** @import { Player } from './player.js' */
/** @import { Packet, Spec } from './protocol_types' */
/** @import { Moment } from './player_types' */

export class Reception {
  seen = -1; // the number of the last packet that Streamlit brought
  run = '';
  anew = false; // the run had to begin anew in another session
  below = false; // something below the player follows touches
  /** @type {string | undefined} */
  life = undefined;
  /** @type {number | undefined} */
  place = undefined; // of the clock, where the timeline opens

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  /**
   * Streamlit draws a component again whenever it likes: what was read is not read twice. Another life is
   * another session, after a restart of the server or a long absence.
   * @param {Packet} packet
   */
  told(packet) {
    const reborn = this.life !== undefined && packet.life !== this.life;
    if (!reborn && packet.sequence <= this.seen) return;
    Object.assign(this, { life: packet.life, seen: packet.sequence });
    this.measure(packet, 'trigger');
    const { requests, spec } = this.player;
    if (reborn) requests.forget();
    requests.connection.use(packet.stream);
    if (!reborn) this.tellAddress(packet); // the settings of a lost session are those of the address
    if (reborn) this.toldAnew(packet);
    else if (packet.unchanged && spec) this.toldNothing();
    else this.toldNews(packet);
    this.player.root.dataset.told = String(packet.sequence);
  }

  /**
   * Streamlit's side of another session has to know where the page stood.
   * @param {Packet} packet
   */
  toldAnew(packet) {
    this.player.requests.goBackTo(address.settled());
    this.receive(packet, true);
  }

  /** @param {Packet} packet */
  tellAddress({ link, undo }) {
    if (link) address.keep(link, undo);
  }

  /** @param {Packet} packet */
  toldNews(packet) {
    const { requests } = this.player;
    const { asked } = requests;
    this.answered(packet);
    if (asked?.carrier === 'socket' && !packet.spec) requests.asked = asked; // its answer is still to come
  }

  /** Only what stands below has followed; what was asked over the socket is still to come. */
  toldNothing() {
    const { playback, requests } = this.player;
    if (requests.asked?.carrier === 'trigger') requests.asked = null;
    requests.send();
    playback.proceed();
  }

  /**
   * What comes over the socket is always new.
   * @param {Uint8Array} bytes
   */
  heard(bytes) {
    const packet = decode(bytes);
    this.measure(packet, 'socket');
    this.tellAddress(packet);
    this.answered(packet);
  }

  /** @param {Packet} packet */
  answered(packet) {
    this.player.requests.asked = null;
    this.receive(packet, false);
  }

  /**
   * @param {Packet} packet
   * @param {Carrier} carrier
   */
  measure({ body }, carrier) {
    const { playback, requests, spec } = this.player;
    if (!spec) return;
    const each = requests.each(carrier, Math.floor(body.byteLength / spec.layout.stride));
    if (each) playback.pace.measure(each);
  }

  /**
   * @param {Packet} packet
   * @param {boolean} reborn whether the packet is of another session than what is shown
   */
  receive(packet, reborn) {
    const ready = this.prepare(packet, reborn);
    const { captions, panels, playback, requests, root, spec } = this.player;
    if (!ready || !spec || !captions) {
      requests.ask('all', 0);
      return;
    }
    playback.ended = packet.ended;
    this.player.told.take(packet);
    this.below = packet.below;
    this.take(packet, spec, captions);
    if (packet.replace) panels.write(packet);
    if (packet.replace && packet.focus) focusOn(root, named('touch', packet.focus));
    if (packet.opens) open(new URL(packet.opens, document.baseURI), '_blank', 'noopener');
    requests.send();
  }

  /**
   * Makes ready for the frames of a packet; whether they belong to what is shown then.
   * @param {Packet} packet
   * @param {boolean} reborn
   */
  prepare(packet, reborn) {
    if (reborn && this.goesOn(packet)) this.beginAnew(packet.run);
    else if (packet.spec) this.rebuild(packet.spec, packet.run);
    else if (!this.player.spec || packet.spec_id !== this.player.spec.id) return false;
    else if (packet.replace) this.restart(this.player.spec);
    return true;
  }

  /**
   * Whether a new session shows the same as the lost one did, so that its past can still be looked at.
   * @param {Packet} packet
   */
  goesOn({ spec }) {
    const same = spec !== undefined && spec.id === this.player.spec?.id;
    return same && spec.growing && this.player.playback.timeline.last !== undefined;
  }

  /**
   * The same run from its beginning: its frames come behind those that are left of the lost one.
   * @param {string} run
   */
  beginAnew(run) {
    this.run = run;
    this.player.playback.timeline.newPart();
    this.anew = true;
  }

  /**
   * The same timeline with other numbers: the moment that is shown stays.
   * @param {Spec} spec
   */
  restart({ clock }) {
    const { panels, playback } = this.player;
    this.place = playback.shown?.[clock][0];
    playback.timeline.clear();
    panels.forget();
  }

  /**
   * Another spec: the shown moment is found again where the run is the same.
   * @param {Spec} spec
   * @param {string} run
   */
  rebuild(spec, run) {
    const { playback } = this.player;
    const same = run === this.run;
    this.place = same ? playback.shown?.[spec.clock]?.[0] : undefined;
    if (!same) {
      Object.assign(this, { run, anew: false });
      playback.begin();
    }
    this.player.rebuild(spec);
  }

  /**
   * @param {Packet} packet
   * @param {Spec} spec
   * @param {Captions} captions
   */
  take(packet, spec, captions) {
    const { guessing, playback, requests, transport } = this.player;
    const { timeline } = playback;
    const wasEmpty = !timeline.last;
    const moments = frames(packet, spec.layout);
    const retold = this.retold(packet, moments, spec.clock);
    const news = moments.filter((moment) => this.isNews(moment, spec));
    const added = news.map((moment) => timeline.append(moment));
    captions.take(packet, timeline.part);
    transport.text.reserve(captions.longest);
    if (packet.guess) guessing.ask(packet.guess);
    transport.text.status(this.anew ? `${spec.words.anew} ${packet.status}` : packet.status);
    if (wasEmpty) this.open(spec);
    if (retold) playback.jump(timeline.last);
    this.player.looking.take(packet.look);
    refuse(this.player.root, packet);
    transport.known(timeline);
    requests.queueing.hear(packet, added.length);
    this.player.reaching.approach(packet.replace ? null : packet.coming);
    const atOnce = !packet.replace && packet.at_once;
    if (atOnce && playback.running && added.length) playback.leap(added[0]);
    playback.proceed();
  }

  /**
   * Whether the newest moment is told again, because hands have changed it: it takes its own place, and is shown.
   * @param {Packet} packet
   * @param {Moment[]} moments
   * @param {string} clock
   */
  retold(packet, moments, clock) {
    if (packet.replace || !packet.again) return false;
    const { timeline } = this.player.playback;
    if (timeline.last && moments[0]?.[clock][0] === timeline.last[clock][0]) timeline.forgetLast();
    return true;
  }

  /**
   * What was asked for twice may come twice.
   * @param {Moment} moment
   * @param {Spec} spec
   */
  isNews(moment, { growing, clock }) {
    const { last, part } = this.player.playback.timeline;
    return !growing || last?.part !== part || moment[clock][0] > last[clock][0];
  }

  /**
   * A run is found where it was left; a timeline that is known as a whole opens where Python says.
   * @param {Spec} spec
   */
  open(spec) {
    const start = this.place ?? (spec.growing ? Infinity : spec.start);
    const { panels, playback } = this.player;
    const shown = playback.open(spec.clock, start);
    if (shown) panels.paint(shown, 0);
    panels.begin();
  }
}

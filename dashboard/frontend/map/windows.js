// The windows of one briefing, the main one and the speaker's: they are a group, and each tells what it shows.
//
// They talk over a channel of the group and, where the browser keeps the channels of a frame apart or has none,
// straight to the window that opened the other. A speaker's window has the group in its name; a main window keeps it
// over a reload or hears of it from the speaker's window that it had opened.
import { findPairFrame } from "./pair.js";
import { keep, recall } from "./store.js";

/**
 * @typedef {object} Shown What a window shows.
 * @property {string} [pack] The ticket of its pack.
 * @property {string} [scene]
 * @property {number} [began] When the clock was started, in milliseconds since 1970.
 * @property {number} [minutes] How long the briefing is to take; 0 where nothing is planned.
 * @property {number} [followers] How many follow the presenter from elsewhere.
 * @property {string} [colour] In which its main window is covered; empty where it is not.
 *
 * @typedef {object} Message What windows of a group say: that they ask, that they call, or what is shown.
 * @property {string} group
 * @property {string} from
 * @property {boolean} speaker
 * @property {number} since When its window was loaded, in milliseconds since 1970.
 * @property {number} serial
 * @property {boolean} [asks]
 * @property {boolean} [calls]
 * @property {Shown} [shown]
 * @property {boolean} [again]
 *
 * @typedef {{ again?: boolean, follows: boolean }} Manner
 */

const [KEPT, SPEAKER, BEGUN] = ["seabrief-briefing", "seabrief-notes-", "seabriefBegun"];
const makeId = () => Math.random().toString(36).slice(2) + Date.now().toString(36);

/**
 * What a main window showed before it was loaded again, with its `group`.
 * @returns {Shown & { group?: string }}
 */
function recallShown() {
  try {
    return JSON.parse(recall("sessionStorage", KEPT) ?? "null") ?? {};
  } catch {
    return {}; // not written by us
  }
}

/**
 * Whether a window can be told something: it is open, and still on our pages.
 * @param {Window} other
 */
function isWithin(other) {
  try {
    return !other.closed && other.location.origin === location.origin;
  } catch {
    return false; // it is on another site
  }
}

export class Windows {
  me = makeId();
  since = performance.timeOrigin;
  serial = 0;
  /**
   * The serial number of the last message of each window.
   * @type {Map<string, number>}
   */
  heard = new Map();
  /**
   * Windows that are told directly.
   * @type {Set<Window>}
   */
  others = new Set();
  /** @type {BroadcastChannel | null} */
  channel = null;
  /** Whether something was heard over the channel. */
  connected = false;
  /** Whether this window knows what the group shows. */
  knows = false;

  /**
   * `describe()` returns what this window shows; `hear(shown, manner)` is called with what another one shows.
   * @param {() => Shown} describe
   * @param {(shown: Shown, manner: Manner) => void} hear
   */
  constructor(describe, hear) {
    this.describe = describe;
    this.hear = hear;
    this.speaker = window.name.startsWith(SPEAKER);
    const { dataset } = document.documentElement;
    const loads = !(BEGUN in dataset);
    dataset[BEGUN] = "";
    const [loaded] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const reloaded = loads && loaded?.type !== "navigate";
    /** Whether what another window shows goes before what this one began with. */
    this.follows = this.speaker || reloaded;
    /** Whether it stands beside another page of ours in one window, whose briefings would be one group. */
    this.paired = Boolean(findPairFrame());
    const kept = this.speaker || this.paired ? {} : recallShown();
    /**
     * What this window showed before it was loaded again, or before it went to another page of ours and back.
     * @type {Shown}
     */
    this.before = reloaded ? kept : loads ? {} : { began: kept.began };
    this.id = this.speaker ? window.name.slice(SPEAKER.length) : (kept.group ?? "");
    if (this.speaker && window.opener) this.others.add(window.opener);
    this.listening = new AbortController();
    const { signal } = this.listening;
    /** @type {(event: MessageEvent) => void} */
    const take = ({ data, source, origin }) => {
      if (origin === location.origin) this.take(data, /** @type {Window | null} */ (source));
    };
    window.addEventListener("message", take, { signal });
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.resume(), { signal });
    this.join();
  }

  close() {
    this.listening.abort();
    this.channel?.close();
    this.channel = null;
    this.id = "";
  }

  join() {
    if (!this.id || this.channel) return;
    try {
      this.channel = new BroadcastChannel(`seabrief-${this.id}`);
      this.channel.addEventListener("message", ({ data }) => this.take(data, null));
    } catch {
      this.channel = null; // the browser has none, or refuses it
    }
  }

  /** Say what this window shows, or ask where others go before. */
  begin() {
    if (this.follows) this.send({ asks: true });
    else this.tell();
  }

  /** Come back out of the browser's store of pages, where nothing was heard. */
  resume() {
    this.follows = true;
    this.begin();
  }

  /**
   * Open the speaker's window, in this group; false where the browser does not let us.
   * @param {URL} address
   */
  open(address) {
    this.id ||= makeId();
    this.keep();
    this.join();
    const opened = window.open(address, SPEAKER + this.id, "width=1100,height=760");
    if (opened) this.others.add(opened);
    return Boolean(opened);
  }

  /** Keep over a reload what this main window shows. */
  keep() {
    if (!this.speaker && !this.paired)
      keep("sessionStorage", KEPT, JSON.stringify({ ...this.describe(), group: this.id }));
  }

  /** Tell the others what is shown; `again` where they are to go there even if they are there already. */
  tell({ again = false } = {}) {
    this.follows = this.speaker;
    this.knows = true;
    this.keep();
    this.send({ shown: this.describe(), again });
  }

  /** Say that this speaker's window is here: a main window that was loaded again cannot know. */
  call() {
    if (this.speaker) this.send({ calls: true });
  }

  /** @param {Partial<Message>} message */
  send(message) {
    if (!this.id) return;
    const { id: group, me: from, speaker, since } = this;
    this.serial += 1;
    const sent = { group, from, speaker, since, serial: this.serial, ...message };
    this.channel?.postMessage(sent);
    if (this.connected && !message.calls) return;
    for (const other of this.others) if (isWithin(other)) other.postMessage(sent, location.origin);
  }

  /**
   * Take what another window says; `source` is that window where it said it directly.
   * @param {Message} data
   * @param {Window | null} source
   */
  take(data, source) {
    if (source && data?.calls && !this.id) this.id = data.group; // its opener is this window, which forgot
    if (!this.id || data?.group !== this.id || data.from === this.me) return;
    this.join();
    if (!source) this.connected = true;
    const known = this.heard.has(data.from);
    if (source) this.others.add(source);
    if (data.serial <= (this.heard.get(data.from) ?? 0)) return;
    this.heard.set(data.from, data.serial);
    if (!this.speaker && !data.speaker) this.meet(data);
    else if (data.calls) known || this.begin();
    else if (!data.asks) this.listen(/** @type {Required<Message>} */ (data));
    else if (this.knows || !this.speaker) this.tell();
  }

  /** @param {Required<Message>} message */
  listen({ shown, again }) {
    const { follows } = this;
    this.follows = this.speaker;
    this.knows = true;
    this.hear(shown, { again, follows });
    this.keep();
  }

  /**
   * Two main windows in a group: the later one is a copy of the tab and leaves, to begin a group of its own.
   * @param {Message} message
   */
  meet({ from, since }) {
    const isCopy = this.since === since ? from < this.me : since < this.since;
    if (!isCopy) return this.tell();
    this.channel?.close();
    this.id = "";
    this.channel = null;
    this.follows = false;
    this.keep();
  }
}

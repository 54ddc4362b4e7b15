// The windows of one briefing, the main one and the speaker's: they are in a room, and each tells what it shows.
//
// They talk over a channel of the room and, where the browser keeps the channels of a frame apart or has none,
// straight to the window that opened the other. A speaker's window has the room in its name; a main window keeps it
// over a reload or hears of it from the speaker's window that it had opened.
import { keep, recall } from "./store.js";

const [KEPT, SPEAKER, BEGUN] = ["seabrief-briefing", "seabrief-notes-", "seabriefBegun"];
const NEW_MS = 5000;
const makeId = () => Math.random().toString(36).slice(2) + Date.now().toString(36);

/** What a main window showed before it was loaded again, with its `room`. */
function recallShown() {
  try {
    return JSON.parse(recall("sessionStorage", KEPT)) ?? {};
  } catch {
    return {}; // not written by us
  }
}

/** Whether a window can be told something: it is open, and still on our pages. */
function isWithin(other) {
  try {
    return !other.closed && other.location.origin === location.origin;
  } catch {
    return false; // it is on another site
  }
}

export class Room {
  /** `describe()` returns what this window shows; `hear(shown, again)` is called with what another one shows. */
  constructor(describe, hear) {
    Object.assign(this, { describe, hear, me: makeId(), serial: 0, heard: new Map(), others: new Set() });
    this.speaker = window.name.startsWith(SPEAKER);
    const { dataset } = document.documentElement;
    this.since = BEGUN in dataset ? 0 : Date.now();
    dataset[BEGUN] = "";
    const reloaded = this.since > 0 && performance.getEntriesByType("navigation")[0]?.type !== "navigate";
    /** Whether what another window shows goes before what this one began with. */
    this.follows = this.speaker || reloaded;
    const kept = this.speaker ? {} : recallShown();
    /** What this window showed before it was loaded again, or before it went to another page of ours and back. */
    this.before = reloaded ? kept : this.since ? {} : { began: kept.began };
    this.id = this.speaker ? window.name.slice(SPEAKER.length) : (kept.room ?? "");
    if (this.speaker && window.opener) this.others.add(window.opener);
    this.listening = new AbortController();
    const { signal } = this.listening;
    const take = ({ data, source, origin }) => origin === location.origin && this.take(data, source);
    window.addEventListener("message", take, { signal });
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.resume(), { signal });
    this.join();
  }

  /** Whether this main window has only just been loaded, and may be the copy of another one. */
  get isNew() {
    return Date.now() - this.since < NEW_MS;
  }

  close() {
    this.listening.abort();
    this.channel?.close();
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

  /** Open the speaker's window, in this room; false where the browser does not let us. */
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
    if (!this.speaker) keep("sessionStorage", KEPT, JSON.stringify({ ...this.describe(), room: this.id }));
  }

  /** Tell the others what is shown; `again` where they are to go there even if they are there already. */
  tell({ again = false } = {}) {
    Object.assign(this, { follows: this.speaker, knows: true });
    this.keep();
    this.send({ shown: this.describe(), again });
  }

  /** Say that this speaker's window is here: a main window that was loaded again cannot know. */
  call() {
    if (this.speaker) this.send({ calls: true });
  }

  send(message) {
    if (!this.id) return;
    const { id: room, me: from, speaker, isNew } = this;
    this.serial += 1;
    const sent = { room, from, speaker, isNew, serial: this.serial, ...message };
    this.channel?.postMessage(sent);
    if (this.connected && !message.calls) return;
    for (const other of this.others) if (isWithin(other)) other.postMessage(sent, location.origin);
  }

  take(data, source) {
    if (source && data?.calls && !this.id) this.id = data.room; // its opener is this window, which forgot
    if (!this.id || data?.room !== this.id || data.from === this.me) return;
    this.join();
    if (!source) this.connected = true;
    const known = this.heard.has(data.from);
    if (source) this.others.add(source);
    if (data.serial <= (this.heard.get(data.from) ?? 0)) return;
    this.heard.set(data.from, data.serial);
    if (!this.speaker && !data.speaker) this.meet(data);
    else if (data.calls) known || this.begin();
    else if (!data.asks) this.listen(data);
    else if (this.knows || !this.speaker) this.tell();
  }

  listen({ shown, again }) {
    const { follows } = this;
    Object.assign(this, { follows: this.speaker, knows: true });
    this.hear(shown, { again, follows });
    this.keep();
  }

  /** Two main windows in a room: the later one is a copy of the tab and leaves, to begin a room of its own. */
  meet({ from, isNew }) {
    const isCopy = this.isNew && (!isNew || from < this.me);
    if (!isCopy) return isNew && this.tell();
    this.channel?.close();
    Object.assign(this, { id: "", channel: null, follows: false });
    this.keep();
  }
}

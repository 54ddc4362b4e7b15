// The presenter's side of a room: what is on his map goes to the server, and from there to all who follow.
//
// The key of the room stays in this tab. What is shown is sent at once; while that is under way only the last of what
// comes meanwhile is kept.
import { make } from "./elements.js";
import { keep, recall } from "./store.js";

/**
 * @import { RoomTexts } from "./messages.js"
 *
 * @typedef {object} Held A room that is open.
 * @property {string} id
 * @property {string} code
 * @property {string} key
 * @property {string} link
 * @property {string} picture Its QR code, as a `data:` address.
 *
 * @typedef {ReturnType<typeof setTimeout>} Timer
 * @typedef {[number, number] | null} Place
 */

const KEPT = "seabrief-room";
const [COUNT_MS, RETRY_MS, REST_MS, POINTER_MS] = [5000, 1000, 200, 200];
const [TOO_MANY, SERVER_ERROR] = [429, 500];
const OVER = [403, 404, 410];
const FIRST_HALF = 3;

/**
 * Return the room that this tab has open.
 * @returns {Held | null}
 */
export function recallHeld() {
  try {
    return JSON.parse(recall("sessionStorage", KEPT) ?? "null");
  } catch {
    return null; // not written by us
  }
}

export class Presenting {
  /** @type {Held | null} */
  held = recallHeld();
  /** What was sent last. */
  sent = "";
  /** Whether something is under way. */
  busy = false;
  /** @type {{ place: Place } | null} */
  pointed = null;
  /** @type {Timer | undefined} */
  resting;
  /** @type {Timer | undefined} */
  retrying;
  /** @type {Timer | undefined} */
  pointing;
  followers = 0;
  /** What is said instead of the number of followers. */
  said = "";

  /**
   * `describe()` returns what is shown as a query, empty where no link leads to it; `counted()` is called when
   * another number of people follows.
   * @param {RoomTexts} texts
   * @param {string} url Address of the rooms.
   * @param {() => string} describe
   * @param {() => void} [counted]
   */
  constructor(texts, url, describe, counted) {
    this.texts = texts;
    this.url = url;
    this.describe = describe;
    this.counted = counted;
    this.button = make("button", "sb-rail-button sb-rail-room", texts.open);
    Object.assign(this.button, { type: "button", title: texts.openHint });
    this.button.addEventListener("click", () => this.toggle());
    this.root = make("section", "sb-room");
    this.root.setAttribute("aria-label", texts.open);
    this.root.hidden = true;
    this.draw();
    if (this.held) this.changed();
    this.counting = setInterval(() => this.count(), COUNT_MS);
  }

  close() {
    for (const timer of [this.resting, this.retrying, this.pointing]) clearTimeout(timer);
    clearInterval(this.counting);
    this.root.remove();
  }

  /** Open a room, or show and hide what leads to the one that is open. */
  async toggle() {
    if (this.held || !this.root.hidden) {
      this.root.hidden = !this.root.hidden;
      return this.draw();
    }
    this.root.hidden = false;
    const query = this.describe();
    if (!query) return this.say(this.texts.private);
    this.say(this.texts.opening);
    const page = location.origin + location.pathname;
    const [status, read] = await this.ask("", "POST", { page, query });
    if (!read?.key) return this.say(status === TOO_MANY || read ? this.texts.full : this.texts.failed);
    this.held = /** @type {Held} */ (read);
    this.sent = query;
    this.followers = 0;
    keep("sessionStorage", KEPT, JSON.stringify(this.held));
    this.say("");
    this.changed({ soon: true });
  }

  async end() {
    const { held } = this;
    if (!held) return;
    this.forget("");
    this.root.hidden = true;
    await this.ask(`/${held.id}`, "DELETE", null, held.key);
  }

  /**
   * Let go of the room.
   * @param {string} why
   */
  forget(why) {
    this.held = null;
    this.sent = "";
    this.pointed = null;
    keep("sessionStorage", KEPT, null);
    this.say(why);
  }

  /** Show followers what is on the map: at once where a scene begins, else when it has come to rest. */
  changed({ soon = false } = {}) {
    if (!this.held) return;
    clearTimeout(this.resting);
    if (soon) this.send();
    else this.resting = setTimeout(() => this.send(), REST_MS);
  }

  /**
   * Show followers where the presenter points; null where he does not.
   * @param {Place} place
   */
  point(place) {
    if (!this.held || !this.followers) return;
    this.pointed = { place };
    this.pointing ??= setTimeout(() => {
      this.pointing = undefined;
      const { held, pointed } = this;
      this.pointed = null;
      if (held && pointed) this.ask(`/${held.id}`, "POST", { pointer: pointed.place }, held.key);
    }, POINTER_MS);
  }

  async send() {
    const { held } = this;
    const query = this.describe();
    if (!held || this.busy || query === this.sent) return;
    if (!query) return this.say(this.texts.private);
    this.busy = true;
    const [status, read] = await this.ask(`/${held.id}`, "POST", { query }, held.key);
    this.busy = false;
    if (held !== this.held) return;
    if (OVER.includes(status)) return this.forget(this.texts.over);
    if (!status || status === TOO_MANY || status >= SERVER_ERROR) return this.sendAgain();
    this.sent = query; // also where the server would not have it, as a layer that was drawn for this viewer alone
    if (read?.followers !== undefined) this.followers = read.followers;
    this.say("");
    this.send();
  }

  sendAgain() {
    this.say(this.texts.cut);
    clearTimeout(this.retrying);
    this.retrying = setTimeout(() => this.send(), RETRY_MS);
  }

  async count() {
    const { held } = this;
    if (!held) return;
    const [status, read] = await this.ask(`/${held.id}`, "GET", null);
    if (held !== this.held) return;
    if (OVER.includes(status)) return this.forget(this.texts.over);
    if (!read || status >= 400) return;
    if (read.followers !== this.followers) {
      this.followers = read.followers;
      this.counted?.();
    }
    this.draw();
    this.send();
  }

  /**
   * Ask the server; return the status, 0 where it is not there, and what it said, null where that is none of ours.
   * @param {string} path
   * @param {string} method
   * @param {object | null} body
   * @param {string} [key]
   * @returns {Promise<[number, any]>}
   */
  async ask(path, method, body, key = "") {
    try {
      const answer = await fetch(this.url + path, {
        method,
        body: body && JSON.stringify(body),
        headers: { ...(body ? { "content-type": "application/json" } : {}), ...(key ? { "x-room-key": key } : {}) },
      });
      const ours = answer.headers.get("content-type")?.startsWith("application/json");
      return [answer.status, ours ? await answer.json() : null];
    } catch {
      return [0, null]; // the server is away, or the answer was cut off
    }
  }

  /** @param {string} text */
  say(text) {
    this.said = text;
    this.draw();
  }

  draw() {
    const { held, texts, said } = this;
    this.button.textContent = held ? `${texts.open} · ${this.followers}` : texts.open;
    this.button.setAttribute("aria-expanded", String(!this.root.hidden));
    this.button.classList.toggle("sb-rail-live", Boolean(held));
    if (this.root.hidden) return;
    const told = make(
      "p",
      "sb-room-said",
      said || (held ? texts.followers.replace("{count}", `${this.followers}`) : ""),
    );
    told.setAttribute("role", "status");
    const hide = this.drawButton(texts.hide, () => this.toggle());
    if (!held) return this.root.replaceChildren(told, make("div", "sb-room-acts", "", hide));
    if (this.root.dataset.room === held.id) return this.root.querySelector(".sb-room-said")?.replaceWith(told);
    const code = make("p", "sb-room-code", `${held.code.slice(0, FIRST_HALF)} ${held.code.slice(FIRST_HALF)}`);
    const picture = Object.assign(make("img", "sb-room-picture"), { src: held.picture, alt: texts.picture });
    const link = Object.assign(make("input", "sb-room-link"), { value: held.link, readOnly: true });
    link.setAttribute("aria-label", texts.link);
    link.addEventListener("focus", () => link.select());
    const copy = this.drawButton(texts.copy, async () => {
      link.select();
      await navigator.clipboard?.writeText(held.link).catch(() => undefined); // else it is marked, to be copied by hand
    });
    const end = this.drawButton(texts.end, () => this.end());
    end.classList.add("sb-room-end");
    this.root.dataset.room = held.id;
    this.root.replaceChildren(
      picture,
      make("p", "sb-room-head", texts.code),
      code,
      told,
      link,
      make("div", "sb-room-acts", "", copy, hide, end),
    );
  }

  /**
   * @param {string} text
   * @param {() => void} act
   */
  drawButton(text, act) {
    const button = make("button", "sb-rail-button", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
}

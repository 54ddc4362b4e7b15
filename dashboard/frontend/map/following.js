// A follower's side of a room: the map shows what the presenter shows, unless the follower looks around or back.
import "./leaflet.js";
import { make } from "./elements.js";
import { findWay, readShown } from "./shownquery.js";

/* global L */

/**
 * @import { MapData, RoomTexts } from "./messages.js"
 * @import { ShownView } from "./shownquery.js"
 *
 * @typedef {"joining" | "cut" | "on" | "around" | "back" | "ended" | "unknown" | "often"} Mode What a follower does.
 *
 * @typedef {object} FollowedMap What following needs of a map.
 * @property {L.Map | null} map
 * @property {(shown: ShownView) => void} show Shows it at once.
 * @property {(query: string) => void} tell Tells Python, which writes the words beside the map.
 * @property {() => void} free Lets the viewer go through the scenes.
 *
 * @typedef {{ version: number, step: number, query: string }} Step
 * @typedef {ReturnType<typeof setTimeout>} Timer
 */

const [AGAIN_MS, SPREAD_MS, MOST_SPREAD_MS, TELL_AGAIN_MS, MOST_TELL_MS] = [1000, 30, 3000, 4000, 32_000];
const [TOO_MANY, GONE, NOT_FOUND] = [429, 410, 404];
/** @type {Mode[]} */
const OVER = ["ended", "unknown", "often"];

export class Following {
  /** @type {Mode} */
  mode = "joining";
  /**
   * What was shown last in each step, by its number.
   * @type {Map<number, string>}
   */
  steps = new Map();
  /** The step that the presenter is at. */
  now = 0;
  /** The step that is on here. */
  at = 0;
  /** What is on here, as a query. */
  query = "";
  /** What Python has still to be told; empty where nothing is. */
  untold = "";
  /** How long telling Python is spread over, so that not all followers ask at once. */
  spread = 0;
  /** @type {EventSource | null} */
  source = null;
  /** @type {Timer | undefined} */
  telling;
  /** @type {Timer | undefined} */
  joining;
  /** @type {L.Marker | null} */
  pointer = null;
  closed = false;

  /**
   * `name` is the id or the code of the room.
   * @param {RoomTexts} texts
   * @param {string} url Address of the rooms.
   * @param {string} name
   * @param {FollowedMap} view
   */
  constructor(texts, url, name, view) {
    this.texts = texts;
    this.url = url;
    this.name = name;
    this.view = view;
    this.told = make("span", "sb-follow-told");
    this.told.setAttribute("role", "status");
    this.title = make("span", "sb-follow-title");
    const words = make("p", "sb-follow-words", "", this.told, this.title);
    this.earlier = this.drawButton("‹", texts.earlier, () => this.step(-1));
    this.later = this.drawButton("›", texts.later, () => this.step(1));
    this.return = this.drawButton(texts.comeBack, texts.comeBack, () => this.comeBack());
    this.return.classList.add("sb-follow-return");
    this.root = make("div", "sb-follow", "", this.earlier, words, this.later, this.return);
    this.draw();
  }

  close() {
    this.closed = true;
    this.source?.close();
    this.source = null;
    clearTimeout(this.telling);
    clearTimeout(this.joining);
  }

  /** Find the room, and follow it from now on. */
  async join() {
    const [status, id] = await this.find();
    if (this.closed) return;
    if (status === TOO_MANY) return this.turn("often");
    if (status === NOT_FOUND || status === GONE) return this.leave(status === GONE || this.now ? "ended" : "unknown");
    if (!id) return this.joinAgain();
    const source = new EventSource(`${this.url}/events/${id}`);
    this.source = source;
    /** @type {(name: string, take: (data: any) => void) => void} */
    const on = (name, take) =>
      source.addEventListener(name, (event) => {
        if (source === this.source) take(JSON.parse(/** @type {MessageEvent} */ (event).data));
      });
    on("standing", (data) => this.takeStanding(data));
    on("shown", (data) => this.takeStep(data));
    on("pointed", ({ place }) => this.point(place));
    on("ended", () => this.leave("ended"));
    source.onopen = () => this.mode === "cut" && this.turn(this.at === this.now ? "on" : "back");
    source.onerror = () => {
      if (source !== this.source) return;
      if (this.mode === "on") this.turn("cut");
      if (source.readyState === EventSource.CLOSED) this.joinAgain(); // else the browser tries again by itself
    };
  }

  joinAgain() {
    this.source?.close();
    this.source = null;
    clearTimeout(this.joining);
    this.joining = setTimeout(() => this.join(), AGAIN_MS * (1 + Math.random()));
  }

  /**
   * Return the status, 0 where the server is not there, and the id of the room.
   * @returns {Promise<[number, string]>}
   */
  async find() {
    try {
      const answer = await fetch(`${this.url}/${encodeURIComponent(this.name)}`);
      if (!answer.headers.get("content-type")?.startsWith("application/json")) return [0, ""];
      return [answer.status, (await answer.json()).id ?? ""];
    } catch {
      return [0, ""]; // the server is away
    }
  }

  /**
   * Say which scene is on.
   * @param {string} title
   */
  entitle(title) {
    this.title.textContent = title;
  }

  /** @param {{ steps: Step[], followers: number }} standing */
  takeStanding({ steps, followers }) {
    this.spread = Math.min(followers * SPREAD_MS, MOST_SPREAD_MS);
    this.steps = new Map(steps.map(({ step, query }) => [step, query]));
    this.now = /** @type {Step} */ (steps.at(-1)).step;
    if (!["around", "back"].includes(this.mode)) this.comeBack();
    else this.draw();
  }

  /** @param {Step} shown */
  takeStep({ step, query }) {
    this.steps.set(step, query);
    this.now = step;
    if (["around", "back"].includes(this.mode)) this.draw();
    else this.comeBack();
  }

  /** Show what the presenter shows. */
  comeBack() {
    this.turn("on");
    this.at = this.now;
    this.show();
  }

  /**
   * Go back, or forward again, through what was shown.
   * @param {number} by
   */
  step(by) {
    if (!this.isHere(this.at + by)) return;
    if (this.at + by === this.now) return this.comeBack();
    this.at += by;
    this.turn("back");
    this.show();
  }

  /**
   * Whether a step is known, and shown by this page.
   * @param {number} step
   */
  isHere(step) {
    const query = this.steps.get(step);
    return query !== undefined && !findWay(query, new URL(location.href));
  }

  /** Let the viewer look around: what the presenter shows is noted, and not shown. */
  lookAround() {
    if (this.mode === "on" || this.mode === "cut") this.turn("around");
  }

  show() {
    const query = this.steps.get(this.at) ?? "";
    const way = findWay(query, new URL(location.href));
    clearTimeout(this.telling);
    this.untold = way ? "" : query;
    if (way) return location.assign(way);
    this.query = query;
    this.view.show(readShown(query));
    this.telling = setTimeout(() => this.tell(), Math.random() * this.spread);
    this.draw();
  }

  /** Tell Python, and some times again until it answers: a run that is stopped loses what it was told. */
  tell(patience = TELL_AGAIN_MS) {
    if (!this.untold) return;
    this.view.tell(this.untold);
    if (patience <= MOST_TELL_MS) this.telling = setTimeout(() => this.tell(2 * patience), patience);
  }

  /**
   * Note what Python shows beside the map; whether it has heard of what is on.
   * @param {Pick<MapData, "scene" | "feature">} data
   */
  hasHeard({ scene, feature }) {
    if (!this.untold) return true;
    const wanted = readShown(this.untold);
    if (wanted.scene !== (scene ?? "") || wanted.feature !== (feature ?? null)) return false;
    this.untold = "";
    clearTimeout(this.telling);
    return true;
  }

  /**
   * Stop following: the map stays.
   * @param {Mode} mode
   */
  leave(mode) {
    this.source?.close();
    this.source = null;
    this.turn(mode);
    this.view.free();
  }

  /** @param {Mode} mode */
  turn(mode) {
    this.mode = mode;
    if (mode !== "on") this.point(null);
    this.draw();
  }

  /**
   * Draw where the presenter points.
   * @param {[number, number] | null} place
   */
  point(place) {
    if (!place || this.mode !== "on" || !this.view.map) {
      this.pointer?.remove();
      this.pointer = null;
    } else if (this.pointer) this.pointer.setLatLng(place);
    else {
      const icon = L.divIcon({ className: "sb-pointer", iconSize: [22, 22] });
      this.pointer = L.marker(place, { icon, interactive: false, keyboard: false, zIndexOffset: 10_000 });
      this.pointer.addTo(this.view.map);
    }
  }

  draw() {
    const { texts, mode } = this;
    const numbers = [...this.steps.keys()];
    const first = numbers[0] ?? 0;
    const place = texts.back.replace("{step}", `${this.at - first + 1}`).replace("{count}", `${this.now - first + 1}`);
    this.told.textContent = mode === "back" ? place : texts[mode];
    this.root.dataset.mode = mode;
    const over = OVER.includes(mode) || mode === "joining";
    this.earlier.hidden = this.later.hidden = over || mode === "around" || numbers.length < 2;
    this.earlier.disabled = !this.isHere(this.at - 1);
    this.later.disabled = !this.isHere(this.at + 1);
    this.return.hidden = mode !== "around" && mode !== "back";
  }

  /**
   * @param {string} text
   * @param {string} title
   * @param {() => void} act
   */
  drawButton(text, title, act) {
    const button = make("button", "sb-rail-button", text);
    Object.assign(button, { type: "button", title });
    button.setAttribute("aria-label", title);
    button.addEventListener("click", act);
    return button;
  }
}

// The time bar: events along a line. The map shows what had happened by the one that is chosen, and can go from one to
// the next by itself.
import { make } from "./elements.js";
import { readKey } from "./keys.js";

const PACES_S = [6, 3, 1];
const USUAL_S = 3;
const [NEAR, NEAR_NARROW, BRIEF] = [0.055, 0.16, 0.14]; // shares of the line: a year, on narrow maps, *The brief*
/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
const PRESSED_BY_SPACE = "button, select";

/**
 * @import { Catalogue, EventEntry } from "./messages.js"
 * @import { Dates } from "./dates.js"
 * @import { Nameplates } from "./names.js"
 *
 * @typedef {object} TimeView What the bar needs of the map.
 * @property {Pick<Catalogue, "events" | "texts">} catalogue
 * @property {Pick<Nameplates, "call">} names
 * @property {Pick<Dates, "until" | "hasBegun">} dates
 * @property {Record<string, unknown>} packLayers
 * @property {() => string[]} visible
 * @property {(ids: string[]) => void} switchOn
 * @property {(day: string, event: EventEntry) => void} showMoment
 * @property {(key: string, event: null) => void} reportClick
 * @property {() => void} report
 */

export class TimeBar {
  /**
   * The events on the line, the earliest first.
   * @type {EventEntry[]}
   */
  events = [];
  /** Which of them happened last, as the map shows it. */
  index = -1;
  /** Whether it was gone to on the bar, so that it stands out on the map. */
  chosen = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  timer;

  /** @param {TimeView} view */
  constructor(view) {
    this.view = view;
    const { texts } = view.catalogue;
    const { time } = texts;
    /** @type {(text: string, title: string, act: () => void) => HTMLButtonElement} */
    const draw = (text, title, act) => {
      const button = Object.assign(make("button", "sb-rail-button", text), { type: "button", title });
      button.setAttribute("aria-label", title);
      button.addEventListener("click", act);
      return button;
    };
    this.play = draw("▶", time.play, () => this.toggle());
    this.name = make("button", "sb-time-name");
    this.name.type = "button";
    this.name.addEventListener("click", () => this.event && this.view.reportClick(nameKey(this.event), null));
    this.date = make("span", "sb-time-date");
    this.later = make("span", "sb-time-after");
    this.words = make("p", "sb-time-words", "", this.date, this.later, this.name);
    this.line = Object.assign(make("input", "sb-time-line"), { type: "range", min: "0", step: "1" });
    this.line.setAttribute("aria-label", time.line);
    this.line.addEventListener("input", () => this.go(Number(this.line.value)));
    this.ticks = make("div", "sb-time-ticks");
    this.ticks.setAttribute("aria-hidden", "true");
    const paces = PACES_S.map((seconds) =>
      Object.assign(make("option", "", time.seconds.replace("{seconds}", `${seconds}`)), { value: `${seconds}` }),
    );
    this.pace = make("select", "sb-time-pace", "", ...paces);
    this.pace.value = `${USUAL_S}`;
    Object.assign(this.pace, { title: time.pace });
    this.pace.setAttribute("aria-label", time.pace);
    this.pace.addEventListener("change", () => this.timer && this.start());
    const back = draw("‹", time.previous, () => this.go(this.index - 1));
    const on = draw("›", time.next, () => this.go(this.index + 1));
    this.root = make(
      "div",
      "sb-time",
      "",
      make("div", "sb-time-acts", "", back, this.play, on),
      this.words,
      make("div", "sb-time-track", "", this.ticks, this.line),
      this.pace,
    );
    this.words.setAttribute("aria-atomic", "true");
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", time.line);
    this.root.addEventListener("keydown", (event) => this.press(event));
  }

  get playing() {
    return this.timer !== undefined;
  }

  /**
   * The event that the map shows as the last one.
   * @returns {EventEntry | undefined}
   */
  get event() {
    return this.events[this.index];
  }

  /** Key of the event that was gone to; null where none was. */
  get key() {
    return this.chosen && this.event ? nameKey(this.event) : null;
  }

  /**
   * Put the events of the layers that are on along the line, or of all layers where none of them is on.
   * @param {{ hides?: boolean }} options Whether the bar is hidden where none of them is on.
   */
  update({ hides = false } = {}) {
    const { view } = this;
    const { last } = this;
    const known = view.catalogue.events.filter(({ layer }) => layer in view.packLayers);
    const on = new Set(view.visible());
    const shown = known.filter(({ layer }) => on.has(layer));
    this.root.hidden = (hides ? shown : known).length === 0;
    const listed = shown.length ? shown : known;
    if (listed.map(nameKey).join() !== this.events.map(nameKey).join()) {
      const { event } = this;
      this.events = listed;
      this.draw();
      this.index = event && !last ? listed.indexOf(event) : -1;
      this.chosen &&= this.index >= 0;
    }
    this.follow();
  }

  /** Whether all events are shown. */
  get last() {
    return this.index === this.events.length - 1;
  }

  /** Stand where the map does. */
  follow() {
    const { dates } = this.view;
    if (!this.chosen || !this.event) {
      this.chosen = false;
      this.index = this.events.findLastIndex(({ date }) => dates.hasBegun({ since: date }));
    }
    this.tell("off");
  }

  /** Let go of the event that was gone to, since the page has chosen a date, and stand there. */
  release() {
    this.stop();
    this.chosen = false;
    this.follow();
  }

  /**
   * Go to an event of the line, which is switched on where none is.
   * @param {number} index
   */
  go(index) {
    const { events, view } = this;
    const on = view.visible();
    if (!events.some(({ layer }) => on.includes(layer))) view.switchOn(events.map(({ layer }) => layer));
    this.index = Math.max(0, Math.min(events.length - 1, index));
    this.chosen = true;
    view.showMoment(this.last ? "" : findStart(events[this.index].date), events[this.index]);
    this.tell(document.activeElement === this.line ? "off" : "polite"); // else it would be said twice
  }

  toggle() {
    if (this.playing) return this.stop();
    this.start();
    this.go(this.last ? 0 : this.index + 1);
  }

  start() {
    clearInterval(this.timer);
    this.timer = setInterval(() => (this.last ? this.stop() : this.go(this.index + 1)), 1000 * Number(this.pace.value));
    this.drawPlay();
  }

  /** Stop going on, and have Python told where the map stands. */
  stop() {
    if (!this.playing) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.drawPlay();
    this.view.report();
  }

  drawPlay() {
    const { time } = this.view.catalogue.texts;
    this.play.textContent = this.playing ? "❚❚" : "▶";
    this.play.title = this.playing ? time.pause : time.play;
    this.play.setAttribute("aria-label", this.play.title);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const key = readKey(event);
    const { target } = event;
    if (!(target instanceof Element) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === " " && !target.closest(PRESSED_BY_SPACE)) this.toggle();
    else if (key in STEPS && target.closest("button")) this.go(this.index + STEPS[key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Say what happened last; `live` is how urgently a screen reader does.
   * @param {"polite" | "off"} live
   */
  tell(live) {
    const { event, view } = this;
    const { time } = view.catalogue.texts;
    const unchosen = !event || (!this.chosen && view.dates.until === "");
    this.words.setAttribute("aria-live", live);
    this.date.textContent = unchosen ? "" : event.told;
    this.name.textContent = unchosen ? time.all.replace("{count}", `${this.events.length}`) : view.names.call(event);
    this.name.title = this.name.textContent;
    this.name.disabled = unchosen;
    this.later.textContent = !unchosen && event.kind === "later" ? time.later : "";
    const told = [this.date, this.later, this.name].map(({ textContent }) => textContent);
    this.line.value = `${Math.max(0, this.index)}`;
    this.line.setAttribute("aria-valuetext", told.filter(Boolean).join(" · "));
    for (const [number, tick] of this.ticks.querySelectorAll(".sb-time-tick").entries())
      tick.classList.toggle("sb-time-ahead", number > this.index);
  }

  /** Draw a tick for each event, a line where the brief stands, and years where there is room for them. */
  draw() {
    const { events, view } = this;
    const { time } = view.catalogue.texts;
    const most = Math.max(1, events.length - 1);
    this.line.max = `${events.length - 1}`;
    /** @type {(part: HTMLElement, place: number) => HTMLElement} */
    const place = (part, at) => {
      part.style.left = `${(100 * at) / most}%`;
      return part;
    };
    const ticks = events.map((event, at) => place(make("i", `sb-time-tick sb-time-${event.kind}`), at));
    const first = events.findIndex(({ kind }) => kind === "later");
    const brief =
      first > 0 ? [place(make("b", "sb-time-cut", "", make("span", "sb-time-wide", time.brief)), first - 0.5)] : [];
    const [wide, narrow] = [NEAR, NEAR_NARROW].map((near) => listYears(events, near * most));
    const years = wide
      .filter((at) => at >= first || first - at >= BRIEF * most)
      .map((at) => place(make("span", narrow.includes(at) ? "" : "sb-time-wide", events[at].date.slice(0, 4)), at));
    this.ticks.replaceChildren(...ticks, ...brief, ...years);
  }
}

/** @param {EventEntry} event */
function nameKey({ layer, id }) {
  return `${layer}.${id}`;
}

/**
 * Return the day on which a year, month or day begins.
 * @param {string} date
 */
function findStart(date) {
  return `${date}-01-01`.slice(0, 10);
}

/**
 * Return where years begin in a list of events, leaving out those that are too close to the one before.
 * @param {EventEntry[]} events
 * @param {number} least Least distance, counted in events.
 */
function listYears(events, least) {
  /** @type {number[]} */
  const places = [];
  for (const [at, { date }] of events.entries()) {
    const begins = at === 0 || date.slice(0, 4) !== events[at - 1].date.slice(0, 4);
    const room = Math.min(at - (places.at(-1) ?? -least), events.length - at);
    if (begins && room >= least) places.push(at);
  }
  return places;
}

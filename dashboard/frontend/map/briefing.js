// The briefing on the map: a rail of scenes, keys and clicker, full screen, and a second window in step.
import { Blank, COLOURS } from "./blank.js";
import { make } from "./elements.js";
import { isTaken, readKey } from "./keys.js";
import { Following } from "./following.js";
import { Legend } from "./legend.js";
import { showOverview } from "./overview.js";
import { Playing, readPlaying } from "./playing.js";
import { Presenting } from "./presenting.js";
import { Windows } from "./windows.js";
import { writeShown } from "./shownquery.js";
import { keep, recall } from "./store.js";
import { watchSwipes } from "./swipes.js";

/**
 * @import { Host } from "./host.js"
 * @import { LabelLayer } from "./labels.js"
 * @import { MapData, SceneEntry } from "./messages.js"
 * @import { Nameplates } from "./names.js"
 * @import { ReadCatalogue } from "./parcels.js"
 * @import { Manner, Shown } from "./windows.js"
 * @import { ShownView } from "./shownquery.js"
 *
 * @typedef {object} BriefingView What a briefing needs of the map: it shows scenes and tells Python.
 * @property {HTMLElement} root
 * @property {MapData["theme"]} theme
 * @property {Pick<MapData, "catalogue" | "rooms">} latest
 * @property {Nameplates} names
 * @property {Pick<LabelLayer, "arrange">} labels
 * @property {Legend} [legend]
 * @property {(scene: SceneEntry) => void} showScene
 * @property {(scene: SceneEntry, shown: ShownView) => void} showFollowed
 * @property {() => Omit<ShownView, "pack" | "scene">} describeShown What of the map is not as the scene has it.
 * @property {L.Map | null} map
 * @property {Pick<Host, "setTriggerValue">} host
 *
 * @typedef {object} Stage What a map is turned into the stage of a briefing by.
 * @property {HTMLElement} root
 * @property {HTMLButtonElement} foldButton
 * @property {L.Map} map
 * @property {ReadCatalogue} catalogue
 * @property {Pick<MapData, "catalogue" | "ticket" | "rooms">} latest
 * @property {{ root: HTMLElement }} sources
 * @property {(id: string) => void} open
 * @property {Legend} [legend]
 * @property {Briefing} [briefing]
 *
 * @typedef {ReturnType<typeof setTimeout>} Timer
 */

const ON = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const PRESSED_BY_SPACE = "button, summary, a, [role=button]";
const SAID_MS = 8000;
const [TYPED_MS, SECONDS_A_SCENE] = [2500, 15];
const [PLANNED, SOON_SHARE] = ["seabrief-minutes", 0.2];
const [MOST_ASKED, ASK_AGAIN_MS] = [3, 6000];
const IN_STEP = location.protocol !== "file:"; // two windows of a page from a disk cannot hear each other

/**
 * Turn a map into the stage of a briefing: a legend instead of the list of layers, keys go through scenes.
 * @param {BriefingView & Stage} view
 * @param {string} scene
 */
export function startBriefing(view, scene) {
  view.root.classList.add("sb-briefing");
  view.foldButton.remove();
  view.map.keyboard.disable();
  view.legend = new Legend(view.catalogue, view.names, (id) => view.open(id));
  view.briefing = new Briefing(view, view.catalogue, view.latest.ticket ?? "");
  view.briefing.begin(scene);
  const { presenting, following } = view.briefing;
  if (presenting) view.root.querySelector(".sb-stage")?.append(presenting.root);
  view.root.classList.toggle("sb-following", Boolean(following)); // the frame may have had another map
  if (following) view.root.append(following.root);
  view.sources.root.before(view.legend.root);
  view.root.append(view.briefing.next, view.briefing.said, view.briefing.root);
}

export class Briefing {
  /** The colour in which the main window is covered; empty where it is not. */
  colour = "";
  /**
   * When the clock was started, in milliseconds since 1970.
   * @type {number | undefined}
   */
  began;
  /** Whether the map fills the window, where it may not fill the screen. */
  fills = false;
  /**
   * The scene that is on.
   * @type {number}
   */
  index;
  /**
   * The buttons of the scenes.
   * @type {HTMLButtonElement[]}
   */
  steps = [];
  /** @type {HTMLButtonElement} */
  clock;
  /** @type {HTMLButtonElement} */
  back;
  /** @type {HTMLButtonElement} */
  darken;
  /** @type {HTMLImageElement} */
  nextImage;
  /** @type {HTMLElement} */
  nextTitle;
  /** @type {HTMLElement} */
  nextTakeaway;
  /** @type {HTMLElement} */
  nextFollowers;
  listening = new AbortController();
  /** @type {Timer | undefined} */
  saying;
  /** @type {Timer | undefined} */
  asking;
  /** The digits of a scene's number that were typed; Enter goes there. */
  typed = "";
  /** @type {Timer | undefined} */
  typing;
  playing = new Playing(() => this.go((this.index + 1) % this.scenes.length));
  /** How long each scene stays while the briefing plays by itself. */
  seconds = SECONDS_A_SCENE;
  /** How long the briefing is to take; 0 where nothing is planned. */
  minutes = Number(recall("sessionStorage", PLANNED));
  /**
   * What makes this window a presenter's.
   * @type {Presenting | null}
   */
  presenting = null;
  /**
   * What makes this window a follower's.
   * @type {Following | null}
   */
  following = null;

  /**
   * `pack` is what another window can ask Python for.
   * @param {BriefingView} view
   * @param {ReadCatalogue} catalogue
   * @param {string} pack
   */
  constructor(view, { scenes, texts }, pack) {
    this.view = view;
    this.scenes = scenes;
    this.texts = texts;
    this.pack = pack;
    this.blank = new Blank(texts.uncover, () => this.cover(""));
    this.said = make("p", "sb-said");
    this.said.setAttribute("role", "status");
    this.windows = new Windows(
      () => this.describe(),
      (shown, how) => this.hear(shown, how),
    );
    const { rooms } = view.latest;
    const url = rooms && new URL(rooms.url, document.baseURI).href;
    if (url && rooms.follows) this.following = this.makeFollowing(url, rooms.follows);
    else if (url && !this.windows.speaker && !this.windows.paired) this.presenting = this.makePresenting(url);
    this.root = this.draw();
    this.next = this.drawNext();
    const { signal } = this.listening;
    document.addEventListener("keydown", (event) => this.press(event), { signal });
    document.addEventListener("pointerdown", () => this.stopPlaying(), { signal });
    const swipe = (/** @type {number} */ by) => (this.follows ? this.following?.step(by) : this.go(this.index + by));
    for (const part of [this.root, view.legend?.root]) if (part) watchSwipes(part, swipe, signal);
    document.addEventListener("fullscreenchange", () => this.present(Boolean(document.fullscreenElement)), { signal });
    this.timer = setInterval(() => {
      this.tick();
      this.windows.call();
    }, 1000);
  }

  /**
   * Begin at a scene, in step with the other window.
   * @param {string} scene
   */
  begin(scene) {
    this.mark(scene);
    const { before } = this.windows;
    this.began ??= before.began;
    if (document.fullscreenElement) this.present(true);
    if (this.windows.speaker) document.documentElement.classList.add("sb-speaker", "sb-with-notes");
    if (this.following) return void this.following.join();
    if ((before.pack ?? this.pack) !== this.pack) this.ask(before);
    this.windows.begin();
    const seconds = this.windows.speaker ? 0 : readPlaying(location.hash);
    if (seconds) this.play(seconds);
  }

  /** @param {string} url */
  makePresenting(url) {
    return new Presenting(
      this.texts.room,
      url,
      () => this.writeShown(),
      () => this.windows.tell(),
    );
  }

  /**
   * Follow a room: this window shows what its presenter shows.
   * @param {string} url
   * @param {string} name
   */
  makeFollowing(url, name) {
    const { view } = this;
    return new Following(this.texts.room, url, name, {
      map: view.map,
      show: (shown) => this.showFollowed(shown),
      tell: (query) => view.host.setTriggerValue("stepped", { scene: this.scene.id, query }),
      free: () => this.root.closest(".sb-frame")?.classList.remove("sb-following"),
    });
  }

  /**
   * Show what a presenter shows; another pack is asked for first.
   * @param {ShownView} shown
   */
  showFollowed(shown) {
    if (shown.pack !== this.pack) return this.ask({ pack: shown.pack, scene: shown.scene });
    const index = this.scenes.findIndex(({ id }) => id === shown.scene);
    if (index < 0) return;
    this.mark(shown.scene);
    this.view.showFollowed(this.scene, shown);
  }

  /** What a presenter shows, as a query; empty where it is a pack that no link leads to. */
  writeShown() {
    if (this.pack && typeof this.view.latest.catalogue !== "string") return ""; // an upload
    return writeShown({ pack: this.pack, scene: this.scene.id, ...this.view.describeShown() });
  }

  /** Whether keys and buttons go through what was shown, and not through the scenes. */
  get follows() {
    return Boolean(this.following?.source);
  }

  close() {
    this.listening.abort();
    clearInterval(this.timer);
    clearTimeout(this.saying);
    clearTimeout(this.asking);
    clearTimeout(this.typing);
    this.playing.stop();
    this.presenting?.close();
    this.following?.close();
    this.windows.close();
    this.blank.show("");
    document.documentElement.classList.remove("sb-speaker", "sb-presenting", "sb-laser");
  }

  draw() {
    /** @type {(text: string, title: string, act: () => void) => HTMLButtonElement} */
    const button = (text, title, act) => {
      const made = make("button", "sb-rail-button", text);
      made.type = "button";
      made.title = title;
      made.setAttribute("aria-label", title);
      made.addEventListener("click", act);
      return made;
    };
    const { texts } = this;
    this.steps = this.scenes.map((_scene, index) => button(`${index + 1}`, "", () => this.go(index)));
    this.steps.forEach((step, index) => {
      this.view.names.put(this.scenes[index], (name) => {
        step.title = `${index + 1}. ${name}`;
        step.setAttribute("aria-label", step.title);
      });
    });
    for (const step of this.steps) step.classList.add("sb-rail-step");
    this.clock = button("", texts.restartClock, () => this.startClock(Date.now()));
    this.clock.classList.add("sb-rail-clock");
    this.back = button("↺", texts.returnToScene, () => this.go(this.index));
    this.back.classList.add("sb-rail-return");
    this.darken = button("■", texts.blackScreen, () => this.cover(this.colour ? "" : "black"));
    this.darken.classList.add("sb-rail-dark");
    const overview = button("", texts.stage.open, () => this.showOverview());
    overview.classList.add("sb-rail-overview");
    const rail = make(
      "nav",
      "sb-rail",
      "",
      button("‹", texts.previousScene, () => this.go(this.index - 1)),
      make("div", "sb-rail-steps", "", ...this.steps),
      button("›", texts.nextScene, () => this.go(this.index + 1)),
      this.back,
      this.clock,
      this.darken,
      overview,
      ...(this.following ? [] : [button(texts.notes, texts.speakerNotes, () => this.toggleNotes())]),
      make(
        "span",
        "sb-rail-main",
        "",
        ...(this.presenting ? [this.presenting.button] : []),
        ...(IN_STEP && !this.following
          ? [button(texts.window, texts.speakerWindow, () => this.openSpeakerWindow())]
          : []),
        button(texts.fullScreen, texts.present, () => this.toggleFullScreen()),
      ),
    );
    rail.setAttribute("aria-label", texts.scenes);
    this.following?.root.append(button(texts.fullScreen, texts.present, () => this.toggleFullScreen()));
    return rail;
  }

  /** What comes next: shown in the speaker's window. */
  drawNext() {
    this.nextImage = make("img");
    this.nextImage.alt = "";
    this.nextTitle = make("strong");
    this.nextTakeaway = make("span");
    this.nextFollowers = make("span", "sb-next-followers");
    const head = make("span", "sb-next-head", this.texts.nextUp);
    const words = make("p", "", "", head, this.nextTitle, this.nextTakeaway, this.nextFollowers);
    return make("div", "sb-next", "", words);
  }

  showNext() {
    const scene = this.scenes[this.index + 1];
    this.nextTitle.textContent = scene ? this.view.names.call(scene) : this.texts.lastScene;
    this.following?.entitle(`${this.index + 1}. ${this.view.names.call(this.scene)}`);
    this.nextTakeaway.textContent = scene ? this.view.names.call(scene.takeaway) : "";
    const picture = scene?.pictures[this.view.theme];
    if (!picture) return this.nextImage.remove();
    this.nextImage.src = new URL(picture, document.baseURI).href;
    this.next.prepend(this.nextImage);
  }

  /**
   * Mark the scene that is on, without going there.
   * @param {string} id
   */
  mark(id) {
    this.index = Math.max(
      this.scenes.findIndex((scene) => scene.id === id),
      0,
    );
    this.steps.forEach((step, index) => {
      step.classList.toggle("sb-rail-passed", index < this.index);
      if (index === this.index) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    this.showNext();
    this.view.labels.arrange(this.scene.labels);
  }

  /**
   * Mark the scene that Python has gone to; the other window goes along.
   * @param {string} id
   * @param {{ first: boolean }} drawn Whether the map is only just drawn, and other windows may go before.
   */
  follow(id, { first }) {
    if (this.follows) return;
    this.mark(id);
    if (first) return;
    this.presenting?.changed({ soon: true });
    this.windows.tell();
  }

  get scene() {
    return this.scenes[this.index];
  }

  /**
   * Go to a scene, or back to this one after a look around; the other window goes along.
   * @param {number} index
   */
  go(index, { alone = false } = {}) {
    if (index < 0 || index >= this.scenes.length) return;
    this.mark(this.scenes[index].id);
    this.colour = "";
    this.drawColour();
    this.view.showScene(this.scene);
    this.presenting?.changed({ soon: true });
    if (!alone) this.windows.tell({ again: true });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (isTaken(event)) return;
    const key = readKey(event);
    const target = /** @type {Element} */ (event.target);
    if (!this.colour && (key === " " || key === "Enter") && target.closest?.(PRESSED_BY_SPACE)) return;
    const plays = this.playing.on;
    this.stopPlaying();
    const act = plays && key === "p" ? () => undefined : (this.findTyped(key) ?? this.findAct(key, event.shiftKey));
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  }

  /**
   * What a key does to the number of a scene that is typed: a digit is taken, Enter goes there.
   * @param {string} key
   * @returns {(() => void) | undefined}
   */
  findTyped(key) {
    if (this.colour || this.follows) return;
    if (/^\d$/.test(key)) return () => this.type(this.typed + key);
    const number = Number(this.typed);
    if (!number || (key !== "Enter" && key !== "Escape")) return;
    return () => {
      this.type("");
      if (key === "Enter") this.go(Math.min(number, this.scenes.length) - 1);
    };
  }

  /** @param {string} typed */
  type(typed) {
    this.typed = Number(typed) ? typed.slice(-String(this.scenes.length).length) : "";
    this.say(this.typed && this.texts.stage.goTo.replace("{number}", this.typed));
    clearTimeout(this.typing);
    if (this.typed) this.typing = setTimeout(() => this.type(""), TYPED_MS);
  }

  showOverview({ keys = false } = {}) {
    const state = { shown: this.index, seconds: this.seconds, minutes: this.minutes, keys };
    showOverview(this.view, this.scenes, state, this.texts.stage, {
      go: (index) => this.go(index),
      play: (seconds) => this.play(seconds),
      plan: (minutes) => this.plan(minutes),
    });
  }

  /**
   * Go on by itself until a key or the pointer is pressed.
   * @param {number} seconds For each scene.
   */
  play(seconds) {
    this.seconds = seconds;
    this.playing.start(seconds);
    this.say(this.texts.stage.plays.replace("{seconds}", `${seconds}`));
  }

  stopPlaying() {
    if (!this.playing.on) return;
    this.playing.stop();
    this.say(this.texts.stage.stopped);
  }

  /**
   * Count the time against what is planned, in both windows.
   * @param {number} minutes
   */
  plan(minutes) {
    this.minutes = minutes;
    keep("sessionStorage", PLANNED, `${minutes}`);
    if (!this.began) this.began = Date.now();
    this.windows.tell();
    this.tick();
  }

  /**
   * What a key does; while the screen is black, a key that would go to a scene brings this one back.
   * @param {string} key
   * @param {boolean} shift
   * @returns {(() => void) | undefined}
   */
  findAct(key, shift) {
    if (key in COLOURS) return () => this.cover(this.colour === COLOURS[key] ? "" : COLOURS[key]);
    /** @type {Record<string, number>} */
    const steps = { Home: -this.index, End: this.scenes.length - 1 - this.index, r: 0 };
    for (const name of ON) steps[name] = 1;
    for (const name of BACK) steps[name] = -1;
    if (key === " " && shift) steps[key] = -1;
    if (this.colour && (key in steps || key === "Escape")) return () => this.cover("");
    if (key in steps && this.follows) return this.findFollowed(key);
    if (key in steps) return () => this.go(this.index + steps[key]);
    /** @type {Record<string, () => void>} */
    const acts = {
      f: () => this.toggleFullScreen(),
      l: () => document.documentElement.classList.toggle("sb-laser"),
    };
    if (!this.follows) {
      acts.o = () => this.showOverview();
      acts.p = () => this.play(this.seconds);
      acts["?"] = () => this.showOverview({ keys: true });
    }
    if (!this.following) acts.n = () => this.toggleNotes();
    if (IN_STEP && !this.windows.speaker && !this.windows.paired && !this.following)
      acts.s = () => this.openSpeakerWindow();
    if (this.fills) acts.Escape = () => this.present(false);
    return acts[key];
  }

  /**
   * What a key does for a follower: back, forward, and to the presenter again.
   * @param {string} key
   */
  findFollowed(key) {
    const { following } = this;
    if (!following) return;
    if (ON.includes(key)) return () => following.step(1);
    if (BACK.includes(key)) return () => following.step(-1);
    if (key === "r" || key === "End") return () => following.comeBack();
  }

  /**
   * Say in the speaker's window how many follow.
   * @param {number} followers
   */
  showFollowers(followers) {
    this.nextFollowers.textContent = followers ? this.texts.room.followers.replace("{count}", `${followers}`) : "";
  }

  toggleNotes() {
    document.documentElement.classList.toggle("sb-with-notes");
  }

  /**
   * Make the screen black or white, or show the map again; a speaker's window does it to the main one.
   * @param {string} colour
   */
  cover(colour) {
    this.colour = colour;
    this.drawColour();
    this.windows.tell();
  }

  drawColour() {
    const { speaker } = this.windows;
    this.blank.show(speaker ? "" : this.colour);
    this.darken.setAttribute("aria-pressed", String(Boolean(this.colour)));
    if (speaker) this.say(this.colour ? this.texts.screenIsBlank : "", { stays: true });
  }

  async toggleFullScreen() {
    if (document.fullscreenElement) return document.exitFullscreen();
    if (this.fills) return this.present(false);
    try {
      await document.documentElement.requestFullscreen();
    } catch {
      this.fills = true; // a frame may not, and some telephones cannot: fill the window, at least
      this.present(true);
      this.say(this.texts.noFullScreen);
    }
  }

  /** @param {boolean} on */
  present(on) {
    document.documentElement.classList.toggle("sb-presenting", on);
    if (!on) this.fills = false;
    if (on && !this.began) this.startClock(Date.now());
  }

  /**
   * Say something to who presents, for a while.
   * @param {string} text
   */
  say(text, { stays = false } = {}) {
    clearTimeout(this.saying);
    this.said.textContent = text;
    if (text && !stays) this.saying = setTimeout(() => this.say(""), SAID_MS);
  }

  /**
   * Count the time from a moment on, in both windows.
   * @param {number} began
   */
  startClock(began) {
    this.began = began;
    this.windows.tell();
    this.tick();
  }

  tick() {
    /** @type {(number: number) => string} */
    const pad = (number) => String(number).padStart(2, "0");
    const now = new Date();
    const passed = this.began ? Math.floor((now.getTime() - this.began) / 1000) : null;
    const spent = passed === null ? "" : ` · ${pad(Math.floor(passed / 60))}:${pad(passed % 60)}`;
    const planned = spent && this.minutes ? ` / ${this.minutes}:00` : "";
    const left = planned ? 1 - (passed ?? 0) / (60 * this.minutes) : 1;
    this.clock.textContent = `${pad(now.getHours())}:${pad(now.getMinutes())}${spent}${planned}`;
    this.clock.classList.toggle("sb-rail-soon", left < SOON_SHARE && left > 0);
    this.clock.classList.toggle("sb-rail-late", left <= 0);
  }

  /** Open a second window with the notes; both go from scene to scene together. */
  openSpeakerWindow() {
    if (!this.began) this.startClock(Date.now());
    const address = new URL(location.href);
    const served = typeof this.view.latest.catalogue === "string";
    if (served) address.searchParams.set("scene", this.scene.id); // else only the pack that is to come knows it
    if (!this.windows.open(address)) this.say(this.texts.windowBlocked);
  }

  /**
   * What this window shows, for the other one.
   * @returns {Shown}
   */
  describe() {
    const { pack, scene, began, colour, minutes, presenting } = this;
    return { pack, scene: scene?.id, began, colour, minutes, followers: presenting?.held ? presenting.followers : 0 };
  }

  /**
   * Take over what another window shows.
   * @param {Shown} shown
   * @param {Manner} manner
   */
  hear({ pack, scene, began, colour, minutes, followers }, { again, follows }) {
    if (began) this.began = Number(began);
    if (Number.isInteger(minutes)) this.minutes = Number(minutes);
    if (Number.isInteger(followers)) this.showFollowers(Number(followers));
    this.tick();
    if (pack !== this.pack) return follows && this.ask({ pack, scene });
    clearTimeout(this.asking);
    const index = this.scenes.findIndex(({ id }) => id === scene);
    if (index >= 0 && (again || index !== this.index)) this.go(index, { alone: true });
    this.colour = colour && Object.values(COLOURS).includes(colour) ? colour : "";
    this.drawColour();
  }

  /**
   * Ask Python for the pack that the other window shows, and again where a stopped run has lost the question.
   * @param {Shown} shown
   */
  ask({ pack, scene }, tries = MOST_ASKED, patience = ASK_AGAIN_MS) {
    clearTimeout(this.asking);
    this.say(this.texts.joining);
    this.view.host.setTriggerValue("stepped", { ticket: String(pack), scene: String(scene) });
    if (tries > 1) this.asking = setTimeout(() => this.ask({ pack, scene }, tries - 1, 2 * patience), patience);
  }
}

// The briefing on the map: a rail of scenes, keys and clicker, full screen, and a second window in step.
import { make } from "./elements.js";
import { Legend } from "./legend.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
const OWN_KEYS = "input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=radiogroup]";
const PRESSED_BY_SPACE = "button, summary, a, [role=button]";
const ROOM = "room=";
const IN_STEP = location.protocol !== "file:"; // two windows of a page from a disk cannot hear each other

/** Turn a map into the stage of a briefing: a legend instead of the list of layers, keys go through scenes. */
export function startBriefing(view, scene) {
  view.root.classList.add("sb-briefing");
  view.foldButton.remove();
  view.map.keyboard.disable();
  view.legend = new Legend(view.catalogue, view.names, (id) => view.open(id));
  view.briefing = new Briefing(view, view.catalogue);
  view.briefing.mark(scene);
  view.sources.root.before(view.legend.root);
  view.root.append(view.briefing.next, view.briefing.root);
}

class Briefing {
  /** `view` is the map: it shows scenes and tells Python; `data.scene` is where the page begins. */
  constructor(view, { scenes, texts }) {
    Object.assign(this, { view, scenes, texts });
    this.root = this.draw();
    this.next = this.drawNext();
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener("keydown", (event) => this.press(event), { signal });
    document.addEventListener("fullscreenchange", () => this.present(Boolean(document.fullscreenElement)), { signal });
    this.timer = setInterval(() => this.tick(), 1000);
    this.room = location.hash.includes(ROOM) ? location.hash.split(ROOM)[1] : "";
    if (!this.room) return;
    this.join();
    document.documentElement.classList.add("sb-speaker", "sb-with-notes");
    this.channel.postMessage({ asks: true });
  }

  close() {
    this.listening.abort();
    clearInterval(this.timer);
    this.channel?.close();
    document.documentElement.classList.remove("sb-speaker", "sb-presenting");
  }

  draw() {
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
    this.steps.forEach((step) => step.classList.add("sb-rail-step"));
    this.clock = button("", texts.restartClock, () => this.startClock(Date.now()));
    this.clock.classList.add("sb-rail-clock");
    this.back = button("↺", texts.returnToScene, () => this.go(this.index));
    this.back.classList.add("sb-rail-return");
    const rail = make(
      "nav",
      "sb-rail",
      "",
      button("‹", texts.previousScene, () => this.go(this.index - 1)),
      make("div", "sb-rail-steps", "", ...this.steps),
      button("›", texts.nextScene, () => this.go(this.index + 1)),
      this.back,
      this.clock,
      button(texts.notes, texts.speakerNotes, () => this.toggleNotes()),
      make(
        "span",
        "sb-rail-main",
        "",
        ...(IN_STEP ? [button(texts.window, texts.speakerWindow, () => this.openSpeakerWindow())] : []),
        button(texts.fullScreen, texts.present, () => this.toggleFullScreen()),
      ),
    );
    rail.setAttribute("aria-label", texts.scenes);
    return rail;
  }

  /** What comes next: shown in the speaker's window. */
  drawNext() {
    this.nextImage = make("img");
    this.nextImage.alt = "";
    this.nextTitle = make("strong");
    this.nextTakeaway = make("span");
    const words = make("p", "", "", make("span", "sb-next-head", this.texts.nextUp), this.nextTitle, this.nextTakeaway);
    return make("div", "sb-next", "", words);
  }

  showNext() {
    const scene = this.scenes[this.index + 1];
    this.nextTitle.textContent = scene ? this.view.names.call(scene) : this.texts.lastScene;
    this.nextTakeaway.textContent = scene ? this.view.names.call(scene.takeaway) : "";
    const picture = scene?.pictures[this.view.theme];
    if (!picture) return this.nextImage.remove();
    this.nextImage.src = new URL(picture, document.baseURI);
    this.next.prepend(this.nextImage);
  }

  /** Mark the scene that is on, without going there. */
  mark(id) {
    this.index = Math.max(this.scenes.findIndex((scene) => scene.id === id), 0);
    this.steps.forEach((step, index) => {
      step.classList.toggle("sb-rail-passed", index < this.index);
      if (index === this.index) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    this.showNext();
    this.view.labels.arrange(this.scene.labels);
  }

  get scene() {
    return this.scenes[this.index];
  }

  /** Go to a scene, or back to this one after a look around; windows in step go along. */
  go(index, { alone = false } = {}) {
    if (index < 0 || index >= this.scenes.length) return;
    this.mark(this.scenes[index].id);
    this.view.showScene(this.scene);
    if (!alone) this.channel?.postMessage({ scene: this.scene.id });
  }

  press(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.target.closest(OWN_KEYS)) return;
    if ((event.key === " " || event.key === "Enter") && event.target.closest(PRESSED_BY_SPACE)) return;
    const acts = {
      Home: () => this.go(0),
      End: () => this.go(this.scenes.length - 1),
      r: () => this.go(this.index),
      n: () => this.toggleNotes(),
      s: () => IN_STEP && this.openSpeakerWindow(),
      f: () => this.toggleFullScreen(),
    };
    const step = STEPS[event.key];
    const act = step ? () => this.go(this.index + step) : acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  toggleNotes() {
    document.documentElement.classList.toggle("sb-with-notes");
  }

  toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  present(on) {
    document.documentElement.classList.toggle("sb-presenting", on);
    if (on && !this.began) this.startClock(Date.now());
  }

  /** Count the time from a moment on, in both windows. */
  startClock(began) {
    this.began = began;
    this.channel?.postMessage({ began });
    this.tick();
  }

  tick() {
    const pad = (number) => String(number).padStart(2, "0");
    const now = new Date();
    const passed = this.began ? Math.floor((now - this.began) / 1000) : null;
    const spent = passed === null ? "" : ` · ${pad(Math.floor(passed / 60))}:${pad(passed % 60)}`;
    this.clock.textContent = `${pad(now.getHours())}:${pad(now.getMinutes())}${spent}`;
  }

  /** Open a second window with the notes; both are in a room of their own and go from scene to scene together. */
  openSpeakerWindow() {
    this.room ||= crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    this.join();
    if (!this.began) this.startClock(Date.now());
    const address = new URL(location.href);
    address.searchParams.set("scene", this.scene.id);
    address.hash = `${ROOM}${this.room}`;
    window.open(address, `seabrief-${this.room}`, "width=1100,height=760");
  }

  join() {
    if (this.channel) return;
    this.channel = new BroadcastChannel(`seabrief-${this.room}`);
    this.channel.addEventListener("message", ({ data }) => {
      if (data.asks && this.began) this.channel.postMessage({ began: this.began });
      if (data.began) {
        this.began = data.began;
        this.tick();
      }
      const index = this.scenes.findIndex((scene) => scene.id === data.scene);
      if (index >= 0) this.go(index, { alone: true });
    });
  }
}

// The page without a server: hosts the map, and shows beside it what a scene or a click stands for.
import { render } from "./bridge.js";
import { unpack } from "./deltas.js";
import { keepJson } from "./fetching.js";
import { make } from "./elements.js";

/**
 * @import { Book, BookFact, BookSource, MapData, TriggerEvents, View } from "./messages.js"
 *
 * @typedef {object} Place The elements of the page that are filled, and its buttons.
 * @property {HTMLElement} map
 * @property {HTMLElement} panel
 * @property {HTMLElement} rendering
 * @property {HTMLSelectElement} spoken
 * @property {HTMLElement} theme
 * @property {HTMLElement} sources
 * @property {HTMLElement} all
 */

const WEB_ADDRESS = /^https?:\/\//;

/**
 * A link to an address on the web; what is none stays text.
 * @param {string} text
 * @param {string} url
 */
function makeLink(text, url) {
  if (!WEB_ADDRESS.test(url)) return make("span", "", text);
  const link = make("a", "", text);
  Object.assign(link, { href: url, target: "_blank", rel: "noopener noreferrer" });
  return link;
}

/** @param {string[][]} rows */
function makeTable(rows, { head = false } = {}) {
  const lines = rows.map((cells, line) => {
    const made = cells.map((cell, place) => make(place === 0 || (head && line === 0) ? "th" : "td", "", cell));
    return make("tr", "", "", ...made);
  });
  return make("table", head ? "sb-matrix" : "", "", ...lines);
}

class OfflinePage {
  revision = 0;
  /** @type {MapData["positions"]} */
  positions = "dd";
  /** Fills the panel with what it shows. */
  showAgain = () => this.showScene(this.scene);

  /**
   * @param {Book[]} books The page in each of its languages.
   * @param {Place} host
   */
  constructor(books, host) {
    this.books = books;
    this.host = host;
    const asked = new URLSearchParams(location.search);
    this.book = books.find(({ spoken }) => spoken === asked.get("lang")) ?? books[0];
    this.scenes = Object.keys(this.book.scenes);
    const scene = asked.get("scene") ?? "";
    this.scene = this.scenes.includes(scene) ? scene : this.scenes[0];
    /** @type {"light" | "dark"} */
    this.theme = document.body.classList.contains("sb-dark") ? "dark" : "light";
    this.panel = host.panel;
    host.theme.addEventListener("click", () => this.switchTheme());
    host.sources.addEventListener("click", () => this.showSources());
    host.all.addEventListener("click", () => {
      host.all.setAttribute("aria-pressed", String(document.body.classList.toggle("sb-all-layers")));
    });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.showScene(this.scene));
    this.offerLanguages();
    this.speak();
    this.showScene(this.scene);
    this.draw();
  }

  offerLanguages() {
    const { spoken } = this.host;
    spoken.hidden = this.books.length < 2;
    for (const book of this.books) {
      const option = make("option", "", book.spokenName);
      option.lang = option.value = book.spoken;
      spoken.append(option);
    }
    spoken.value = this.book.spoken;
    spoken.addEventListener("change", () => {
      this.book = this.books[spoken.selectedIndex];
      this.speak();
      this.showAgain();
      this.draw(this.readView());
    });
  }

  /** Label the page in the language of its book. */
  speak() {
    const { texts, spoken, rendering } = this.book;
    document.documentElement.lang = spoken;
    this.host.rendering.textContent = rendering;
    this.host.spoken.setAttribute("aria-label", texts.spoken);
    this.host.all.textContent = texts.all;
    this.host.sources.textContent = texts.sources;
    this.host.theme.textContent = texts.theme;
  }

  /** @returns {View | null} */
  readView() {
    /** @type {(Element & { briefMap?: { state(): View } }) | null} */
    const frame = this.host.map.querySelector(".sb-frame");
    return frame?.briefMap?.state() ?? null;
  }

  /**
   * Give the map its state, as Python does on a page with a server.
   * @param {View | null} view What it shows; the scene where there is none.
   */
  draw(view = null) {
    const { layers, fly } = this.book.views[this.scene];
    render({
      parentElement: this.host.map,
      data: {
        catalogue: this.book.catalogue,
        failure: this.book.texts.failure,
        styled: true,
        revision: this.revision,
        layers: view?.layers ?? layers,
        fly: view ? null : fly,
        at: view?.at ?? null,
        feature: null,
        lit: [],
        live: [],
        theme: this.theme,
        names: this.book.names,
        positions: this.positions,
        scene: this.scene,
        timed: true,
      },
      setStateValue: () => {},
      setTriggerValue: (name, value) => this.take(name, value),
    });
  }

  /**
   * Take an event of the map, as Python does on a page with a server.
   * @template {keyof TriggerEvents} Name
   * @param {Name} name
   * @param {TriggerEvents[Name]} value
   */
  take(name, value) {
    if ("positions" in value) this.positions = value.positions;
    else if (name === "stepped") this.showScene(/** @type {TriggerEvents["stepped"]} */ (value).scene);
    else if ("feature" in value && value.feature) this.showFeature(value.feature);
    else this.showScene(this.scene);
  }

  switchTheme() {
    this.theme = this.theme === "dark" ? "light" : "dark";
    document.body.classList.toggle("sb-dark", this.theme === "dark");
    document.body.classList.toggle("sb-light", this.theme === "light");
    this.draw();
  }

  /**
   * Fill the panel with these parts, without those that are missing.
   * @param {(Node | 0 | "" | false)[]} parts
   */
  show(...parts) {
    this.panel.replaceChildren(.../** @type {Node[]} */ (parts.filter(Boolean)));
    this.panel.scrollTop = 0;
  }

  /** @param {string} id */
  showScene(id) {
    this.scene = id;
    this.showAgain = () => this.showScene(this.scene);
    const scene = this.book.scenes[id];
    const { texts } = this.book;
    document.title = `${scene.title} · ${this.book.title}`;
    const notes = scene.notes.map((line) => make("p", "", line));
    this.show(
      make("div", "sb-kicker"),
      make("p", "sb-kind", scene.kicker),
      make("h1", "sb-title", scene.title),
      make("p", "sb-takeaway", scene.takeaway),
      scene.detours.length && make("h2", "sb-subhead", scene.detoursHead),
      scene.detours.length && makeTable(scene.detours),
      make("div", "sb-notes", "", make("h2", "sb-subhead", texts.notes), ...notes),
      ...scene.passages.map((passage) => this.makePassage(passage, { level: 2 })),
      scene.shares.length && make("h2", "sb-subhead", texts.shares),
      scene.shares.length && makeTable(scene.shares, { head: true }),
      scene.shares.length && make("p", "sb-kind", texts.sharesHint),
    );
  }

  /**
   * @param {string} key
   * @returns {void}
   */
  showFeature(key) {
    const [layerId, featureId = layerId] = key.split(".");
    const layer = this.book.layers[layerId];
    if (!layer) return this.showScene(this.scene);
    this.showAgain = () => this.showFeature(key);
    const { texts } = this.book;
    const feature = layer.features[featureId];
    const name = feature?.name ?? layer.title;
    const close = make("button", "sb-button", texts.close);
    close.type = "button";
    close.addEventListener("click", () => this.showScene(this.scene));
    const badge = make("span", `sb-tag sb-tag-${layer.status}`, layer.badge);
    const facts = feature?.facts ?? [];
    this.show(
      close,
      make("div", "sb-kicker"),
      make("h1", "sb-title", name),
      name !== layer.title && make("p", "", layer.title),
      make("p", "", "", badge),
      layer.stamp && make("p", "sb-caveat", layer.stamp),
      make("p", "", layer.description),
      make("h2", "sb-subhead", texts.where),
      ...layer.links.map(({ passage, reason }) => this.makePassage(passage, { reason })),
      facts.length && make("h2", "sb-subhead", texts.facts),
      facts.length && make("table", "", "", ...facts.map(makeFact)),
      layer.caveat && make("p", "sb-caveat", layer.caveat),
      layer.asOf && make("p", "sb-kind", layer.asOf),
      make("h2", "sb-subhead", texts.sources),
      ...layer.grounds.map((line) => make("p", "sb-kind", line)),
      makeSources(layer.sources),
    );
  }

  showSources() {
    const { texts, brief, rights, sources } = this.book;
    this.showAgain = () => this.showSources();
    this.show(
      make("div", "sb-kicker"),
      make("h1", "sb-title", texts.sources),
      make("p", "", "", makeLink(brief.text, brief.url)),
      make("p", "sb-kind", rights),
      makeSources(sources),
      make("h2", "sb-subhead", texts.method),
      ...texts.limits.map((line) => make("p", "", line)),
      make("p", "sb-kind", texts.keys),
    );
  }

  /**
   * @param {string} id
   * @param {{ reason?: string, level?: 2 | 3 }} options
   */
  makePassage(id, { reason = "", level = 3 } = {}) {
    const { place, summary, quote, rendering } = this.book.passages[id];
    const head = make(/** @type {const} */ (`h${level}`), "", "", make("span", "sb-id", `${id} `), place);
    const { text, url } = this.book.brief;
    const cited = make("footer", "", "", makeLink(text, url), ` · ${place}`);
    const quoted = make("span", "", `“${quote}”`);
    quoted.lang = this.book.language;
    const words = make(
      "blockquote",
      "",
      "",
      quoted,
      ...(rendering ? [make("span", "sb-rendering", rendering)] : []),
      cited,
    );
    return make(
      "article",
      "sb-passage",
      "",
      head,
      ...(reason ? [make("p", "sb-kind", reason)] : []),
      make("p", "", summary),
      words,
    );
  }
}

/** @param {BookFact} fact */
function makeFact({ label, text, aside, language }) {
  const value = make("td", "", text, make("small", "", aside));
  if (language) value.lang = language;
  return make("tr", "", "", make("th", "", label), value);
}

/** @param {BookSource[]} sources */
function makeSources(sources) {
  const items = sources.map(({ title, url, told }) => make("li", "", "", makeLink(title, url), `. ${told}`));
  return make("ul", "sb-source-list", "", ...items);
}

/** @type {NodeListOf<HTMLScriptElement>} */
const kept = document.querySelectorAll("script[data-address]");
for (const held of kept) keepJson(held.dataset.address ?? "", () => unpack(JSON.parse(held.text)));
/** @type {(name: string) => HTMLElement} */
const find = (name) => /** @type {HTMLElement} */ (document.getElementById(`sb-${name}`));
new OfflinePage(JSON.parse(find("books").textContent ?? ""), {
  map: find("host"),
  panel: find("words"),
  rendering: find("rendering"),
  spoken: /** @type {HTMLSelectElement} */ (find("spoken")),
  theme: find("theme"),
  sources: find("sources"),
  all: find("all"),
});

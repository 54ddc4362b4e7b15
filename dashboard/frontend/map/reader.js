// The map beside a text: it follows the paragraph that is read, and a click on either finds the other.

const READING_LINE = 0.38; // of the height of what the map leaves free
const SCROLLER = "[data-testid=stMain]";
const TELL_MS = 700;
const OWN_CLICKS = "a, button, summary";

/**
 * @import { Host } from "./host.js"
 * @import { MapData, PassageEntry } from "./messages.js"
 * @import { ReadCatalogue } from "./parcels.js"
 *
 * @typedef {object} ReaderView
 * @property {HTMLElement} root
 * @property {Pick<ReadCatalogue, "layers">} catalogue
 * @property {Pick<Host, "setTriggerValue">} host
 * @property {(lit: string[], fly: MapData["fly"]) => void} showPassage
 */

export class Reader {
  listening = new AbortController();
  /** Whether a passage was chosen, which is read until the viewer goes on. */
  held = false;
  /**
   * Waits for the text.
   * @type {MutationObserver | undefined}
   */
  arrival;
  /** @type {number | null} */
  frame = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  /**
   * The passage that is being read.
   * @type {string | undefined}
   */
  current;

  /**
   * `passages` says by id what a passage lights up and where that lies.
   * @param {ReaderView} view
   * @param {Record<string, PassageEntry>} passages
   */
  constructor(view, passages) {
    this.view = view;
    this.passages = passages;
    const { signal } = this.listening;
    document.addEventListener("scroll", () => this.follow(), { capture: true, passive: true, signal });
    const release = () => (this.held = false);
    for (const hand of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      document.addEventListener(hand, release, { capture: true, passive: true, signal });
    }
    document.addEventListener("click", (event) => this.click(event), { signal });
  }

  close() {
    this.listening.abort();
    this.arrival?.disconnect();
    clearTimeout(this.timer);
  }

  /**
   * Begin at a passage of the link, else at the one that is in sight; the text may arrive after the map.
   * @param {MapData["passage"]} passage
   * @returns {void}
   */
  start(passage) {
    this.arrival?.disconnect();
    const seek = () => (passage ? find(passage) : (listCards()[0] ?? null));
    const card = seek();
    if (!card) {
      this.arrival = new MutationObserver(() => seek() && this.start(passage));
      return this.arrival.observe(document.body, { childList: true, subtree: true });
    }
    if (!passage) return this.follow();
    card.scrollIntoView({ block: "start" });
    this.hold(passage);
  }

  /**
   * Read what was chosen, also where the page is too short to bring it to the reading line.
   * @param {string} id
   */
  hold(id) {
    this.held = true;
    this.read(id);
  }

  follow() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.held || !this.view.root.isConnected) return;
      const cards = listCards();
      const passed = cards.filter((card) => card.getBoundingClientRect().top < this.findLine());
      const card = passed.at(-1) ?? cards[0];
      if (card) this.read(readPassage(card));
    });
  }

  /** Where one reads: below the map where that lies across the page, and lower as the text comes to its end. */
  findLine() {
    const { bottom, width } = this.view.root.getBoundingClientRect();
    const start = width > innerWidth / 2 ? bottom : 0;
    const room = innerHeight - start;
    const scroller = document.querySelector(SCROLLER) ?? document.scrollingElement ?? document.documentElement;
    const { scrollHeight, scrollTop, clientHeight } = scroller;
    const left = Math.min(1, (scrollHeight - scrollTop - clientHeight) / room);
    return start + room * (1 - (1 - READING_LINE) * left);
  }

  /**
   * Show on the map what a passage is about, and mark it in the text and in the table of contents.
   * @param {string} id
   */
  read(id) {
    if (id === this.current) return;
    this.current = id;
    for (const card of listCards()) card.classList.toggle("sb-reading", readPassage(card) === id);
    /** @type {NodeListOf<HTMLElement>} */
    const entries = document.querySelectorAll("[data-entry]");
    for (const entry of entries) {
      if (entry.dataset.entry === id) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    }
    const { lit, fly } = this.passages[id] ?? { lit: [], fly: null };
    this.view.showPassage(lit, fly);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.view.host.setTriggerValue("read", { passage: id }), TELL_MS);
  }

  /**
   * @param {MouseEvent} event
   * @returns {void}
   */
  click({ target }) {
    const clicked = /** @type {Element} */ (target);
    const term = findData(clicked, "term");
    if (term) return this.view.showPassage([term], this.view.catalogue.layers[term].bounds ?? null);
    const entry = findData(clicked, "entry");
    if (entry) return this.hold(entry);
    const card = findData(clicked, "passage");
    if (card && !clicked.closest(OWN_CLICKS)) this.hold(card);
  }

  /**
   * Go to the first passage of what was clicked on the map, and point out all of them.
   * @param {string | undefined} key
   */
  point(key = "") {
    const passages = this.view.catalogue.layers[key.split(".")[0]]?.passages ?? [];
    for (const card of listCards()) card.classList.toggle("sb-pointed", passages.includes(readPassage(card)));
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    find(passages[0])?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }
}

/** @returns {HTMLElement[]} */
function listCards() {
  return [...document.querySelectorAll(/** @type {"div"} */ ("[data-passage]"))];
}

/**
 * Return the id of the passage of a card.
 * @param {HTMLElement} card
 */
function readPassage(card) {
  return card.dataset.passage ?? "";
}

/**
 * Return what the nearest element around another one, or that one itself, has as its data of a name.
 * @param {Element} element
 * @param {string} name
 */
function findData(element, name) {
  return element.closest(`[data-${name}]`)?.getAttribute(`data-${name}`);
}

/**
 * @param {string | undefined} passage
 * @returns {HTMLElement | null}
 */
function find(passage) {
  return document.querySelector(`[data-passage="${CSS.escape(passage ?? "")}"]`);
}

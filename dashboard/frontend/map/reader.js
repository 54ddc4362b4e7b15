// The map beside a text: it follows the paragraph that is read, and a click on either finds the other.

const READING_LINE = 0.38; // of the height of what the map leaves free
const SCROLLER = "[data-testid=stMain]";
const TELL_MS = 700;
const OWN_CLICKS = "a, button, summary";

export class Reader {
  /** `view` is the map; `passages` says by id what a passage lights up and where that lies. */
  constructor(view, passages) {
    Object.assign(this, { view, passages, listening: new AbortController() });
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

  /** Begin at a passage of the link, else at the one that is in sight; the text may arrive after the map. */
  start(passage) {
    this.arrival?.disconnect();
    const seek = () => (passage ? find(passage) : document.querySelector("[data-passage]"));
    const card = seek();
    if (!card) {
      this.arrival = new MutationObserver(() => seek() && this.start(passage));
      return this.arrival.observe(document.body, { childList: true, subtree: true });
    }
    if (!passage) return this.follow();
    card.scrollIntoView({ block: "start" });
    this.hold(passage);
  }

  /** Read what was chosen, also where the page is too short to bring it to the reading line. */
  hold(id) {
    this.held = true;
    this.read(id);
  }

  follow() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.held || !this.view.root.isConnected) return;
      const cards = [...document.querySelectorAll("[data-passage]")];
      const passed = cards.filter((card) => card.getBoundingClientRect().top < this.findLine());
      const card = passed.at(-1) ?? cards[0];
      if (card) this.read(card.dataset.passage);
    });
  }

  /** Where one reads: below the map where that lies across the page, and lower as the text comes to its end. */
  findLine() {
    const { bottom, width } = this.view.root.getBoundingClientRect();
    const start = width > innerWidth / 2 ? bottom : 0;
    const room = innerHeight - start;
    const { scrollHeight, scrollTop, clientHeight } = document.querySelector(SCROLLER) ?? document.scrollingElement;
    const left = Math.min(1, (scrollHeight - scrollTop - clientHeight) / room);
    return start + room * (1 - (1 - READING_LINE) * left);
  }

  /** Show on the map what a passage is about, and mark it in the text and in the table of contents. */
  read(id) {
    if (id === this.current) return;
    this.current = id;
    for (const card of document.querySelectorAll("[data-passage]")) {
      card.classList.toggle("sb-reading", card.dataset.passage === id);
    }
    for (const entry of document.querySelectorAll("[data-entry]")) {
      if (entry.dataset.entry === id) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    }
    const { lit, fly } = this.passages[id] ?? { lit: [], fly: null };
    this.view.showPassage(lit, fly);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.view.host.setTriggerValue("read", { passage: id }), TELL_MS);
  }

  click({ target }) {
    const term = target.closest("[data-term]");
    if (term) return this.view.showPassage([term.dataset.term], this.view.catalogue.layers[term.dataset.term].bounds);
    const entry = target.closest("[data-entry]");
    if (entry) return this.hold(entry.dataset.entry);
    const card = target.closest("[data-passage]");
    if (card && !target.closest(OWN_CLICKS)) this.hold(card.dataset.passage);
  }

  /** Go to the first passage of what was clicked on the map, and point out all of them. */
  point(key) {
    const passages = this.view.catalogue.layers[key?.split(".")[0]]?.passages ?? [];
    for (const card of document.querySelectorAll("[data-passage]")) {
      card.classList.toggle("sb-pointed", passages.includes(card.dataset.passage));
    }
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    find(passages[0])?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }
}

function find(passage) {
  return document.querySelector(`[data-passage="${CSS.escape(passage ?? "")}"]`);
}

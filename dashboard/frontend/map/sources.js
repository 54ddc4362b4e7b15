// The source line below the map: as of when, then from whom; as long as it has room for, all of it on demand.
import { make } from "./elements.js";

/** @import { MapTexts } from "./messages.js" */

export class SourceLine {
  /**
   * `texts` are the words of the interface.
   * @param {Pick<MapTexts, "allSources" | "fewerSources">} texts
   */
  constructor(texts) {
    this.texts = texts;
    this.asOf = make("strong", "sb-as-of");
    this.credits = make("span");
    this.line = make("div", "sb-source-line", "", this.asOf, this.credits);
    this.more = Object.assign(make("button", "sb-more-sources"), { type: "button" });
    this.more.addEventListener("click", () => this.unfold(!this.root.classList.contains("sb-unfolded")));
    this.root = make("div", "sb-sources", "", this.line, this.more);
    this.observer = new ResizeObserver(() => this.measure());
    this.observer.observe(this.line);
    this.unfold(false);
  }

  close() {
    this.observer.disconnect();
  }

  /**
   * @param {string} asOf
   * @param {string[]} credits
   */
  show(asOf, credits) {
    this.asOf.textContent = asOf;
    const told = [...new Set(credits)].join(" · ");
    this.credits.textContent = asOf ? ` · ${told}` : told;
    this.measure();
  }

  /** @param {boolean} all */
  unfold(all) {
    this.root.classList.toggle("sb-unfolded", all);
    this.more.setAttribute("aria-expanded", String(all));
    this.more.textContent = all ? this.texts.fewerSources : this.texts.allSources;
    this.measure();
  }

  /** Offer the rest only where some of it is cut off. */
  measure() {
    const whole = this.line.scrollHeight <= this.line.clientHeight + 1;
    this.more.hidden = whole && !this.root.classList.contains("sb-unfolded");
  }
}

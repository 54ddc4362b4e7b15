// What the map shows of the past: features with a date are hidden until the map's own date has come.

/** @typedef {{ since?: string }} Dated Year, month or day from which a feature is. */

export class Dates {
  _until = "";

  /** The year, month or day up to which the map shows; empty for everything. */
  get until() {
    return this._until;
  }

  /**
   * Take over the year, month or day up to which to show, empty for everything; true where it is another one.
   * @param {string} until
   * @param {ParentNode} root
   */
  choose(until, root) {
    if (until === this._until) return false;
    this._until = until;
    /** @type {NodeListOf<HTMLElement>} */
    const dated = root.querySelectorAll("[data-since]");
    for (const element of dated) this.mark(element, element.dataset);
    return true;
  }

  /**
   * Whether something had begun by the end of the chosen year, month or day.
   * @param {Dated} thing
   */
  hasBegun({ since }) {
    return !since || !this._until || since.slice(0, this._until.length) <= this._until.slice(0, since.length);
  }

  /**
   * Give an element its date, and hide it where that has not come.
   * @param {HTMLElement | SVGElement} element
   * @param {Dated} thing
   */
  mark(element, { since }) {
    if (!since) return;
    element.dataset.since = since;
    element.classList.toggle("sb-later", !this.hasBegun({ since }));
  }
}

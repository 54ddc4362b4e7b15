// A line on the map while the server is away: the map stays, and goes on with what the browser holds.
import { make } from "./elements.js";

/**
 * @typedef {object} ConnectedView
 * @property {() => void} leave Called when the connection is gone.
 * @property {() => void} comeBack Called when it is there again.
 * @property {AbortSignal} signal Ends it.
 */

const PAGE = '[data-testid="stApp"]';
const STATE = "data-test-connection-state";
const CONNECTED = "CONNECTED";
const BOX = '[data-testid="stDialog"]'; // the style sheet of the pages hides it meanwhile
const BOX_TITLE = "Connection error";

export class Connection {
  away = false;

  /**
   * `words` are shown while the server is away.
   * @param {string} words
   * @param {ConnectedView} view
   */
  constructor(words, view) {
    this.view = view;
    this.line = make("p", "sb-away", words);
    this.line.setAttribute("role", "status");
    this.line.hidden = true;
    this.page = document.querySelector(PAGE);
    if (!this.page) return; // a page from a disk has no server
    const state = new MutationObserver(() => this.look());
    state.observe(this.page, { attributes: true, attributeFilter: [STATE] });
    const boxes = new MutationObserver(() => this.closeBox());
    boxes.observe(document.body, { childList: true });
    view.signal.addEventListener("abort", () => {
      state.disconnect();
      boxes.disconnect();
    });
    this.look();
  }

  look() {
    const state = this.page?.getAttribute(STATE) ?? CONNECTED;
    const away = state !== CONNECTED;
    if (away === this.away) return;
    this.away = away;
    this.line.hidden = !away;
    this.closeBox();
    if (away) this.view.leave();
    else this.view.comeBack();
  }

  /** Close the box that says the same and covers the page, so that keys and readers of screens reach the page again. */
  closeBox() {
    if (!this.away) return;
    for (const box of document.querySelectorAll(BOX)) {
      if (box.querySelector("h2")?.textContent === BOX_TITLE) box.querySelector("button")?.click();
    }
  }
}

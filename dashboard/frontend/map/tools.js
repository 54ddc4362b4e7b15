// Buttons on the map that take the last step back, or start afresh; Ctrl+Z does the first.
import { make } from "./elements.js";
import { readKey } from "./keys.js";

/** @import { Acted, MapTexts } from "./messages.js" */

const WRITING = "input:not([type=checkbox]), textarea, [contenteditable=true]";

export class Tools {
  /**
   * `act(name)` is called with `undo` or `reset`.
   * @param {Pick<MapTexts, "undo" | "reset">} texts
   * @param {(name: Acted["act"]) => void} act
   */
  constructor(texts, act) {
    /** @type {(text: string, title: string, name: Acted["act"]) => HTMLButtonElement} */
    const draw = (text, title, name) => {
      const button = make("button", "sb-fold", text);
      Object.assign(button, { type: "button", title });
      button.setAttribute("aria-label", title);
      button.addEventListener("click", () => act(name));
      return button;
    };
    this.undo = draw("↶", texts.undo, "undo");
    this.root = make("div", "sb-tools", "", this.undo, draw("⟲", texts.reset, "reset"));
    this.root.hidden = true;
    this.listening = new AbortController();
    /** @type {(event: KeyboardEvent) => void} */
    const press = (event) => {
      const asked = readKey(event) === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (!asked || this.root.hidden || this.undo.disabled || isWriting(event)) return;
      event.preventDefault();
      act("undo");
    };
    document.addEventListener("keydown", press, { signal: this.listening.signal });
  }

  /**
   * Whether there is a step to take back; null where the page keeps no steps.
   * @param {boolean | null} undo
   */
  update(undo) {
    this.root.hidden = undo === null;
    this.undo.disabled = !undo;
  }

  close() {
    this.listening.abort();
  }
}

/** @param {KeyboardEvent} event */
function isWriting({ target }) {
  return target instanceof Element && Boolean(target.closest(WRITING));
}

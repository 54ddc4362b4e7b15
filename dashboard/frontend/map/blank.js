// The screen made black or white for a while, so that people look at who speaks.
import { make } from "./elements.js";

/** @type {Record<string, string>} */
export const COLOURS = { b: "black", ".": "black", w: "white", ",": "white" };

export class Blank {
  /**
   * `end()` is called when the viewer clicks to have the map back; `text` says how.
   * @param {string} text
   * @param {() => void} end
   */
  constructor(text, end) {
    this.root = make("button", "sb-blank");
    this.root.type = "button";
    this.root.setAttribute("aria-label", text);
    this.root.addEventListener("click", end);
  }

  /**
   * Cover the window in `black` or `white`; with no colour, or one that is none of these, uncover it.
   * @param {string} colour
   */
  show(colour) {
    this.root.classList.toggle("sb-blank-white", colour === "white");
    if (Object.values(COLOURS).includes(colour)) document.body.append(this.root);
    else this.root.remove();
  }
}

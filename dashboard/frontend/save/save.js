// Saves a file that was made for the viewer: presses its button, once, so that one click gives the file.

/**
 * @import { Component } from "./host.js"
 * @import { SaveData } from "./messages.js"
 */

/** Files that were saved already; the page draws the component anew with every run. */
const saved = new Set();

/**
 * Press the button of a file; called by the page on every run of the script.
 * @param {Pick<Component<SaveData>, "data">} component
 */
export default function saveFile({ data }) {
  if (saved.has(data.file)) return;
  const button = /** @type {HTMLElement | null} */ (document.querySelector(data.button));
  if (!button) return;
  saved.add(data.file);
  button.click();
}

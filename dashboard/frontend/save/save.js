// Saves a file that was made for the viewer: presses its button, once, so that one click gives the file.

/**
 * @import { Component } from "./host.js"
 * @import { SaveData } from "./messages.js"
 */

/** Files that were saved already: the page draws the component anew with every run. */
const saved = new Set();

/**
 * Press the button of a file as soon as it is there; called by the page on every run of the script.
 * @param {Pick<Component<SaveData>, "data">} component
 * @returns {() => void} stops waiting for it
 */
export default function saveFile({ data }) {
  const watch = new MutationObserver(press);
  watch.observe(document.body, { childList: true, subtree: true });
  press();
  return () => watch.disconnect();

  function press() {
    const button = /** @type {HTMLElement | null} */ (document.querySelector(data.button));
    if (!button && !saved.has(data.file)) return;
    watch.disconnect();
    if (saved.has(data.file)) return;
    saved.add(data.file);
    button?.click();
  }
}

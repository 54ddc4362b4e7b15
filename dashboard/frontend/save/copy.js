// Puts a picture of the view on the clipboard: the browser takes a promise of it with the click, and Python makes it.

/**
 * @import { Component } from "./host.js"
 * @import { CopyData } from "./messages.js"
 */

/**
 * What waits for the picture that was asked for, and the file that was there before.
 * @type {{ take: (picture: Blob) => void, give_up: () => void, former: string } | null}
 */
let waiting = null;

/**
 * Draw the button; called by the page on every run of the script.
 * @param {Component<CopyData>} component
 */
export default function copyPicture({ data, parentElement, setTriggerValue }) {
  const button = /** @type {HTMLButtonElement} */ (parentElement.querySelector("button"));
  const said = /** @type {HTMLElement} */ (parentElement.querySelector("p"));
  button.textContent = data.label;
  button.disabled = data.busy;
  button.onclick = copy;
  if (!waiting || data.busy || data.file === waiting.former) return;
  if (data.picture) waiting.take(decodePicture(data.picture));
  else waiting.give_up();
  waiting = null;

  async function copy() {
    if (!window.isSecureContext || !navigator.clipboard?.write || !window.ClipboardItem) {
      said.textContent = data.unable;
      return;
    }
    said.textContent = "";
    const former = data.file;
    /** @type {Promise<Blob>} */
    const picture = new Promise((take, refuse) => {
      waiting = { take, give_up: () => refuse(new Error("no picture")), former };
    });
    try {
      const written = navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      setTriggerValue("copying", { at: Date.now() });
      await written;
      said.textContent = data.copied;
    } catch {
      said.textContent = data.refused; // the browser does not say more than that it was not allowed
    }
  }
}

/** @param {string} text The content of a PNG in Base64. */
function decodePicture(text) {
  const content = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Blob([content], { type: "image/png" });
}

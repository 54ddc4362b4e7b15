// Dialogs over the page: closed by their button, by Escape, and by a click beside them.
import { make } from "./elements.js";

/**
 * Show a dialog over all that is on the page; it leaves the page when it is closed.
 * @param {HTMLElement} root What has the colours and letters of the dialog.
 * @param {{ title: string, close: string }} texts
 * @param {HTMLElement[]} parts
 */
export function openDialog(root, texts, ...parts) {
  const close = Object.assign(make("button", "sb-rail-button", texts.close), { type: "button" });
  const head = make("div", "sb-dialog-head", "", make("h2", "", texts.title), close);
  const dialog = make("dialog", "sb-dialog", "", head, ...parts);
  dialog.setAttribute("aria-label", texts.title);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
  return dialog;
}

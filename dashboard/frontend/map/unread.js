// A notice on the map that says what of it could not be read, with a button to try again.
import { make } from "./elements.js";
import { retry, watchUnread } from "./fetching.js";

/**
 * @import { MapTexts } from "./messages.js"
 *
 * @typedef {object} UnreadView
 * @property {(address: string) => string | undefined} nameLayer The name of the layer whose features come from an address.
 * @property {AbortSignal} signal Ends it.
 */

/**
 * Draw the notice, which is hidden while everything has been read.
 * @param {MapTexts} texts
 * @param {UnreadView} view
 */
export function drawUnread(texts, { nameLayer, signal }) {
  const words = make("span");
  const button = Object.assign(make("button", "", texts.tryAgain), { type: "button" });
  const notice = make("div", "sb-unread", "", words, button);
  notice.setAttribute("role", "alert");
  button.addEventListener("click", async () => {
    button.disabled = true;
    await retry();
    button.disabled = false;
  });
  watchUnread((addresses) => {
    const names = new Set(addresses.map((address) => nameLayer(address) ?? texts.baseMap));
    notice.hidden = names.size === 0;
    words.textContent = `${texts.notLoaded} ${[...names].join(", ")}`;
  }, signal);
  return notice;
}

// What a viewer had brought is lost where the server was started again under the open page.

/** @import { BarData } from "./messages.js" */

/**
 * Say which files of the viewer are lost, where the server was started again under the open page.
 * @param {Pick<BarData, "session" | "uploads" | "lost" | "close" | "look">} data
 */
export function tellLost({ session, uploads, lost, close, look }) {
  /** @type {HTMLElement & { briefHeld?: { session: string, uploads: string[] } }} */
  const page = document.documentElement; // outlasts the component, which a new session may draw anew
  const before = page.briefHeld;
  page.briefHeld = { session, uploads };
  if (!before?.uploads.length || before.session === session) return;
  document.querySelector(".sb-lost")?.remove();
  const notice = document.createElement("div");
  notice.className = `sb-lost ${look}`;
  notice.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = lost.replace("{files}", () => before.uploads.join(", "));
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: close });
  button.addEventListener("click", () => notice.remove());
  notice.append(words, button);
  document.body.append(notice); // a new session draws the bar anew, and all that stands in it
}

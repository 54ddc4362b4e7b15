// What a viewer had brought is lost where the server was started again under the open page.

/** @import { BarData } from "./messages.js" */

/**
 * Say which files of the viewer are lost, where the server was started again under the open page.
 * @param {Pick<BarData, "session" | "uploads" | "lost" | "close" | "look">} data
 * @param {HTMLElement} place The notice comes to stand after it.
 */
export function tellLost({ session, uploads, lost, close, look }, place) {
  /** @type {HTMLElement & { briefHeld?: { session: string, uploads: string[] } }} */
  const page = document.documentElement; // outlasts the component, which a new session may draw anew
  const before = page.briefHeld;
  page.briefHeld = { session, uploads };
  if (!before?.uploads.length || before.session === session) return;
  place.parentElement?.querySelector(".sb-lost")?.remove();
  const notice = document.createElement("div");
  notice.className = `sb-lost ${look}`;
  notice.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = lost.replace("{files}", () => before.uploads.join(", "));
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: close });
  button.addEventListener("click", () => notice.remove());
  notice.append(words, button);
  place.after(notice);
}

// The bar at the top of every page: copies the link, says the language of the page, and has Streamlit draw the
// theme that the link asks for.
import { watchReturn } from "./returning.js";
import { joinSteps } from "./steps.js";
import { keep, recall } from "./store.js";

const FORCED = "seabrief-theme";
const SAID_MS = 2000;

joinSteps();

/**
 * @import { Component } from "./host.js"
 * @import { BarData } from "./messages.js"
 * @typedef {NonNullable<BarData["theme"]>} Theme
 */

/**
 * Draw or update the bar; called by the page on every run of the script.
 * @param {Pick<Component<BarData>, "data" | "parentElement" | "setTriggerValue">} component
 */
export function showBar({ data, parentElement, setTriggerValue }) {
  const button = /** @type {HTMLButtonElement} */ (parentElement.querySelector("button"));
  button.className = `sb-bar-button ${data.look}`;
  button.textContent = data.copy;
  document.documentElement.lang = data.language; // of what Streamlit writes; it says English itself
  button.onclick = async () => {
    const link = location.href;
    if (!(await copy(link))) return offer(link, data.byHand, button);
    button.textContent = data.copied;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => (button.textContent = data.copy), SAID_MS);
  };
  watchReturn({ setTriggerValue });
  if (data.drawn) drawTheme(data.theme, data.drawn);
}

/**
 * Put a text on the clipboard; false where the browser allows neither the new way nor the old one.
 * @param {string} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyFromField(text); // no secure connection, or a frame that may not
  }
}

/** @param {string} text */
function copyFromField(text) {
  const held = /** @type {HTMLElement | null} */ (document.activeElement);
  const field = makeField(text);
  field.className = "sb-copy-field";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  held?.focus({ preventScroll: true });
  return done;
}

/**
 * Show the link below the button, selected, to be copied by hand; it goes when the viewer leaves it.
 * @param {string} link
 * @param {string} label
 * @param {HTMLButtonElement} button
 */
function offer(link, label, button) {
  button.parentElement?.querySelector(".sb-link-field")?.remove();
  const field = makeField(link);
  field.className = "sb-link-field";
  field.setAttribute("aria-label", label);
  field.title = label;
  field.addEventListener("blur", () => field.remove());
  field.addEventListener("keydown", ({ key }) => key === "Escape" && button.focus());
  button.after(field);
  field.select();
}

/** @param {string} text */
function makeField(text) {
  return Object.assign(document.createElement("input"), { value: text, readOnly: true });
}

/**
 * Streamlit reads the theme when it starts: note the wanted one where it looks, and load the page again, once.
 * @param {Theme | null} wanted
 * @param {Theme} drawn
 */
function drawTheme(wanted, drawn) {
  const place = `stActiveTheme-${location.pathname}-v2`;
  const name = wanted ? { light: "Light", dark: "Dark" }[wanted] : "System";
  const noted = recall("localStorage", place) === JSON.stringify(name);
  if (wanted) keep("localStorage", FORCED, name);
  else if (recall("localStorage", FORCED)) keep("localStorage", FORCED, null);
  else return;
  const usual = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  if (drawn === (wanted ?? usual) || (wanted && noted)) return;
  if (keep("localStorage", place, JSON.stringify(name))) location.reload();
  else if (wanted) embedTheme(`${wanted}_theme`);
}

/**
 * In a frame without storage, Streamlit takes the theme from the options of the address.
 * @param {string} option
 */
function embedTheme(option) {
  const address = new URL(location.href);
  const options = address.searchParams.getAll("embed_options");
  if (address.searchParams.get("embed") !== "true" || options.includes(option)) return;
  address.searchParams.delete("embed_options");
  for (const other of options.filter((one) => !one.endsWith("_theme")))
    address.searchParams.append("embed_options", other);
  address.searchParams.append("embed_options", option);
  location.replace(address);
}

// Search and status filter above the list of layers.
import { make } from "./elements.js";

/** @import { MapTexts } from "./messages.js" */

/**
 * Draw the two fields; they hide the rows of `root` that do not fit, and groups without a row.
 * @param {HTMLElement} root
 * @param {{ texts: Pick<MapTexts, "search" | "status" | "anyStatus" | "onMap" | "noLayers">, layers: Record<string, { badge: string }> }} catalogue
 */
export function drawFilter(root, { texts, layers }) {
  const search = make("input", "sb-filter-search");
  Object.assign(search, { type: "search", placeholder: texts.search });
  search.setAttribute("aria-label", texts.search);
  const status = make("select", "sb-filter-status", "", option("", texts.anyStatus), option("on", texts.onMap));
  status.setAttribute("aria-label", texts.status);
  const badges = new Set(Object.values(layers).map((layer) => layer.badge));
  status.append(...[...badges].map((badge) => option(badge, badge)));
  const none = make("p", "sb-filter-none", texts.noLayers);
  none.setAttribute("role", "status");
  none.hidden = true;

  const sift = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const row of listElements(root, ".sb-row")) {
      const told = (row.textContent ?? "").toLowerCase();
      const fits = words.every((word) => told.includes(word)) && hasStatus(row, status.value);
      row.hidden = !fits;
      if (fits) found += 1;
    }
    for (const group of listElements(root, ".sb-group")) {
      if (group.querySelector(".sb-row")) group.hidden = !group.querySelector(".sb-row:not([hidden])");
    }
    none.hidden = found > 0;
  };
  search.addEventListener("input", sift);
  status.addEventListener("change", sift);
  return make("div", "sb-filter", "", search, status, none);
}

/**
 * @param {HTMLElement} root
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
function listElements(root, selector) {
  return root.querySelectorAll(selector);
}

/**
 * @param {string} value
 * @param {string} text
 */
function option(value, text) {
  return Object.assign(make("option", "", text), { value });
}

/**
 * @param {HTMLElement} row
 * @param {string} wanted
 */
function hasStatus(row, wanted) {
  if (!wanted) return true;
  if (wanted === "on") return row.classList.contains("sb-on");
  return row.querySelector(".sb-badge")?.textContent === wanted;
}

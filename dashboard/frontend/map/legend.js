// The legend below the map of a briefing: what is on, by status, always in sight; a click reads what it stands for.
import { make } from "./elements.js";
import { drawDepthSteps, drawSwatch } from "./panel.js";

const ORDER = ["brief", "notional", "context"];

/**
 * @import { Nameplates } from "./names.js"
 * @import { ListedLayer, ReadCatalogue } from "./parcels.js"
 */

export class Legend {
  /** @type {Map<string, HTMLLIElement>} */
  items = new Map();
  /** @type {Map<string, HTMLUListElement>} */
  groups = new Map();

  /**
   * `open(id)` is called with the layer whose passages are asked for.
   * @param {ReadCatalogue} catalogue
   * @param {Nameplates} names
   * @param {(id: string) => void} open
   */
  constructor(catalogue, names, open) {
    this.root = make("section", "sb-legend");
    this.root.setAttribute("aria-label", catalogue.texts.legend);
    const ordered = Object.entries(catalogue.layers).sort(
      ([, a], [, b]) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status),
    );
    for (const [id, layer] of ordered) {
      const name = make("span", "sb-row-title");
      names.show(layer, name);
      const button = make("button", "sb-legend-item", "", drawSwatch(layer), name);
      button.type = "button";
      button.addEventListener("click", () => open(id));
      const item = make("li", "", "", button);
      item.dataset.layer = id;
      this.items.set(id, item);
      this.find(layer).append(item);
    }
    const depth = make(
      "div",
      "sb-legend-depth",
      "",
      make("span", "", catalogue.texts.depth),
      drawDepthSteps(catalogue),
    );
    this.root.append(depth);
  }

  /**
   * Return the list of the layers with the badge of this one.
   * @param {ListedLayer} layer
   */
  find({ badge, status, statusText }) {
    let list = this.groups.get(badge);
    if (!list) {
      list = make("ul", "sb-legend-list");
      list.setAttribute("aria-label", statusText);
      const group = make("div", "sb-legend-group", "", make("span", `sb-badge sb-badge-${status}`, badge), list);
      group.title = statusText;
      this.groups.set(badge, list);
      this.root.append(group);
    }
    return list;
  }

  /**
   * Show the entries of these layers alone.
   * @param {string[]} ids
   */
  show(ids) {
    const shown = new Set(ids);
    for (const [id, item] of this.items) item.hidden = !shown.has(id);
    for (const list of this.groups.values()) {
      const group = /** @type {HTMLElement} */ (list.parentElement);
      group.hidden = [...list.querySelectorAll("li")].every((item) => item.hidden);
    }
  }
}

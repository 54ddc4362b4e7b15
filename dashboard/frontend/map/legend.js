// The legend below the map of a briefing: what is on, by status, always in sight; a click reads what it stands for.
import { make } from "./elements.js";
import { drawDepthSteps, drawSwatch } from "./panel.js";

const ORDER = ["brief", "notional", "context"];

export class Legend {
  /** `open(id)` is called with the layer whose passages are asked for. */
  constructor(catalogue, names, open) {
    this.items = new Map();
    this.groups = new Map();
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

  /** Return the list of the layers with the badge of this one. */
  find({ badge, status, statusText }) {
    if (!this.groups.has(badge)) {
      const list = make("ul", "sb-legend-list");
      list.setAttribute("aria-label", statusText);
      const group = make("div", "sb-legend-group", "", make("span", `sb-badge sb-badge-${status}`, badge), list);
      group.title = statusText;
      this.groups.set(badge, list);
      this.root.append(group);
    }
    return this.groups.get(badge);
  }

  /** Show the entries of these layers alone. */
  show(ids) {
    const shown = new Set(ids);
    for (const [id, item] of this.items) item.hidden = !shown.has(id);
    for (const list of this.groups.values()) {
      list.parentElement.hidden = [...list.children].every((item) => item.hidden);
    }
  }
}

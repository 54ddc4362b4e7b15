// Who belongs to several of the bodies on the map: coloured by how many those are, with a scale that says so.
import { make } from "./elements.js";
import "./leaflet.js";
/* global L */

/** @import { ReadCatalogue } from "./parcels.js" */

const MARK = "members";

export class CommonMembers extends L.Control {
  /** @param {Pick<ReadCatalogue, "layers" | "mostBodies" | "texts">} catalogue */
  constructor({ layers, mostBodies, texts }) {
    super({ position: "bottomleft" });
    this._layers = layers;
    this._most = mostBodies;
    this._steps = make("span", "sb-common-steps");
    this._scale = make("div", "sb-common", "", make("span", "", texts.common), this._steps);
    this._scale.hidden = true;
  }

  onAdd() {
    return this._scale;
  }

  /**
   * Colour the members that a map shows.
   * @param {HTMLElement} root
   */
  colour(root) {
    /** @type {Map<string, Set<string>>} */
    const bodies = new Map();
    /** @type {[HTMLElement, string][]} */
    const drawn = [];
    /** @type {NodeListOf<HTMLElement>} */
    const features = root.querySelectorAll(".sb-map [data-feature]:not(.sb-later, .sb-leaving)");
    for (const element of features) {
      const [layer, member] = (element.dataset.feature ?? "").split(".");
      if (this._layers[layer]?.mark !== MARK) continue;
      bodies.set(member, (bodies.get(member) ?? new Set()).add(layer));
      drawn.push([element, member]);
    }
    for (const [element, member] of drawn) {
      const count = bodies.get(member)?.size ?? 1;
      if (count > 1) element.dataset.bodies = String(Math.min(count, this._most));
      else delete element.dataset.bodies;
    }
    this._tell([...bodies.values()].map(({ size }) => size));
  }

  /**
   * Show the steps of the scale that are on the map.
   * @param {number[]} counts
   */
  _tell(counts) {
    const more = Math.max(0, ...counts) > this._most;
    const steps = [...new Set(counts.map((count) => Math.min(count, this._most)))].filter((step) => step > 1).sort();
    this._steps.replaceChildren(
      ...steps.map((step) => {
        const swatch = make("i", "sb-common-swatch");
        swatch.dataset.bodies = String(step);
        return make("span", "", "", swatch, `${step}${more && step === this._most ? "+" : ""}`);
      }),
    );
    this._scale.hidden = steps.length === 0;
  }
}

// What stands out on the map: elements know their layer and feature, so that some can be lit and one be chosen.

export class Highlights {
  /** `root` holds the map and the list of its layers. */
  constructor(root) {
    Object.assign(this, { root, keys: new WeakMap(), lit: new Set(), chosen: null });
  }

  /** Remember which feature an element stands for; Tab goes to features by the list of layers, not one by one here. */
  register(element, key) {
    this.keys.set(element, key);
    element.dataset.feature = key;
    element.setAttribute("tabindex", "-1");
    element.classList.toggle("sb-selected", key === this.chosen);
  }

  /** Tie an element to its layer so that lighting a passage can fade it. */
  own(element, layerId) {
    element.dataset.layer = layerId;
    this.fade(element);
  }

  /** Bring the layers of a passage forward by fading the others; no ids, nothing fades. */
  light(ids) {
    this.lit = new Set(ids);
    this.root.classList.toggle("sb-lit", this.lit.size > 0);
    for (const row of this.root.querySelectorAll(".sb-row")) {
      row.classList.toggle("sb-row-lit", this.lit.has(row.dataset.layer));
    }
    this.root.querySelectorAll(".sb-map [data-layer]").forEach((element) => this.fade(element));
  }

  fade(element) {
    element.classList.toggle("sb-faded", this.lit.size > 0 && !this.lit.has(element.dataset.layer));
  }

  /** Mark one feature, or none. */
  choose(key) {
    this.chosen = key;
    this.root.querySelectorAll(".sb-selected").forEach((element) => element.classList.remove("sb-selected"));
    if (!key) return;
    const exact = this.root.querySelectorAll(`.sb-map [data-feature="${CSS.escape(key)}"]`);
    exact.forEach((element) => element.classList.add("sb-selected"));
  }

  /** Return the features at a point of the window, the topmost first. */
  findAt(x, y) {
    return document.elementsFromPoint(x, y).map((element) => this.keys.get(element));
  }
}

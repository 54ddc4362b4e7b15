// What stands out on the map: elements know their layer and feature, so that some can be lit and one be chosen.

export class Highlights {
  /** @type {WeakMap<Element, string>} */
  keys = new WeakMap();
  /** @type {Set<string | undefined>} */
  lit = new Set();
  /** @type {string | null | undefined} */
  chosen = null;

  /**
   * `root` holds the map and the list of its layers.
   * @param {HTMLElement} root
   */
  constructor(root) {
    this.root = root;
  }

  /**
   * Remember which feature an element stands for; Tab goes to features by the list of layers, not one by one here.
   * @param {HTMLElement | SVGElement} element
   * @param {string} key
   */
  register(element, key) {
    this.keys.set(element, key);
    element.dataset.feature = key;
    element.setAttribute("tabindex", "-1");
    element.classList.toggle("sb-selected", key === this.chosen);
  }

  /**
   * Tie an element to its layer so that lighting a passage can fade it.
   * @param {HTMLElement | SVGElement} element
   * @param {string} layerId
   */
  own(element, layerId) {
    element.dataset.layer = layerId;
    this.fade(element);
  }

  /**
   * Bring the layers of a passage forward by fading the others; no ids, nothing fades.
   * @param {string[]} ids
   */
  light(ids) {
    this.lit = new Set(ids);
    this.root.classList.toggle("sb-lit", this.lit.size > 0);
    for (const row of this.list(".sb-row")) {
      row.classList.toggle("sb-row-lit", this.lit.has(row.dataset.layer));
    }
    for (const element of this.list(".sb-map [data-layer]")) this.fade(element);
  }

  /** @param {HTMLElement | SVGElement} element */
  fade(element) {
    element.classList.toggle("sb-faded", this.lit.size > 0 && !this.lit.has(element.dataset.layer));
  }

  /**
   * Mark one feature, or none.
   * @param {string | null | undefined} key
   */
  choose(key) {
    this.chosen = key;
    for (const element of this.list(".sb-selected")) element.classList.remove("sb-selected");
    if (!key) return;
    const exact = this.list(`.sb-map [data-feature="${CSS.escape(key)}"]`);
    for (const element of exact) element.classList.add("sb-selected");
  }

  /**
   * @param {string} selector
   * @returns {NodeListOf<HTMLElement | SVGElement>}
   */
  list(selector) {
    return this.root.querySelectorAll(selector);
  }

  /**
   * Return the features at a point of the window, the topmost first.
   * @param {number} x
   * @param {number} y
   */
  findAt(x, y) {
    return document.elementsFromPoint(x, y).map((element) => this.keys.get(element));
  }
}

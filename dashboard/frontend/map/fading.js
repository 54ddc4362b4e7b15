// Put layers on the map and take them off; in a briefing they fade out first. The style sheet fades them in.

const FADE_MS = 320;

/**
 * @typedef {object} FadingView
 * @property {HTMLElement} root
 * @property {L.Map} map
 * @property {Record<string, L.Layer>} packLayers
 * @property {{ refresh(): void }} labels
 */

export class Fading {
  /**
   * Timers of the layers on their way out.
   * @type {Map<string, ReturnType<typeof setTimeout>>}
   */
  leaving = new Map();

  /** @param {FadingView} view */
  constructor(view) {
    this.view = view;
  }

  /**
   * Whether a layer is on the map and not on its way out.
   * @param {string} id
   */
  isShown(id) {
    const { map, packLayers } = this.view;
    return map.hasLayer(packLayers[id]) && !this.leaving.has(id);
  }

  /**
   * Show or hide a layer; `fade` lets it go slowly.
   * @param {string} id
   * @param {boolean} on
   * @param {boolean} fade
   */
  show(id, on, fade) {
    const { map, packLayers, labels } = this.view;
    this.keep(id);
    if (on) map.addLayer(packLayers[id]);
    else if (fade && map.hasLayer(packLayers[id])) this.leave(id, packLayers[id]);
    else map.removeLayer(packLayers[id]);
    labels.refresh();
  }

  /**
   * @param {string} id
   * @param {L.Layer} layer
   */
  leave(id, layer) {
    this.mark(id, true);
    const end = () => {
      this.keep(id);
      this.view.map.removeLayer(layer);
      this.view.labels.refresh();
    };
    this.leaving.set(id, setTimeout(end, FADE_MS));
  }

  /** @param {string} id */
  keep(id) {
    clearTimeout(this.leaving.get(id));
    if (this.leaving.delete(id)) this.mark(id, false);
  }

  /**
   * @param {string} id
   * @param {boolean} leaving
   */
  mark(id, leaving) {
    const parts = this.view.root.querySelectorAll(`.sb-map [data-layer="${CSS.escape(id)}"]`);
    for (const part of parts) part.classList.toggle("sb-leaving", leaving);
  }

  /** Forget what is under way. */
  stop() {
    for (const timer of this.leaving.values()) clearTimeout(timer);
    this.leaving.clear();
  }
}

// Layers that Python computed for this viewer: they travel with the page once and are drawn like served ones.
import { PackLayer } from "./packlayer.js";
import { drawRow } from "./panel.js";

/**
 * @import { LabelLayer } from "./labels.js"
 * @import { LiveEntry } from "./messages.js"
 * @import { Nameplates } from "./names.js"
 * @import { PackLayerView, WebFeatures } from "./packlayer.js"
 * @import { LayerActions, Switches } from "./panel.js"
 * @import { ReadCatalogue } from "./parcels.js"
 * @import { ZoomRanges } from "./zooms.js"
 *
 * @typedef {object} LiveLayersOwner
 * @property {L.Map} map
 * @property {ReadCatalogue} catalogue
 * @property {Record<string, PackLayer>} packLayers
 * @property {LayerActions} actions
 * @property {{ switches: Switches }} panel
 * @property {LabelLayer} labels
 * @property {Nameplates} names
 * @property {Pick<ZoomRanges, "drop">} zooms
 * @property {(id: string, on: boolean) => void} show
 *
 * @typedef {LiveLayersOwner & PackLayerView} LiveView
 */

const MOST_HELD = 64;
/** @type {Map<string, WebFeatures>} */
const held = new Map();

/**
 * Keep the features of a live layer under their key, and let go of those not used for longest.
 * @param {string} key
 * @param {WebFeatures} features
 */
function keep(key, features) {
  held.delete(key);
  held.set(key, features);
  if (held.size > MOST_HELD) held.delete(/** @type {string} */ (held.keys().next().value));
}

export class LiveLayers {
  /**
   * Keys of what is shown, by id.
   * @type {Map<string, string>}
   */
  shown = new Map();
  /**
   * Ids of what the viewer has switched off.
   * @type {Set<string>}
   */
  off = new Set();

  /**
   * `set` is the part of the layer list that holds their rows.
   * @param {LiveView} view
   * @param {HTMLElement} set
   */
  constructor(view, set) {
    this.view = view;
    this.set = set;
    set.hidden = true;
  }

  /**
   * Show exactly these layers; return the keys of those whose features the browser does not hold.
   * @param {LiveEntry[]} entries
   */
  take(entries) {
    const wanted = new Map(entries.map(({ id, key }) => [id, key]));
    for (const [id, key] of this.shown) if (wanted.get(id) !== key) this._drop(id);
    const missing = [];
    for (const entry of entries) {
      if (this.shown.has(entry.id)) continue;
      if (entry.features) keep(entry.key, JSON.parse(entry.features));
      const features = held.get(entry.key);
      if (features) this._add(entry, features);
      else missing.push(entry.key);
    }
    this.set.hidden = this.shown.size === 0;
    return missing;
  }

  /** The live layers that the viewer has not switched off. */
  get wanted() {
    return [...this.shown.keys()].filter((id) => !this.off.has(id));
  }

  /**
   * Remember that the viewer switched a live layer on or off; false where it is none.
   * @param {string} id
   * @param {boolean} on
   */
  choose(id, on) {
    if (!this.shown.has(id)) return false;
    if (on) this.off.delete(id);
    else this.off.add(id);
    return true;
  }

  /**
   * @param {LiveEntry} entry
   * @param {WebFeatures} features
   */
  _add(entry, features) {
    const { view } = this;
    const { id, key, drawing, panes } = entry;
    keep(key, features);
    this.shown.set(id, key);
    view.catalogue.layers[id] = entry;
    view.packLayers[id] = new PackLayer(id, features, drawing, panes, view);
    this.set.append(drawRow(id, view.catalogue, view.actions, view.names, view.panel.switches));
    view.show(id, !this.off.has(id));
  }

  /** @param {string} id */
  _drop(id) {
    const { view } = this;
    const layer = view.packLayers[id];
    view.map.removeLayer(layer);
    view.labels.drop(layer);
    view.zooms.drop(layer);
    view.names.drop(id);
    view.panel.switches.get(id)?.closest(".sb-row")?.remove();
    view.panel.switches.delete(id);
    delete view.packLayers[id];
    delete view.catalogue.layers[id];
    this.shown.delete(id);
  }
}

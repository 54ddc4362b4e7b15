// Packs that are not served: their catalogue and layers travel with the page once and are kept under a key.
import { fetchJson } from "./fetching.js";
import { PackLayer } from "./packlayer.js";

/**
 * @import { Catalogue, DetourEntry, LayerEntry, MapData, Parcel, ParcelContent } from "./messages.js"
 * @import { PackLayerView } from "./packlayer.js"
 *
 * @typedef {DetourEntry & Partial<LayerEntry>} ListedLayer A layer of the catalogue; detours have neither bounds nor stamp.
 * @typedef {Omit<Catalogue, "layers"> & { layers: Record<string, ListedLayer> }} ReadCatalogue
 */

const MOST_HELD = 4;
/** @type {Map<string, ParcelContent>} */
const held = new Map();

/**
 * Tell packs apart: the address of a served catalogue, or the key of a parcel.
 * @param {MapData["catalogue"]} catalogue
 */
export function identify(catalogue) {
  return typeof catalogue === "string" ? catalogue : catalogue.key;
}

/**
 * Keep what a parcel brings; return the key of the one whose content neither it nor the browser has.
 * @param {MapData["catalogue"]} catalogue
 * @returns {string[]}
 */
export function takeParcel(catalogue) {
  if (typeof catalogue === "string") return [];
  const { key, content } = catalogue;
  const kept = content ?? held.get(key);
  if (!kept) return [key];
  held.delete(key);
  held.set(key, kept);
  if (held.size > MOST_HELD) held.delete(/** @type {string} */ (held.keys().next().value));
  return [];
}

/**
 * Read the layer catalogue, from its address or out of the parcel; detours count as layers.
 * @param {MapData["catalogue"]} catalogue
 * @returns {Promise<ReadCatalogue>}
 */
export async function readCatalogue(catalogue) {
  /** @type {Catalogue} */
  const read = typeof catalogue === "string" ? await fetchJson(catalogue) : recall(catalogue).catalogue;
  return { ...read, layers: { ...read.layers, ...read.detours } };
}

/**
 * Add the layers of a parcel to those of the map program, which has none of them.
 * @param {MapData["catalogue"]} catalogue
 * @param {PackLayerView & { packLayers: Record<string, PackLayer> }} view
 */
export function addLayers(catalogue, view) {
  const layers = typeof catalogue === "string" ? [] : (held.get(catalogue.key)?.layers ?? []);
  for (const { id, features, drawing, panes } of layers) {
    view.packLayers[id] = new PackLayer(id, JSON.parse(features), drawing, panes, view);
  }
}

/**
 * Return what a parcel that was taken brought.
 * @param {Parcel} parcel
 */
function recall({ key }) {
  return /** @type {ParcelContent} */ (held.get(key));
}
